// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/claim_terms.h"

#include "indexer/tokens.h"
#include "kb/vocabulary/vocabulary.h"

#include <algorithm>

namespace ekb::indexer {

namespace {

void add_identifiers(TermBag& terms, const Document& document) {
    const Identifiers& ids = document.identifiers;
    const auto add = [&](std::string_view scheme, std::string_view id) {
        terms.mark_lower(prefix::identifier, std::string(scheme).append(id));
    };
    add("", document.id);
    if (ids.pmid) add("pmid:", *ids.pmid);
    if (ids.pmcid) add("pmc:", *ids.pmcid), add("", *ids.pmcid);
    if (ids.doi) add("doi:", *ids.doi), add("", *ids.doi);
    if (ids.url) add("", *ids.url);
    for (const std::string& number : ids.registry) {
        add("", number);
        terms.mark_lower(prefix::registry, number);
    }
}

template <typename E>
void add_name(TermBag& terms, std::string_view prefix, const std::optional<E>& value) {
    if (value) terms.mark(prefix, name_of(*value));
}

void add_phases(TermBag& terms, std::string_view phase) {
    while (!phase.empty()) {
        const std::string_view one = phase.substr(0, phase.find('/'));
        terms.mark_lower(prefix::phase, one);
        phase.remove_prefix(std::min(phase.size(), one.size() + 1));
    }
}

/// Terms of a field's concept: of itself alone, and with everything broader.
struct ConceptPrefixes {
    std::string_view itself;
    std::string_view with_broader;
};

constexpr ConceptPrefixes of_intervention{prefix::intervention_itself, prefix::intervention};
constexpr ConceptPrefixes of_comparator{prefix::comparator_itself, prefix::comparator};
constexpr ConceptPrefixes of_endpoint{prefix::endpoint_itself, prefix::endpoint};
constexpr ConceptPrefixes of_condition{prefix::condition_itself, prefix::condition};

/// Adds claims' fields to an entry: the words as stems, the concept with everything broader.
class FieldIndexer {
public:
    FieldIndexer(TermBag& terms, const kb::Vocabulary& vocabulary, Stemmer& stem)
        : m_terms(terms), m_vocabulary(vocabulary), m_stem(stem) {}

    void add_text(std::string_view prefix, std::string_view text) {
        std::string before;
        for (const Token& token : tokens(text)) {
            const std::string& stem = m_stem(token.word);
            m_terms.mark(prefix, stem);
            if (!stem_tells(token.word, stem) || !m_terms.contains(stem)) m_terms.mark(prefix::word, token.word);
            if (token.joined) m_terms.mark(prefix, m_stem(before + token.word));
            before = token.word;
        }
    }

    std::vector<std::string_view> add_concept(ConceptPrefixes prefixes, const std::optional<std::string>& id) {
        if (!id) return {};
        m_terms.mark(prefixes.itself, *id);
        std::vector<std::string_view> all;
        for (const kb::Concept* each : m_vocabulary.broader(*id))
            all.push_back(each->id);
        if (all.empty()) all.push_back(*id);
        for (const std::string_view each : all)
            m_terms.add(prefixes.with_broader, each, 1);
        return all;
    }

    /// What was given: things that have no name together are found by each of them, and are none of them alone.
    std::vector<std::string_view> add_given(ConceptPrefixes prefixes, std::string_view text, const std::optional<std::string>& id) {
        if (id) return add_concept(prefixes, id);
        std::vector<std::string_view> all;
        for (const kb::Concept* part : kb::given_together(text, m_vocabulary)) {
            for (const kb::Concept* each : m_vocabulary.broader(part->id)) {
                if (std::ranges::find(all, each->id) == all.end()) all.push_back(each->id);
            }
        }
        for (const std::string_view each : all)
            m_terms.add(prefixes.with_broader, each, 1);
        return all;
    }

    void add_pairs(const Claim& claim, const std::vector<std::string_view>& interventions,
                   const std::vector<std::string_view>& endpoints) {
        const bool human = !claim.species || *claim.species == Species::human;
        for (const std::string_view intervention : interventions) {
            for (const std::string_view endpoint : endpoints) {
                std::string pair(intervention);
                pair.append("|").append(endpoint);
                m_terms.add(human ? prefix::pair : prefix::animal_pair, pair, 1);
            }
        }
    }

    void add(const Claim& claim) {
        add_text(prefix::intervention_text, claim.intervention.text);
        add_text(prefix::endpoint_text, claim.endpoint.text);
        const auto interventions = add_given(of_intervention, claim.intervention.text, claim.intervention.concept_id);
        const auto endpoints = add_concept(of_endpoint, claim.endpoint.concept_id);
        if (claim.comparator) {
            add_text(prefix::comparator_text, claim.comparator->text);
            add_given(of_comparator, claim.comparator->text, claim.comparator->concept_id);
        }
        if (claim.condition) add_condition(*claim.condition);
        add_pairs(claim, interventions, endpoints);
        add_name(m_terms, prefix::species, claim.species);
        add_name(m_terms, prefix::direction, claim.effect.direction);
        add_name(m_terms, prefix::favours, claim.effect.favours);
        add_route(claim.dose);
    }

    void add_condition(const Named& condition) {
        add_text(prefix::condition_text, condition.text);
        add_concept(of_condition, condition.concept_id);
    }

    void add(const Arm& arm) {
        const bool experimental = arm.role == ArmRole::experimental;
        add_text(experimental ? prefix::intervention_text : prefix::comparator_text, arm.name);
        add_given(experimental ? of_intervention : of_comparator, arm.name, arm.concept_id);
        add_route(arm.dose);
    }

private:
    void add_route(const std::optional<Dose>& dose) {
        if (dose && dose->route) m_terms.mark_lower(prefix::route, *dose->route);
    }

    TermBag& m_terms;
    const kb::Vocabulary& m_vocabulary;
    Stemmer& m_stem;
};

/// What the reports disagree on, by the store's names of it; `n` for short.
void add_discrepancies(TermBag& terms, const kb::StoredStudy& study) {
    for (const kb::Discrepancy& discrepancy : study.discrepancies) {
        terms.mark(prefix::discrepancy, name_of(discrepancy.kind));
        if (discrepancy.kind == kb::DiscrepancyKind::n_randomised) {
            terms.mark(prefix::discrepancy, "n");
        }
    }
}

bool randomised(const Document& document) {
    return document.design.type && *document.design.type <= DesignType::other_rct;
}

} // namespace

void add_study_terms(TermBag& terms, const kb::StoredStudy& study) {
    terms.mark_lower(prefix::identifier, study.id);
    add_discrepancies(terms, study);
    bool retracted = false;
    for (const kb::StoredDocument& stored : study.documents) {
        const Document& document = stored.document;
        add_identifiers(terms, document);
        add_name(terms, prefix::design, document.design.type);
        add_name(terms, prefix::species, document.design.species);
        terms.mark(prefix::document_type, name_of(document.type));
        if (document.design.phase) add_phases(terms, *document.design.phase);
        if (document.design.masking) terms.mark_lower(prefix::masking, *document.design.masking);
        retracted = retracted || document.retracted;
    }
    terms.mark(prefix::retracted, retracted ? "true" : "false");
}

void add_claim_terms(TermBag& terms, const kb::StoredStudy& study, const kb::Vocabulary& vocabulary, Stemmer& stem) {
    FieldIndexer fields(terms, vocabulary, stem);
    for (const kb::StoredDocument& stored : study.documents) {
        for (const Claim& claim : stored.document.claims) {
            terms.mark(prefix::status, name_of(claim.status));
            if (claim.status != ReviewStatus::rejected) fields.add(claim);
        }
        for (const Arm& arm : stored.document.arms)
            fields.add(arm);
        if (stored.document.condition) fields.add_condition(*stored.document.condition);
        if (stored.document.primary_endpoint) fields.add_text(prefix::endpoint_text, *stored.document.primary_endpoint);
    }
}

double quality(const kb::StoredStudy& study) {
    double best = 0;
    for (const kb::StoredDocument& stored : study.documents) {
        const Document& document = stored.document;
        const std::string_view masking = document.design.masking ? std::string_view(*document.design.masking) : "";
        double points = 0;
        if (randomised(document)) points += 0.5;
        if (!masking.empty() && masking != "none") points += masking == "single" ? 0.1 : 0.2;
        if (!document.identifiers.registry.empty()) points += 0.2;
        if (document.n.randomised) points += 0.1;
        best = std::max(best, document.retracted ? 0 : points);
    }
    return best;
}

} // namespace ekb::indexer
