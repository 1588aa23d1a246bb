// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/program/command.h"

namespace ekb::query {

/// ekb backup: a copy of the store in a new file.
Run declare_backup(CLI::App& parser, const Settings& settings);

} // namespace ekb::query
