// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/words/tokens.h"
#include "kb/model/arm.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace ekb::importers::extraction {

/// A dose as it stands in a sentence: an amount with a unit, and the route, frequency and duration that go with it.
struct DoseMention {
    Dose dose;
    std::size_t first = 0; ///< the tokens of its amount and unit: [first, end)
    std::size_t end = 0;
};

/// The doses of a sentence, in order. `tokens` are `text`'s. In "10, 20 or 30 mg" each number is one. Concentrations
/// and laboratory values ("mg/dL") are none.
std::vector<DoseMention> find_doses(std::string_view text, Tokens tokens);

/// The dose that a phrase states, such as "50 mg intramuscular twice weekly for 16 weeks", or a registry's description
/// of an intervention: its first amount; without an amount what it says of route, frequency and duration. nullopt where
/// it says nothing of the kind. Thread-safe.
std::optional<Dose> parse_dose(std::string_view text);

/// The contract's route that a word or phrase at this token names; empty where none does.
struct RouteMention {
    std::string_view route;
    std::size_t length = 0;
};
RouteMention route_at(Tokens tokens, std::size_t at);

} // namespace ekb::importers::extraction
