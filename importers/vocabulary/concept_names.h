// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/vocabulary_concept.h"

#include <string_view>

namespace ekb::importers {

/// Adds a name that a published vocabulary gives, once. Letter case counts in an abbreviation and in a name of up to five
/// letters that are all capitals (AIDS, MS). Names of fewer than two letters and of more than 120 are left out: the one
/// would be found everywhere, the other nowhere. So are words of every text (data/no_names.tsv): "in".
void add_name(kb::Concept& to, std::string_view name, bool abbreviation);

} // namespace ekb::importers
