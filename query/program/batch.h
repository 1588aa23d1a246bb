// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/query_error.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <iosfwd>
#include <stdexcept>
#include <string>

namespace ekb::query {

/// A line of a batch that cannot be answered; the message becomes the line's error.
class BadLine : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
    explicit BadLine(const QueryError& error);
};

/// The answer to one line, without its id. Throws BadLine. Called from several threads at once.
using AnswerLine = std::function<nlohmann::ordered_json(const nlohmann::json& line)>;

/// The contract's --batch: one answer line for each input line, in order, `id` first; a bad line gives {"id","error"}.
/// Gives the exit status: exit_some_rejected where any line was bad. Works on both cores, in bounded memory.
int run_batch(std::istream& in, std::ostream& out, const AnswerLine& answer);

/// A text field of a batch line. Throws BadLine where it is missing or is no string.
const std::string& text_field(const nlohmann::json& line, const char* name);

} // namespace ekb::query
