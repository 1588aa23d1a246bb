// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/program/command.h"

namespace ekb::query {

/// ekb compare: what the evidence says of an endpoint under an intervention against a comparator.
Run declare_compare(CLI::App& parser, const Settings& settings);

} // namespace ekb::query
