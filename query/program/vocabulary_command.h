// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/program/command.h"

namespace ekb::query {

/// `ekb vocabulary`: what a name means, the files that concepts were imported from, and taking one out again.
Run declare_vocabulary(CLI::App& parser, const Settings& settings);

} // namespace ekb::query
