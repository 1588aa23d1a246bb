// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/export/metafor.h"

#include "query/answers/report_of.h"
#include "query/export/csv_row.h"
#include "query/synthesis/claim_effect.h"

#include <cmath>

namespace ekb::query {

namespace {

/// Of an estimate with its interval. An interval whose level the source does not give has no known width.
std::optional<EffectSize> effect_size(const Effect& effect) {
    if (!effect.measure || !effect.value || !effect.ci_low || !effect.ci_high || !effect.ci_level) return std::nullopt;
    if (*effect.measure == Measure::percent_change || *effect.measure == Measure::arm_values) return std::nullopt;
    return from_interval({*effect.value, *effect.ci_low, *effect.ci_high, *effect.ci_level}, is_ratio(*effect.measure));
}

/// The other people of an arm: those without the event.
std::optional<double> without_event(const ArmFigures* arm) {
    if (arm == nullptr || !arm->events) return std::nullopt;
    const std::optional<double> total = arm->total ? arm->total
                                        : arm->n   ? std::optional<double>(*arm->n)
                                                   : std::nullopt;
    if (!total || *total < *arm->events) return std::nullopt;
    return *total - *arm->events;
}

std::optional<double> size_of(const ArmFigures* arm) {
    if (arm == nullptr) return std::nullopt;
    if (arm->n) return *arm->n;
    return arm->total;
}

/// Two arms' figures; a claim that has other than two names no pair.
struct Pair {
    const ArmFigures* first = nullptr;
    const ArmFigures* second = nullptr;
};

Pair pair_of(const Claim& claim) {
    if (claim.arms.size() != 2) return {};
    return {&claim.arms[0], &claim.arms[1]};
}

template <typename T>
std::optional<T> figure(const ArmFigures* arm, std::optional<T> ArmFigures::*which) {
    return arm != nullptr ? arm->*which : std::nullopt;
}

void add_figures(CsvRow& row, const Claim& claim) {
    const std::optional<EffectSize> size = effect_size(claim.effect);
    row.name(claim.effect.measure).maybe(claim.effect.unit);
    row.maybe(size ? std::optional(size->yi) : std::nullopt);
    row.maybe(size ? std::optional(size->vi) : std::nullopt);
    row.maybe(size ? std::optional(std::sqrt(size->vi)) : std::nullopt);
    const auto [first, second] = pair_of(claim);
    row.maybe(figure(first, &ArmFigures::events)).maybe(without_event(first));
    row.maybe(figure(second, &ArmFigures::events)).maybe(without_event(second));
    row.maybe(size_of(first)).maybe(figure(first, &ArmFigures::mean)).maybe(figure(first, &ArmFigures::sd));
    row.maybe(size_of(second)).maybe(figure(second, &ArmFigures::mean)).maybe(figure(second, &ArmFigures::sd));
}

std::string claim_line(const AnswerStudy& study, const Claim& claim) {
    const Document* report = report_of(study, claim.document);
    CsvRow row;
    row.text(study.id).text(claim.document).maybe(report != nullptr ? report->published : std::nullopt);
    row.text(is_retracted(study, claim.document) ? "true" : "false").text(claim.intervention.text).text(claim.comparator->text);
    row.text(claim.endpoint.text).maybe(claim.endpoint.timepoint);
    add_figures(row, claim);
    row.name(claim.effect.direction);
    row.text(claim.evidence.empty() ? std::string_view() : std::string_view(claim.evidence.front().quote));
    row.text(name_of(claim.status)).text(claim.id);
    return row.line();
}

} // namespace

std::string study_metafor(const AnswerStudy& study) {
    std::string text;
    for (const Claim& claim : study.claims) {
        if (claim.comparator) text += claim_line(study, claim);
    }
    return text;
}

} // namespace ekb::query
