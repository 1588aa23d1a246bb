// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace ekb::kb::vocabulary {

/// The bytes of a built-in data file, by its name below kb/vocabulary/data. Throws Error for an unknown name.
std::string_view resource(std::string_view name);

/// The built-in files of concepts, in the order they are read; CMakeLists.txt builds them in.
inline constexpr std::string_view concept_files[] = {"comparators.tsv", "medicines.tsv",   "supplements.tsv",
                                                     "procedures.tsv",  "behavioural.tsv", "endpoints.tsv",
                                                     "scales.tsv",      "conditions.tsv",  "populations.tsv"};

} // namespace ekb::kb::vocabulary
