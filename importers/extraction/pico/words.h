// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ekb::importers::extraction::pico {

/// ASCII letters in lower case, digits as `0` (so "101" and "466" are one word); other bytes as they are.
std::string normal_form(std::string_view word);

/// The normal form without a plural or verb ending: "trials" -> "trial", "assessed" -> "assess". Not a dictionary stem;
/// it only has to be the same for most forms of one word.
std::string stem(std::string_view normal_form);

/// Runs of X (capital), x (small), 0 (digit) and the other characters themselves, each run once: "ALSFRS-R" -> "X-X".
std::string shape(std::string_view word);

/// Coarse part of speech by function-word list and ending; enough to find where a noun phrase begins and ends.
enum class WordClass : std::uint8_t {
    determiner,
    preposition,
    conjunction,
    pronoun,
    auxiliary,
    adverb,
    number,
    punctuation,
    opening,
    closing,
    verb_ing,
    verb_ed,
    nominal,
    adjective,
    plural,
    acronym,
    capitalised,
    other
};

WordClass word_class(std::string_view word, std::string_view normal_form);

} // namespace ekb::importers::extraction::pico
