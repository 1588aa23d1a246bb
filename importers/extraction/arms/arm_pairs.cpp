// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/arms/arm_pairs.h"

#include <algorithm>
#include <utility>

namespace ekb::importers::extraction {

namespace {

/// Whether the words before a name make it what another is compared with: "than in the X", "compared with X".
bool is_reference(const std::vector<Token>& tokens, const ArmPlace& place) {
    for (std::size_t i = place.first, n = 0; i > 0 && n < 5; --i, ++n) {
        const Token& token = tokens[i - 1];
        if (any_of(token, {"than", "versus", "vs", "over", "relative"})) return true;
        if (token.is("not") && i > 1 && tokens[i - 2].is("but")) return true;
        if (any_of(token, {"with", "to"}) && i > 1 &&
            any_of(tokens[i - 2], {"compared", "relative", "comparison", "similar", "superior", "inferior",
                                   "comparable", "equivalent", "noninferior"}))
            return true;
        if (!any_of(token, {"the", "in", "with", "to", "of", "for", "those", "that", "a", "receiving", "given",
                            "patients", "on", "group", "who", "received", "."}))
            return false;
    }
    return false;
}

/// The clause around an endpoint: up to ";", "whereas", "while", "but" on both sides.
std::pair<std::size_t, std::size_t> clause_around(const std::vector<Token>& tokens, const Mention& endpoint) {
    const auto cuts = [&](std::size_t i) {
        // "X, but not Y, reduced it" is one clause.
        if (tokens[i].is("but")) return !(i + 1 < tokens.size() && tokens[i + 1].is("not"));
        return any_of(tokens[i], {";", "whereas", "while", "although", "however"});
    };
    return between_cuts(tokens, endpoint, cuts);
}

/// The first place of each arm, in order.
std::vector<ArmPlace> distinct(const std::vector<ArmPlace>& places) {
    std::vector<ArmPlace> out;
    for (const ArmPlace& place : places) {
        const auto same = [&](const ArmPlace& p) { return p.arm == place.arm; };
        if (std::none_of(out.begin(), out.end(), same)) out.push_back(place);
    }
    return out;
}

/// Every arm that is tried against the comparators, in order; with none of either kind, the first against the second.
std::vector<ArmPair> default_pairs(const TrialArms& trial) {
    std::vector<ArmPair> pairs;
    std::optional<std::size_t> comparator;
    for (std::size_t i = 0; i < trial.arms.size(); ++i) {
        if (trial.arms[i].role == ArmRole::comparator && !comparator) comparator = i;
    }
    for (std::size_t i = 0; i < trial.arms.size(); ++i) {
        if (trial.arms[i].role == ArmRole::experimental) pairs.push_back({i, comparator, {}, {}, false});
    }
    if (pairs.empty() && !trial.arms.empty())
        pairs.push_back({0, trial.arms.size() > 1 ? std::optional<std::size_t>(1) : std::nullopt, {}, {}, false});
    return pairs;
}

/// What an arm that stands alone is compared with: the comparator, or for a comparator the first that is tried.
std::optional<std::size_t> counterpart(const TrialArms& trial, std::size_t arm) {
    const ArmRole wanted = trial.arms[arm].role == ArmRole::comparator ? ArmRole::experimental : ArmRole::comparator;
    for (std::size_t i = 0; i < trial.arms.size(); ++i) {
        if (i != arm && trial.arms[i].role == wanted) return i;
    }
    return trial.arms.size() == 2 ? std::optional<std::size_t>(1 - arm) : std::nullopt;
}

/// Of several arms that something is compared with, those that are comparators, where any is.
void keep_comparators(const TrialArms& trial, std::vector<ArmPlace>& references) {
    const auto is = [&](const ArmPlace& p) { return trial.arms[p.arm].role == ArmRole::comparator; };
    if (std::any_of(references.begin(), references.end(), is))
        std::erase_if(references, [&](const ArmPlace& p) { return !is(p); });
}

std::vector<ArmPair> pair_places(const std::vector<Token>& tokens, const TrialArms& trial,
                                 const std::vector<ArmPlace>& places) {
    std::vector<ArmPlace> subjects;
    std::vector<ArmPlace> references;
    for (const ArmPlace& place : places) {
        // "than in A and B": what follows a reference is one too.
        const bool follows = !subjects.empty() && !references.empty();
        (follows || is_reference(tokens, place) ? references : subjects).push_back(place);
    }
    keep_comparators(trial, references);
    std::vector<ArmPair> pairs;
    if (places.size() == 1) {
        const auto other = counterpart(trial, places[0].arm);
        if (references.empty()) return {{places[0].arm, other, places[0], {}, false}};
        if (!other) return {};
        return {{*other, places[0].arm, {}, places[0], false}};
    }
    if (references.empty()) {
        // "A 5, B 3 and C 4": each that is tried against the comparator; without roles, the first against the others.
        const auto comparator = std::find_if(places.begin(), places.end(), [&](const ArmPlace& p) {
            return trial.arms[p.arm].role == ArmRole::comparator;
        });
        const ArmPlace base = comparator == places.end() ? places.back() : *comparator;
        references.push_back(base);
        subjects.erase(
            std::remove_if(subjects.begin(), subjects.end(), [&](const ArmPlace& p) { return p.arm == base.arm; }),
            subjects.end());
    }
    if (subjects.empty()) {
        for (const ArmPlace& reference : references) {
            if (const auto other = counterpart(trial, reference.arm))
                pairs.push_back({*other, reference.arm, {}, reference, false});
        }
        return pairs;
    }
    for (const ArmPlace& subject : subjects) {
        for (const ArmPlace& reference : references)
            pairs.push_back({subject.arm, reference.arm, subject, reference, false});
    }
    return pairs;
}

} // namespace

bool put_straight(ArmPair& pair, const TrialArms& trial) {
    if (!pair.reference) return false;
    const bool backwards = trial.arms[pair.subject].role == ArmRole::comparator &&
                           trial.arms[*pair.reference].role == ArmRole::experimental;
    if (!backwards) return false;
    std::swap(pair.subject, *pair.reference);
    std::swap(pair.subject_place, pair.reference_place);
    return true;
}

std::vector<ArmPair> pairs_in(const Prose& prose, const TrialArms& trial, const Mention& endpoint) {
    const auto& tokens = prose.sentences[endpoint.sentence].tokens;
    const auto [first, end] = clause_around(tokens, endpoint);
    std::vector<ArmPlace> near;
    for (const ArmPlace& place : trial.places[endpoint.sentence]) {
        const bool inside_endpoint = place.first >= endpoint.first && place.end <= endpoint.end;
        if (place.first >= first && place.end <= end && !inside_endpoint) near.push_back(place);
    }
    if (near.empty()) near = trial.places[endpoint.sentence];
    near = distinct(near);
    if (near.empty()) return default_pairs(trial);
    std::vector<ArmPair> pairs = pair_places(tokens, trial, near);
    return pairs.empty() ? default_pairs(trial) : pairs;
}

} // namespace ekb::importers::extraction
