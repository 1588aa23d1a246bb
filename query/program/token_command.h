// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/program/command.h"

namespace ekb::query {

/// ekb token: tokens for the HTTP API: given, listed, revoked.
Run declare_token(CLI::App& parser, const Settings& settings);

} // namespace ekb::query
