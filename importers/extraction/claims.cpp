// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/claims.h"

#include "importers/extraction/arms/arm_groups.h"
#include "importers/extraction/figures/claim_numbers.h"
#include "importers/extraction/figures/movement_features.h"
#include "importers/extraction/numbers/timepoints.h"
#include "importers/extraction/results/acceptance.h"
#include "importers/extraction/results/direction_rules.h"
#include "importers/extraction/results/favours.h"
#include "importers/extraction/results/pair_choice.h"
#include "importers/extraction/study/study_facts.h"
#include "importers/extraction/words/code_points.h"

#include <algorithm>

namespace ekb::importers::extraction {

namespace {

// Found on the training part.
// "a significant reduction in _" tells a result whatever the model holds of the phrase.
constexpr double significant_probability = 0.4;
// A passage of so few sentences was cut out for its result.
constexpr std::size_t passage_sentences = 2;
constexpr double passage_threshold = 0.03;
constexpr double claim_threshold = 0.3;
// A result is of each pair from this probability on, that of the result itself included.
constexpr double pair_threshold = 0.3;

double overlap(const std::string& a, const std::string& b) {
    std::vector<std::string> x = folded_words(tokenise(a));
    std::vector<std::string> y = folded_words(tokenise(b));
    std::sort(x.begin(), x.end());
    std::sort(y.begin(), y.end());
    std::vector<std::string> both;
    std::set_intersection(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(both));
    return both.empty() ? 0 : 2.0 * static_cast<double>(both.size()) / static_cast<double>(x.size() + y.size());
}

/// How likely it is that a phrase tells a result.
double told(const Features& features, const RuledDirection& ruled, const ClaimModels& models) {
    const double told = models.relations.probabilities(features)[1];
    return ruled.significant ? std::max(told, significant_probability) : told;
}

/// Which way a result went.
void read_direction(Reading& reading, const Features& features, const ClaimModels& models) {
    const std::vector<double> directions = models.directions.probabilities(features);
    const auto best = std::max_element(directions.begin(), directions.end());
    reading.relation = static_cast<Relation>(best - directions.begin() + 1);
    reading.probability *= *best;
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
    const std::string text = text_of(prose, reading.endpoint);
    const std::string sentence(prose.sentences[reading.endpoint.sentence].in(prose.text));
    return std::any_of(earlier.begin(), earlier.end(), [&](const Reading& other) {
        if (other.endpoint.sentence == reading.endpoint.sentence ||
            prose.sentences[other.endpoint.sentence].section == SectionKind::conclusions)
            return false;
        return overlap(text, text_of(prose, other.endpoint)) >= 0.5 ||
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

/// The pairs that a result is of, the likeliest of all at least.
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
    return chosen;
}

} // namespace

std::vector<Reading> read_statements(const Prose& prose, const ProseTraits& traits, const TrialArms& trial,
                                     const ClaimModels& models) {
    std::vector<Reading> readings;
    if (trial.arms.empty()) return readings;
    const double threshold = prose.core.size() <= passage_sentences ? passage_threshold : claim_threshold;
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

namespace {

/// Makes a document's claims from its statements.
class ClaimMaker {
public:
    ClaimMaker(const Document& document, const Prose& prose, const TrialArms& trial, const Calibration& confidence)
        : m_document(document), m_prose(prose), m_trial(trial), m_confidence(confidence) {}

    Claim make(const Reading& reading, const StatementNumbers& numbers) const {
        Claim claim;
        claim.document = m_document.id;
        const Arm& subject = m_trial.arms[reading.pair.subject];
        claim.intervention = {subject.name, subject.concept_id, subject.label};
        claim.dose = subject.dose;
        claim.n.intervention = subject.n;
        if (reading.pair.reference) {
            const Arm& reference = m_trial.arms[*reading.pair.reference];
            claim.comparator = Named{reference.name, reference.concept_id, reference.label};
            claim.n.comparator = reference.n;
        }
        claim.condition = m_document.condition;
        claim.species = m_document.design.species;
        claim.n.randomised = m_document.n.randomised;
        claim.n.analysed = m_document.n.analysed;
        claim.endpoint = endpoint(reading);
        claim.effect = numbers.effect;
        claim.effect.direction = direction_of(reading.relation);
        claim.effect.favours = favours_of(*claim.effect.direction, tokens_of(m_prose, reading.endpoint));
        if (const auto species = find_species(m_prose.sentences[reading.endpoint.sentence]);
            species && species != claim.species)
            other_species(claim, *species);
        claim.arms = numbers.arms;
        claim.evidence.push_back(evidence(reading.endpoint.sentence));
        if (numbers.also_from) claim.evidence.push_back(evidence(*numbers.also_from));
        claim.confidence = m_confidence(std::clamp(reading.probability * reading.endpoint.probability, 0.0, 1.0));
        return claim;
    }

private:
    /// A sentence about animals in a report about people, or the other way round, tells another study's result: the
    /// report's numbers, doses and comparator are not its.
    static void other_species(Claim& claim, Species species) {
        claim.species = species;
        claim.n = {};
        claim.dose = std::nullopt;
        claim.comparator = std::nullopt;
    }

    Endpoint endpoint(const Reading& reading) const {
        Endpoint endpoint;
        endpoint.text = text_of(m_prose, reading.endpoint);
        endpoint.timepoint =
            find_timepoint(m_prose.text, m_prose.sentences[reading.endpoint.sentence].tokens, reading.endpoint.first);
        const bool primary = m_document.primary_endpoint && overlap(endpoint.text, *m_document.primary_endpoint) >= 0.5;
        if (primary) endpoint.role = EndpointRole::primary;
        return endpoint;
    }

    Evidence evidence(std::size_t which) const {
        const Sentence& sentence = m_prose.sentences[which];
        Evidence out;
        out.quote = std::string(sentence.in(m_prose.text));
        out.section = m_document.content.blocks[sentence.block].section;
        out.code_point_start = sentence.span.begin; // bytes, until every claim is made
        out.code_point_end = sentence.span.end;
        return out;
    }

    const Document& m_document;
    const Prose& m_prose;
    const TrialArms& m_trial;
    const Calibration& m_confidence;
};

} // namespace

std::vector<Claim> find_claims(const Document& document, const Prose& prose, const ProseTraits& traits,
                               const TrialArms& trial, const ClaimModels& models) {
    std::vector<Reading> readings = read_statements(prose, traits, trial, models);
    std::vector<EndpointMention> endpoints;
    for (const Reading& reading : readings) {
        const auto same = [&](const Mention& m) {
            return m.sentence == reading.endpoint.sentence && m.first == reading.endpoint.first;
        };
        if (std::none_of(endpoints.begin(), endpoints.end(), same)) endpoints.push_back(reading.endpoint);
    }
    const ClaimMaker maker(document, prose, trial, models.confidence);
    std::vector<Claim> claims;
    for (Reading& reading : readings) {
        const auto at = std::find_if(endpoints.begin(), endpoints.end(), [&](const Mention& m) {
            return m.sentence == reading.endpoint.sentence && m.first == reading.endpoint.first;
        });
        put_straight(reading.pair, trial);
        const Statement statement{
            prose, traits, trial, endpoints, static_cast<std::size_t>(at - endpoints.begin()), reading.pair};
        StatementNumbers numbers = numbers_of(statement, models.figures);
        read_direction(reading, movement_features(statement, numbers), models);
        choose_numbers(numbers, statement, reading.relation, models);
        claims.push_back(maker.make(reading, numbers));
    }
    CodePoints points(prose.text);
    for (Claim& claim : claims) {
        for (Evidence& evidence : claim.evidence) {
            evidence.code_point_start = points.at_byte(*evidence.code_point_start);
            evidence.code_point_end = points.at_byte(*evidence.code_point_end);
        }
    }
    return claims;
}

} // namespace ekb::importers::extraction
