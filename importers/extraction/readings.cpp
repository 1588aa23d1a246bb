// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/readings.h"

#include "importers/extraction/arms/arm_names.h"
#include "importers/extraction/results/acceptance.h"
#include "importers/extraction/results/direction_rules.h"
#include "importers/extraction/results/pair_choice.h"

#include <algorithm>

namespace ekb::importers::extraction {

namespace {

// Found on the training part.
// "a significant reduction in _" tells a result whatever the model holds of the phrase.
constexpr double significant_probability = 0.4;
// A passage was cut out for its result.
constexpr double passage_threshold = 0.03;
constexpr double claim_threshold = 0.3;
// Less is enough where the text gives an effect or a p value: whether it does is seen later.
constexpr double figured_threshold = 0.2;
// A result is of each pair from this probability on, that of the result itself included.
constexpr double pair_threshold = 0.3;

/// How likely it is that a phrase tells a result.
double told(const Features& features, const RuledDirection& ruled, const ClaimModels& models) {
    const double told = models.relations.probabilities(features)[1];
    return ruled.significant ? std::max(told, significant_probability) : told;
}

/// Whether a sentence holds every name in capitals of an endpoint: "ALSFRS-R" of "decline on the ALSFRS-R score".
bool shares_name(const Prose& prose, const Mention& endpoint, std::size_t sentence) {
    bool any = false;
    for (const Token& token : tokens_of(prose, endpoint)) {
        if (!token.capitals || token.lower.size() < 3) continue;
        any = true;
        const auto& tokens = prose.sentences[sentence].tokens;
        if (std::none_of(tokens.begin(), tokens.end(), [&](const Token& t) { return t.lower == token.lower; }))
            return false;
    }
    return any;
}

/// Whether a page or body has said the same of an endpoint, or of one whose name holds this one's.
bool said_before(const Prose& prose, const Reading& reading, const std::vector<Reading>& earlier) {
    const std::vector<std::string> words = folded_words(tokens_of(prose, reading.endpoint));
    return std::any_of(earlier.begin(), earlier.end(), [&](const Reading& other) {
        if (!(other.pair == reading.pair) || other.endpoint.sentence == reading.endpoint.sentence) return false;
        const std::vector<std::string> known = folded_words(tokens_of(prose, other.endpoint));
        const auto said = [&](const std::string& w) { return std::find(known.begin(), known.end(), w) != known.end(); };
        return !words.empty() && std::all_of(words.begin(), words.end(), said);
    });
}

/// Whether a conclusion only says again what a result said: it names an endpoint of one.
bool repeats(const Prose& prose, const Reading& reading, const std::vector<Reading>& earlier) {
    const Tokens words = tokens_of(prose, reading.endpoint);
    return std::any_of(earlier.begin(), earlier.end(), [&](const Reading& other) {
        if (other.endpoint.sentence == reading.endpoint.sentence ||
            prose.sentences[other.endpoint.sentence].section == SectionKind::conclusions)
            return false;
        return shared_words(words, tokens_of(prose, other.endpoint)) >= 0.5 ||
               shares_name(prose, other.endpoint, reading.endpoint.sentence);
    });
}

bool overlap_in_place(const Mention& a, const Mention& b) {
    return a.sentence == b.sentence && a.first < b.end && b.first < a.end;
}

/// Of readings of one pair whose phrases overlap, the most probable.
std::vector<Reading> without_overlaps(const std::vector<Reading>& readings) {
    std::vector<Reading> kept;
    for (const Reading& reading : readings) {
        const bool beaten = std::any_of(readings.begin(), readings.end(), [&](const Reading& other) {
            return &other != &reading && other.pair == reading.pair &&
                   overlap_in_place(other.endpoint, reading.endpoint) &&
                   (other.probability > reading.probability ||
                    (other.probability == reading.probability && &other < &reading));
        });
        if (!beaten) kept.push_back(reading);
    }
    return kept;
}

/// Whether the sentence names each arm of a pair.
bool names_all(const ArmPair& pair) { return pair.subject_place && (!pair.reference || pair.reference_place); }

/// The pairs that a result is of, the likeliest of all at least. Where a sentence names both arms of one, it tells of no arm
/// that it does not name.
std::vector<std::size_t> chosen_pairs(Statement statement, const PairChoice& choice, double result, const ClaimModels& models) {
    std::vector<std::size_t> chosen;
    std::size_t best = 0;
    double most = -1;
    for (std::size_t which = 0; which < choice.pairs.size(); ++which) {
        statement.pair = choice.pairs[which];
        const double p = models.pairs.probabilities(pair_features(statement, choice, which))[1];
        if (p > most) {
            most = p;
            best = which;
        }
        if (p * result >= pair_threshold) chosen.push_back(which);
    }
    if (chosen.empty()) chosen.push_back(best);
    const bool compared = std::ranges::any_of(chosen, [&](std::size_t which) {
        return choice.pairs[which].reference && names_all(choice.pairs[which]);
    });
    if (compared) std::erase_if(chosen, [&](std::size_t which) { return !names_all(choice.pairs[which]); });
    return chosen;
}

} // namespace

bool is_sure(const Reading& reading) {
    return reading.probability >= claim_threshold;
}

std::vector<Reading> read_statements(const Prose& prose, const ProseTraits& traits, const TrialArms& trial,
                                     const ClaimModels& models) {
    std::vector<Reading> readings;
    if (trial.arms.empty()) return readings;
    const double threshold = is_passage(prose) ? passage_threshold : figured_threshold;
    const std::vector<EndpointMention> endpoints = tag_endpoints(prose, traits, trial, models.endpoints);
    for (std::size_t e = 0; e < endpoints.size(); ++e) {
        // A page or body speaks of much beside the trial: only a sentence that names an arm tells its results.
        if (prose.sentences[endpoints[e].sentence].body && trial.places[endpoints[e].sentence].empty()) continue;
        const PairChoice choice = possible_pairs(prose, trial, endpoints[e]);
        const Statement first{prose, traits, trial, endpoints, e, choice.pairs.front()};
        const double result = told(acceptance_features(first), ruled_direction(first), models);
        if (result < threshold) continue;
        for (const std::size_t which : chosen_pairs(first, choice, result, models)) {
            Reading reading{endpoints[e], choice.pairs[which], Relation::none, result};
            if (prose.sentences[endpoints[e].sentence].body && said_before(prose, reading, readings)) continue;
            if (prose.sentences[endpoints[e].sentence].section == SectionKind::conclusions &&
                repeats(prose, reading, readings))
                continue;
            readings.push_back(std::move(reading));
        }
    }
    return without_overlaps(readings);
}

} // namespace ekb::importers::extraction
