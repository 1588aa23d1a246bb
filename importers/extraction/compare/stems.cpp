// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/compare/stems.h"

#include <array>

namespace ekb::importers::extraction {

namespace {

// Longest first. What is left must keep at least four letters, so that "rating" stays apart from "rate".
constexpr std::array<std::string_view, 16> endings{"ations", "ation", "ments", "ment", "ions",  "ion",  "ings", "ing",
                                                   "ities",  "ity",   "ies",   "ed",   "es",    "s",    "y",    "e"};

bool has_digit(std::string_view word) { return word.find_first_of("0123456789") != word.npos; }

} // namespace

std::string stem(std::string_view lower) {
    if (lower.size() < 4 || has_digit(lower)) return std::string(lower);
    if (lower.ends_with("ss") || lower.ends_with("us") || lower.ends_with("is")) return std::string(lower);
    for (const std::string_view ending : endings) {
        const std::size_t least = ending == "s" ? 3 : 4;
        if (lower.ends_with(ending) && lower.size() - ending.size() >= least)
            return std::string(lower.substr(0, lower.size() - ending.size()));
    }
    return std::string(lower);
}

} // namespace ekb::importers::extraction
