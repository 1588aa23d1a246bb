// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/program/command.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

namespace ekb::tests {

/// What a command did.
struct Ran {
    int status = 0;
    std::string out; ///< on standard output
    std::string err; ///< on standard error
};

/// Takes what goes to a stream, for as long as it lives.
class Captured {
public:
    explicit Captured(std::ostream& stream) : m_stream(stream), m_before(stream.rdbuf(m_text.rdbuf())) {}
    ~Captured() { m_stream.rdbuf(m_before); }
    Captured(const Captured&) = delete;
    Captured& operator=(const Captured&) = delete;
    std::string text() const { return m_text.str(); }

private:
    std::ostringstream m_text;
    std::ostream& m_stream;
    std::streambuf* m_before;
};

/// Runs a command of the program on a command line, in this process. Throws what it throws.
inline Ran run_command(query::Run (*declare)(CLI::App&, const query::Settings&), const query::Settings& settings,
                       std::vector<std::string> words) {
    CLI::App parser;
    const query::Run command = declare(parser, settings);
    std::reverse(words.begin(), words.end()); // as CLI11 takes them
    parser.parse(std::move(words));
    const Captured out(std::cout);
    const Captured err(std::cerr);
    const int status = command();
    return {status, out.text(), err.text()};
}

} // namespace ekb::tests
