// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/program/command.h"

namespace ekb::query {

/// ekb ask QUESTION: the contract's answer to a question in plain words.
Run declare_ask(CLI::App& parser, const Settings& settings);

} // namespace ekb::query
