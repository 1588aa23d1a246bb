// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/arm.h"
#include "kb/model/concept.h"
#include "kb/model/enums.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace ekb {

/// How many took part, as far as the claim's source says.
struct ClaimN {
    std::optional<int> randomised;
    std::optional<int> analysed;
    std::optional<int> intervention; ///< in the intervention arm, of those the claim is about
    std::optional<int> comparator;   ///< in the comparator arm

    bool operator==(const ClaimN&) const = default;
};

/// What was measured.
struct Endpoint {
    std::string text; ///< the source's own words
    std::optional<std::string> concept_id;
    std::optional<std::string> label;
    std::optional<EndpointRole> role;
    std::optional<std::string> timepoint; ///< the source's own words: "12 months"

    bool operator==(const Endpoint&) const = default;
};

/// What the source says of the endpoint in the intervention relative to the comparator.
struct Effect {
    std::optional<Direction> direction; ///< empty where the source gives figures and no reading of them
    std::optional<Favours> favours;
    std::optional<Measure> measure;
    std::optional<double> value;
    std::optional<std::string> unit;
    std::optional<double> ci_low;
    std::optional<double> ci_high;
    std::optional<double> ci_level; ///< in percent: 95
    std::optional<double> p;        ///< 0..1
    std::optional<PRelation> p_op;

    bool operator==(const Effect&) const = default;
};

/// One arm's figures for one endpoint.
struct ArmFigures {
    std::string name;
    std::optional<int> n;
    std::optional<double> mean;
    std::optional<double> sd;
    std::optional<double> se;
    std::optional<double> median;
    std::optional<double> q1;
    std::optional<double> q3;
    std::optional<double> events;
    std::optional<double> total;
    std::string text; ///< the figure as the source writes it: "9.5 months"

    bool operator==(const ArmFigures&) const = default;
};

/// The exact words that a claim comes from.
struct Evidence {
    std::string quote;
    std::string section; ///< "abstract/results", or a registry field's path
    /// Where the quote stands in the document's text, in Unicode code points, end exclusive; both empty where the
    /// quote is a registry field's that the text does not hold.
    std::optional<std::size_t> code_point_start;
    std::optional<std::size_t> code_point_end;

    bool operator==(const Evidence&) const = default;
};

/// One thing that a document claims: intervention, comparator, endpoint, effect, and the words that say so.
struct Claim {
    std::string id; ///< given by the store, or by number_claims where there is no store
    std::string document;
    std::optional<std::string> study;
    Named intervention;
    std::optional<Dose> dose;
    std::optional<Named> comparator;
    std::optional<Named> condition;
    std::optional<Species> species;
    ClaimN n;
    Endpoint endpoint;
    Effect effect;
    std::vector<ArmFigures> arms; ///< the intervention's first
    std::vector<Evidence> evidence;
    Method method = Method::text;
    std::optional<double> confidence; ///< 0..1: how often a claim of this kind is right
    ReviewStatus status = ReviewStatus::unreviewed;

    bool operator==(const Claim&) const = default;
};

} // namespace ekb
