// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/expected.h"
#include "query/program/command.h"

#include <string>
#include <string_view>

namespace ekb::query {

/// `ekb serve`.
Run declare_serve(CLI::App& parser, const Settings& settings);

struct ListenAddress {
    std::string host;
    int port = 0; ///< 0: any free one
};

/// "127.0.0.1:8080"; the error says what is wrong with the text.
Expected<ListenAddress, std::string> listen_address(std::string_view text);

} // namespace ekb::query
