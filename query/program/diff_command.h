// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/program/command.h"

namespace ekb::query {

/// `ekb diff`.
Run declare_diff(CLI::App& parser, const Settings& settings);

} // namespace ekb::query
