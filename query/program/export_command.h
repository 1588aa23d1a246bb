// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/program/command.h"

namespace ekb::query {

/// `ekb export`.
Run declare_export(CLI::App& parser, const Settings& settings);

} // namespace ekb::query
