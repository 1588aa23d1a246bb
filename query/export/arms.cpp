// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/export/arms.h"

#include "query/answers/report_of.h"
#include "query/export/csv_row.h"

namespace ekb::query {

namespace {

struct Treatment {
    std::string name;
    std::optional<std::string> concept_id;
};

Treatment named(const Named& thing) {
    return {thing.label.value_or(thing.text), thing.concept_id};
}

Treatment treatment_of(const Claim& claim, std::size_t arm) {
    if (claim.arms.size() == 2 && arm == 0) return named(claim.intervention);
    if (claim.arms.size() == 2 && claim.comparator) return named(*claim.comparator);
    return {claim.arms[arm].name, std::nullopt};
}

/// The arms' own unit: a ratio and a percentage of change have none of theirs.
std::optional<std::string> unit_of_arms(const Effect& effect) {
    const bool own = !effect.measure || *effect.measure == Measure::arm_values || *effect.measure == Measure::mean_difference;
    return own ? effect.unit : std::nullopt;
}

std::optional<double> participants(const ArmFigures& arm) {
    return arm.n ? std::optional<double>(*arm.n) : arm.total;
}

std::string arm_line(const AnswerStudy& study, const Claim& claim, std::size_t number) {
    const Document* report = report_of(study, claim.document);
    const ArmFigures& arm = claim.arms[number];
    const Treatment treatment = treatment_of(claim, number);
    CsvRow row;
    row.text(study.id).text(claim.document).text(claim.id).maybe(report != nullptr ? report->published : std::nullopt);
    row.text(is_retracted(study, claim.document) ? "true" : "false").text(claim.endpoint.text).maybe(claim.endpoint.concept_id);
    row.maybe(claim.endpoint.timepoint).maybe(unit_of_arms(claim.effect)).text(arm.name).text(treatment.name).maybe(treatment.concept_id);
    row.maybe(participants(arm)).maybe(arm.events).maybe(arm.mean).maybe(arm.sd).maybe(arm.se).maybe(arm.median);
    row.maybe(arm.q1).maybe(arm.q3).text(arm.text);
    row.text(claim.evidence.empty() ? std::string_view() : std::string_view(claim.evidence.front().quote));
    row.text(name_of(claim.status));
    return row.line();
}

} // namespace

std::string study_arms(const AnswerStudy& study) {
    std::string text;
    for (const Claim& claim : study.claims) {
        for (std::size_t i = 0; i < claim.arms.size(); ++i)
            text += arm_line(study, claim, i);
    }
    return text;
}

} // namespace ekb::query
