// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/claims.h"

#include "importers/extraction/arms/arm_names.h"
#include "importers/extraction/figures/claim_numbers.h"
#include "importers/extraction/figures/movement_features.h"
#include "importers/extraction/numbers/timepoints.h"
#include "importers/extraction/readings.h"
#include "importers/extraction/results/favours.h"
#include "importers/extraction/study/study_facts.h"
#include "importers/extraction/words/code_points.h"

#include <algorithm>
#include <iterator>

namespace ekb::importers::extraction {

namespace {

// An effect or a p value that is this likely its own tells that a doubtful phrase is an endpoint; found on the training part.
constexpr double linked_threshold = 0.7;

/// Which way a result went.
void read_direction(Reading& reading, const Features& features, const ClaimModels& models) {
    const std::vector<double> directions = models.directions.probabilities(features);
    const auto best = std::max_element(directions.begin(), directions.end());
    reading.relation = static_cast<Relation>(best - directions.begin() + 1);
    reading.probability *= *best;
}

/// Makes a document's claims from its statements.
class ClaimMaker {
public:
    ClaimMaker(const Document& document, const Prose& prose, const TrialArms& trial, const Calibration& confidence)
        : m_document(document), m_prose(prose), m_trial(trial), m_confidence(confidence) {}

    Claim make(const Reading& reading, const StatementNumbers& numbers) const {
        Claim claim;
        claim.document = m_document.id;
        const Arm subject = arm_of(reading, reading.pair.subject, reading.pair.subject_place);
        claim.intervention = {subject.name, subject.concept_id, subject.label};
        claim.dose = subject.dose;
        claim.n.intervention = subject.n;
        if (reading.pair.reference) {
            const Arm reference = arm_of(reading, *reading.pair.reference, reading.pair.reference_place);
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
    /// An arm as the sentence names it: where it says what is given and not how much, of all who were given it.
    Arm arm_of(const Reading& reading, std::size_t which, const std::optional<ArmPlace>& place) const {
        Arm arm = m_trial.arms[which];
        if (!place || !place->any_dose) return arm;
        arm.name = text_of(m_prose, {reading.endpoint.sentence, place->first, place->end, 0});
        arm.dose = std::nullopt;
        arm.n = std::nullopt;
        return arm;
    }

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
        const bool primary = m_document.primary_endpoint && shared_words(tokenise(endpoint.text), tokenise(*m_document.primary_endpoint)) >= 0.5;
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

/// Reads which way each reading went and its numbers, and by these which doubtful ones are claims.
class Figuring {
public:
    Figuring(const Prose& prose, const ProseTraits& traits, const TrialArms& trial, const ClaimModels& models)
        : m_prose(prose), m_traits(traits), m_trial(trial), m_models(models) {}

    /// Reads which way a reading went, and its numbers; `endpoints` holds its endpoint.
    StatementNumbers read(Reading& reading, const std::vector<EndpointMention>& endpoints) const {
        const auto at = std::ranges::find_if(endpoints, [&](const Mention& m) { return same_place(m, reading.endpoint); });
        const Statement statement{m_prose, m_traits, m_trial, endpoints, static_cast<std::size_t>(at - endpoints.begin()),
                                  reading.pair};
        StatementNumbers numbers = numbers_of(statement, m_models.figures);
        read_direction(reading, movement_features(statement, numbers), m_models);
        choose_numbers(numbers, statement, reading.relation, m_models);
        return numbers;
    }

    /// Leaves out the doubtful readings whose endpoint the text gives neither an effect nor a p value.
    std::vector<Reading> told(const std::vector<Reading>& readings) const {
        std::vector<Reading> sure;
        std::ranges::copy_if(readings, std::back_inserter(sure), is_sure);
        const std::vector<EndpointMention> known = endpoints_of(sure);
        std::vector<Reading> kept;
        for (const Reading& reading : readings) {
            if (is_sure(reading) || has_numbers(reading, known)) kept.push_back(reading);
        }
        return kept;
    }

    static std::vector<EndpointMention> endpoints_of(const std::vector<Reading>& readings) {
        std::vector<EndpointMention> endpoints;
        for (const Reading& reading : readings)
            add(endpoints, reading.endpoint);
        return endpoints;
    }

private:
    static bool same_place(const Mention& a, const Mention& b) { return a.sentence == b.sentence && a.first == b.first; }

    static void add(std::vector<EndpointMention>& endpoints, const EndpointMention& endpoint) {
        const auto same = [&](const Mention& m) { return same_place(m, endpoint); };
        if (std::ranges::none_of(endpoints, same)) endpoints.push_back(endpoint);
    }

    bool has_numbers(Reading reading, std::vector<EndpointMention> endpoints) const {
        add(endpoints, reading.endpoint);
        return read(reading, endpoints).linked >= linked_threshold;
    }

    const Prose& m_prose;
    const ProseTraits& m_traits;
    const TrialArms& m_trial;
    const ClaimModels& m_models;
};

} // namespace

std::vector<Claim> find_claims(const Document& document, const Prose& prose, const ProseTraits& traits,
                               const TrialArms& trial, const ClaimModels& models) {
    std::vector<Reading> readings = read_statements(prose, traits, trial, models);
    for (Reading& reading : readings)
        put_straight(reading.pair, trial);
    const Figuring figuring(prose, traits, trial, models);
    if (!is_passage(prose)) readings = figuring.told(readings);
    const std::vector<EndpointMention> endpoints = Figuring::endpoints_of(readings);
    const ClaimMaker maker(document, prose, trial, models.confidence);
    std::vector<Claim> claims;
    for (Reading& reading : readings) {
        const StatementNumbers numbers = figuring.read(reading, endpoints);
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
