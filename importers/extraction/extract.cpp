// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/extract.h"

#include "importers/extraction/arms/arm_details.h"
#include "importers/extraction/arms/arm_doses.h"
#include "importers/extraction/arms/arm_naming.h"
#include "importers/extraction/arms/entities.h"
#include "importers/extraction/cells/cells.h"
#include "importers/extraction/claims.h"
#include "importers/extraction/full_text/full_text_claims.h"
#include "importers/extraction/models/claim_models.h"
#include "importers/extraction/results/direction_check.h"
#include "importers/extraction/study/condition.h"
#include "importers/extraction/study/sample_size.h"
#include "importers/extraction/study/study_facts.h"
#include "importers/extraction/study/trial_report.h"
#include "importers/extraction/text/prose.h"

#include <iterator>

namespace ekb::importers::extraction {

namespace {

template <typename T>
void keep_or_take(std::optional<T>& field, std::optional<T> said) {
    if (!field) field = std::move(said);
}

void take_design(Design& design, Design said) {
    keep_or_take(design.type, said.type);
    keep_or_take(design.phase, std::move(said.phase));
    keep_or_take(design.masking, std::move(said.masking));
    keep_or_take(design.species, said.species);
}

/// Of a text that is no report of a trial only the species: a review names the designs of the trials that it tells of.
Design own_design(const Prose& prose, bool trial) {
    Design design = find_design(prose);
    if (trial) return design;
    return {std::nullopt, std::nullopt, std::nullopt, design.species};
}

} // namespace

void extract(Document& document) {
    extract(document, ClaimModels::built_in());
}

void extract(Document& document, const ClaimModels& models) {
    const Prose prose = read_prose(document.content);
    if (prose.core.empty()) return;
    const ProseTraits traits = read_traits(prose, models.phrases);
    const Entities entities = tag_entities(prose, traits, models.entities);
    if (!document.condition) {
        if (auto condition = find_condition(prose, entities.conditions)) document.condition = Named{*condition, {}, {}};
    }
    const ReportKind said = said_kind(document.publication_types, prose);
    const bool is_trial = reads_as_trial(said, prose, traits, models.report_words);
    if (said == ReportKind::other) keep_or_take(document.design.type, std::optional(DesignType::other));
    take_design(document.design, own_design(prose, is_trial));
    if (!is_trial) return;
    TrialArms trial = named_arms(prose, traits, entities.arms, models);
    give_doses(prose, traits, trial, models.doses);
    if (!document.n.randomised) document.n = find_sample_size(prose, trial, models.sizes);
    // In a crossover trial everyone has every arm.
    if (document.n.randomised && document.design.type != DesignType::crossover_rct) drop_total_sizes(trial, *document.n.randomised);
    keep_or_take(document.primary_endpoint, find_primary_endpoint(prose));
    if (document.arms.empty()) document.arms = trial.arms;
    std::vector<Claim> claims = find_claims(document, prose, traits, trial, models);
    for (Claim& claim : claims)
        check_direction(claim);
    if (cells::lone_result(document.content, prose))
        claims = cells::claims_of_cells(document, prose, traits, std::move(claims));
    std::move(claims.begin(), claims.end(), std::back_inserter(document.claims));
    add_full_text_claims(document, prose);
}

} // namespace ekb::importers::extraction
