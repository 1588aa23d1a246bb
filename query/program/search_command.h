// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/program/command.h"

namespace ekb::query {

/// ekb search QUERY: the query language of docs/query-language.md.
Run declare_search(CLI::App& parser, const Settings& settings);

} // namespace ekb::query
