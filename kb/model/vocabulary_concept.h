// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/enums.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ekb::kb {

/// What a concept stands for in a claim. A population is who took part (children, pregnant women).
enum class ConceptKind { intervention, endpoint, condition, population };

/// One way of naming a concept.
struct ConceptName {
    std::string text;
    bool case_sensitive = false; ///< an abbreviation that is also a word or a unit: BP, MS, AIDS
    bool ambiguous = false;      ///< other concepts of the kind bear it too

    bool operator==(const ConceptName&) const = default;
};

/// A thing that trials give, measure or treat, with its names and what it is a kind of.
struct Concept {
    std::string id; ///< "ekb:methylcobalamin"; a curator's own concepts have another prefix
    ConceptKind kind = ConceptKind::intervention;
    std::string label;
    std::vector<ConceptName> names;    ///< the label first
    std::vector<std::string> parents;  ///< ids of the next broader concepts
    std::vector<std::string> external; ///< "ATC:B03BA05", "MeSH:D014805"

    bool operator==(const Concept&) const = default;
};

} // namespace ekb::kb

namespace ekb {

template <>
struct EnumNames<kb::ConceptKind> {
    static constexpr std::array<std::pair<kb::ConceptKind, std::string_view>, 4> rows{
        {{kb::ConceptKind::intervention, "intervention"},
         {kb::ConceptKind::endpoint, "endpoint"},
         {kb::ConceptKind::condition, "condition"},
         {kb::ConceptKind::population, "population"}}};
};

} // namespace ekb
