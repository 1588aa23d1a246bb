// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/export/csv.h"

#include "query/answers/report_of.h"
#include "query/export/csv_row.h"

#include <algorithm>

namespace ekb::query {

namespace {

void add_document(CsvRow& row, const AnswerStudy& study, const Document* document) {
    static const Document unknown;
    const Document& d = document != nullptr ? *document : unknown;
    row.text(study.id).text(d.id).maybe(d.published).text(d.title.empty() ? study.title : d.title);
    row.text(d.retracted ? "true" : "false").name(d.design.type);
}

void add_claim(CsvRow& row, const Claim& claim) {
    const Named nothing;
    const Named& comparator = claim.comparator ? *claim.comparator : nothing;
    row.text(claim.intervention.text).maybe(claim.intervention.concept_id);
    row.text(claim.dose ? std::string_view(claim.dose->text) : "");
    row.text(comparator.text).maybe(comparator.concept_id);
    row.text(claim.condition ? std::string_view(claim.condition->text) : "");
    row.name(claim.species).text(claim.endpoint.text).maybe(claim.endpoint.concept_id).maybe(claim.endpoint.timepoint);
    const Effect& effect = claim.effect;
    row.name(effect.direction).name(effect.favours).name(effect.measure).maybe(effect.value).maybe(effect.unit);
    row.maybe(effect.ci_low).maybe(effect.ci_high).maybe(effect.ci_level).name(effect.p_op).maybe(effect.p);
    row.text(claim.evidence.empty() ? std::string_view() : std::string_view(claim.evidence.front().quote));
    row.text(name_of(claim.method)).maybe(claim.confidence).text(name_of(claim.status)).text(claim.id);
}

std::string claim_line(const AnswerStudy& study, const Claim& claim) {
    const Document* document = report_of(study, claim.document);
    CsvRow row;
    add_document(row, study, document);
    row.maybe(claim.n.randomised ? claim.n.randomised : document != nullptr ? document->n.randomised : std::nullopt);
    add_claim(row, claim);
    return row.line();
}

std::string bare_line(const AnswerStudy& study) {
    CsvRow row;
    const Document* document = study.documents.empty() ? nullptr : &study.documents.front();
    add_document(row, study, document);
    row.maybe(document != nullptr ? document->n.randomised : std::nullopt);
    const auto columns = std::ranges::count(csv_header, ',') + 1;
    for (auto i = columns - 7; i > 0; --i)
        row.text("");
    return row.line();
}

} // namespace

std::string study_csv(const AnswerStudy& study) {
    if (study.claims.empty()) return bare_line(study);
    std::string text;
    for (const Claim& claim : study.claims)
        text += claim_line(study, claim);
    return text;
}

} // namespace ekb::query
