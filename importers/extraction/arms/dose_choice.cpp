// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/arms/dose_choice.h"

#include "importers/extraction/arms/arm_details.h"
#include "importers/extraction/tagging/feature_collector.h"

#include <algorithm>

namespace ekb::importers::extraction {

namespace {

constexpr std::size_t far_away = 30;

std::uint32_t bucket(std::size_t n) {
    return n < 4 ? static_cast<std::uint32_t>(n) : n < 7 ? 4 : n < 12 ? 5 : n < far_away ? 6 : 7;
}

/// `between` are the tokens from the end of the one to the start of the other.
std::size_t distance_over(Tokens between, bool name_first) {
    std::size_t distance = 0;
    for (const Token& token : between) {
        const bool parts = any_of(token, {"or", "and", "versus", "vs", ";", ".", "followed", "plus", "than", "before"});
        const bool brackets = !name_first && any_of(token, {"(", ")", ",", ":"});
        const bool closes = name_first && token.is(")");
        distance += parts ? 8 : brackets || closes ? 5 : 1;
    }
    return std::min(distance, far_away);
}

/// The nearest arm on one side of an amount.
struct Neighbour {
    std::size_t distance = far_away;
    const ArmPlace* place = nullptr;
};

struct Neighbours {
    Neighbour before;
    Neighbour after;
    bool inside = false;
};

Neighbours neighbours(const std::vector<Token>& tokens, const std::vector<ArmPlace>& places, const DoseMention& dose) {
    Neighbours found;
    const auto closer = [](Neighbour& side, std::size_t distance, const ArmPlace& place) {
        if (distance < side.distance) side = {distance, &place};
    };
    for (const ArmPlace& place : places) {
        const std::size_t distance = dose_distance(tokens, dose.first, dose.end, place);
        if (place.end <= dose.first) {
            closer(found.before, distance, place);
        } else if (place.first >= dose.end) {
            closer(found.after, distance, place);
        } else {
            found.inside = true;
        }
    }
    return found;
}

std::uint32_t word_at(const ProseTraits& traits, std::size_t sentence, std::size_t at, int offset) {
    const auto& tokens = traits.tokens[sentence];
    const auto i = static_cast<std::ptrdiff_t>(at) + offset;
    if (i < 0 || i >= static_cast<std::ptrdiff_t>(tokens.size())) return 0;
    return tokens[static_cast<std::size_t>(i)].word;
}

bool same_amount(const Dose& a, const Dose& b) {
    return a.amount == b.amount && a.unit == b.unit;
}

/// How far back the nearest of some words stands, in buckets.
template <typename Wanted>
std::uint32_t back_to(const std::vector<Token>& tokens, std::size_t at, Wanted wanted) {
    for (std::size_t n = 1; n <= at && n < far_away; ++n) {
        if (wanted(tokens[at - n])) return bucket(n);
    }
    return 7;
}

bool gives(const Token& token) {
    return any_of(token, {"receive", "received", "receiving", "given", "administered", "treated", "took", "consumed",
                          "consume", "consuming", "administration", "injected", "injection", "infused", "infusion"});
}
bool allots(const Token& token) {
    return token.lower.starts_with("random") || any_of(token, {"assigned", "allocated", "either", "group", "groups"});
}

} // namespace

std::size_t dose_distance(Tokens tokens, std::size_t first, std::size_t end, const ArmPlace& place) {
    if (place.end <= first) return distance_over(tokens.subspan(place.end, first - place.end), true);
    if (place.first >= end) return distance_over(tokens.subspan(end, place.first - end), false);
    return 0;
}

std::vector<DoseCandidate> dose_candidates(const Prose& prose) {
    std::vector<DoseCandidate> found;
    for (const std::size_t s : prose.core) {
        for (DoseMention& mention : find_doses(prose.text, prose.sentences[s].tokens))
            found.push_back({s, std::move(mention)});
    }
    return found;
}

Features dose_features(const Prose& prose, const ProseTraits& traits, const TrialArms& trial,
                       const std::vector<DoseCandidate>& candidates, std::size_t which) {
    const DoseCandidate& candidate = candidates[which];
    const DoseMention& dose = candidate.mention;
    const Sentence& sentence = prose.sentences[candidate.sentence];
    const auto& tokens = sentence.tokens;
    const auto section = static_cast<std::uint32_t>(sentence.section);
    FeatureCollector out(500, 48);
    std::uint32_t base = 0;
    const auto add = [&](std::uint32_t a, std::uint32_t b = 0) { out.add(base++, a, b); };
    const std::uint32_t unit = feature_hash(*dose.dose.unit);
    const auto word = [&](std::size_t at, int offset) { return word_at(traits, candidate.sentence, at, offset); };
    add(unit);
    add(unit, section);
    add(section);
    add(word(dose.first, -1));
    add(word(dose.first, -2), word(dose.first, -1));
    add(word(dose.first, -2));
    add(word(dose.first, -3));
    add(word(dose.end, 0));
    add(word(dose.end, 0), word(dose.end, 1));
    add(word(dose.end, 1));
    add(word(dose.end, 2));
    add(traits.tokens[candidate.sentence][dose.first].depth);
    const Neighbours near = neighbours(tokens, trial.places[candidate.sentence], dose);
    const auto comparator = [&](const Neighbour& n) {
        return n.place && is_comparator_name(trial.arms[n.place->arm].name) ? 1U : 0U;
    };
    const std::uint32_t before = bucket(near.before.distance);
    const std::uint32_t after = bucket(near.after.distance);
    const std::uint32_t nearest = near.inside ? 8 : std::min(before, after);
    add(before, comparator(near.before));
    add(after, comparator(near.after));
    add(nearest, section);
    add(nearest, unit);
    const std::uint32_t give = back_to(tokens, dose.first, gives);
    const std::uint32_t allot = back_to(tokens, dose.first, allots);
    add(give, nearest);
    add(allot, nearest);
    add(give, section);
    const bool gives_here = std::any_of(tokens.begin(), tokens.end(), gives);
    const bool allots_here = std::any_of(tokens.begin(), tokens.end(), allots);
    add(gives_here ? 1 : 0, allots_here ? 1 : 0);
    add((gives_here ? 1U : 0U) + (allots_here ? 2U : 0U), section);
    std::uint32_t same = 0;
    std::uint32_t in_title = 0;
    std::uint32_t beside = 0;
    std::uint32_t earlier = 0;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const DoseCandidate& other = candidates[i];
        const bool here = other.sentence == candidate.sentence;
        const bool equal = same_amount(other.mention.dose, dose.dose);
        same += i != which && equal;
        in_title += equal && prose.sentences[other.sentence].section == SectionKind::title;
        beside += i != which && here && other.mention.dose.unit == dose.dose.unit;
        earlier += i < which && !here;
    }
    add(std::min(same, 2U));
    add(std::min(in_title, 1U), std::min(same, 2U));
    add(std::min(beside, 3U), nearest);
    add(std::min(earlier, 4U));
    add(std::min(static_cast<std::uint32_t>(which), 4U), section);
    add(dose.dose.per_day ? 1 : 0, dose.dose.route ? 1 : 0);
    add(dose.dose.frequency ? 1 : 0, nearest);
    add(dose.dose.amount_high ? 1 : 0, section);
    std::uint32_t interventions = 0;
    std::uint32_t outcomes = 0;
    for (std::size_t t = dose.first > 4 ? dose.first - 4 : 0; t < std::min(tokens.size(), dose.end + 4); ++t) {
        if (t >= dose.first && t < dose.end) continue;
        interventions += traits.tokens[candidate.sentence][t].intervention;
        outcomes += traits.tokens[candidate.sentence][t].outcome;
    }
    add(std::min(interventions, 9U));
    add(std::min(outcomes, 9U));
    add(std::min(interventions / 2, 6U), std::min(outcomes / 2, 6U));
    Features features = out.take();
    for (std::size_t t = 0; t < tokens.size(); ++t) {
        if (tokens[t].word() && tokens[t].lower.size() > 3)
            features.push_back({mixed(490, traits.tokens[candidate.sentence][t].word), 0.3F});
    }
    for (std::size_t t = dose.first > 6 ? dose.first - 6 : 0; t < dose.first; ++t)
        features.push_back({mixed(491, traits.tokens[candidate.sentence][t].word), 0.5F});
    for (std::size_t t = dose.end; t < std::min(tokens.size(), dose.end + 6); ++t)
        features.push_back({mixed(492, traits.tokens[candidate.sentence][t].word), 0.5F});
    return features;
}

} // namespace ekb::importers::extraction
