// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/compare/registry_answer.h"

#include "importers/extraction/compare/columns.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace ekb::importers::extraction {

namespace {

// Below this a claim is about another endpoint.
constexpr double least_endpoint_fit = 0.5;

/// How well a claim's arms are the question's: above 0 as they stand, below 0 the other way round.
double arms_fit(const Claim& claim, const Question& question) {
    const std::string comparator = claim.comparator ? claim.comparator->text : "";
    const auto control = [&](const std::string& name) { return question.control_is_comparator && names_control(name) ? 0.3 : 0.0; };
    const double straight = arm_fit(claim.intervention.text, question.intervention) + std::max(arm_fit(comparator, question.comparator), control(comparator));
    const double turned = arm_fit(comparator, question.intervention) + std::max(arm_fit(claim.intervention.text, question.comparator), control(claim.intervention.text));
    return straight >= turned ? straight : -turned;
}

Direction opposite(Direction direction) {
    if (direction == Direction::increased) return Direction::decreased;
    return direction == Direction::decreased ? Direction::increased : direction;
}

ComparisonReading reading_of(const Claim& claim, bool turned) {
    ComparisonReading reading;
    reading.direction = claim.effect.direction;
    reading.confidence = claim.confidence;
    if (!claim.evidence.empty()) reading.evidence = claim.evidence.front();
    if (claim.arms.size() == 2) reading.arms = claim.arms;
    if (!turned) return reading;
    if (reading.direction) reading.direction = opposite(*reading.direction);
    if (reading.arms.size() == 2) std::swap(reading.arms[0], reading.arms[1]);
    return reading;
}

} // namespace

ComparisonReading registry_answer(const Document& document, const Question& question) {
    const Claim* best = nullptr;
    double most = 0;
    bool turned = false;
    for (const Claim& claim : document.claims) {
        const double endpoint = arm_fit(claim.endpoint.text, question.endpoint);
        const double arms = arms_fit(claim, question);
        if (endpoint < least_endpoint_fit || arms == 0) continue;
        // A claim with a direction answers; one of figures alone only shows them.
        const double score = endpoint + std::abs(arms) + (claim.effect.direction ? 1 : 0);
        if (best != nullptr && score <= most) continue;
        best = &claim;
        most = score;
        turned = arms < 0;
    }
    return best == nullptr ? ComparisonReading() : reading_of(*best, turned);
}

} // namespace ekb::importers::extraction
