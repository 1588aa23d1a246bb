// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/store/discrepancy.h"

namespace ekb::kb {

/// The part of discrepancies_of that is about effects.
std::vector<Discrepancy> effect_discrepancies(const std::vector<Document>& reports);

/// What a thing is compared by: its concept where it is known, else its words in lower case. Thread-safe.
std::string comparison_key(const std::string& text, const std::optional<std::string>& concept_id);
std::string comparison_key(const Named& named);

} // namespace ekb::kb
