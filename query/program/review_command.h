// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/program/command.h"

namespace ekb::query {

/// ekb review: a person's word on claims and on which documents are one study.
Run declare_review(CLI::App& parser, const Settings& settings);

} // namespace ekb::query
