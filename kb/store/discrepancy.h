// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/document.h"
#include "kb/model/enums.h"

#include <string>
#include <vector>

namespace ekb::kb {

enum class DiscrepancyKind { n_randomised, primary_endpoint, effect, journal };

/// What one report says of the matter that they disagree on.
struct Position {
    std::string document;            ///< its id
    std::string says;                ///< "130", "JAMA Neurology", "mean_difference 1.97 points (95% CI 0.44 to 3.5)"
    std::vector<std::string> claims; ///< the ids of the claims that say so

    bool operator==(const Position&) const = default;
};

/// One thing that reports of a study disagree on.
struct Discrepancy {
    DiscrepancyKind kind = DiscrepancyKind::effect;
    std::string endpoint;            ///< for an effect: the endpoint's label, or its words; else empty
    std::vector<Position> positions; ///< of every report that says anything of it, in the order of the documents

    bool operator==(const Discrepancy&) const = default;
};

/// What these reports of one study disagree on. Figures count as disagreeing only where they cannot both be right as
/// reports of the same thing:
/// - n_randomised: different numbers; protocols, secondary analyses and animal studies are left out;
/// - primary_endpoint: what a registry record registers and what a report calls primary share neither a concept nor
/// half of
///   their telling words;
/// - effect: of one endpoint, intervention and comparator, two reports give figures of the same measure and time of
/// which
///   none agrees to the digits written, or figures of different measures alone, or favour different sides;
/// - journal: the one that a web page, or a text without PMID, PMCID and DOI, names is that of no article.
/// Claims that a person rejected are not heard. A pure function; thread-safe.
std::vector<Discrepancy> discrepancies_of(const std::vector<Document>& reports);

} // namespace ekb::kb

template <>
struct ekb::EnumNames<ekb::kb::DiscrepancyKind> {
    static constexpr std::array<std::pair<ekb::kb::DiscrepancyKind, std::string_view>, 4> rows{
        {{ekb::kb::DiscrepancyKind::n_randomised, "n_randomised"},
         {ekb::kb::DiscrepancyKind::primary_endpoint, "primary_endpoint"},
         {ekb::kb::DiscrepancyKind::effect, "effect"},
         {ekb::kb::DiscrepancyKind::journal, "journal"}}};
};
