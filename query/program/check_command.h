// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/program/command.h"

namespace ekb::query {

/// ekb check: what is wrong with the store, if anything.
Run declare_check(CLI::App& parser, const Settings& settings);

} // namespace ekb::query
