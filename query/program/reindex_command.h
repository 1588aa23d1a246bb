// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/program/command.h"

namespace ekb::query {

/// ekb reindex: the index made anew from the store.
Run declare_reindex(CLI::App& parser, const Settings& settings);

} // namespace ekb::query
