// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/document.h"

namespace ekb::kb {

// The contract's shapes: the names and values of each thing, in the contract's order. `take` is called with them; a value of
// JSON (contract_json.cpp) and its text (contract_text.cpp) are both made by these.

template <typename Take>
void each_field(Take& take, const Named& named) {
    take("text", named.text, "concept", named.concept_id, "label", named.label);
}

template <typename Take>
void each_field(Take& take, const Dose& dose) {
    take("text", dose.text, "amount", dose.amount, "amount_high", dose.amount_high, "unit", dose.unit, "route", dose.route,
         "frequency", dose.frequency, "per_day", dose.per_day, "duration", dose.duration, "duration_days", dose.duration_days);
}

template <typename Take>
void each_field(Take& take, const Arm& arm) {
    take("name", arm.name, "role", arm.role, "also_called", arm.also_called, "n", arm.n, "concept", arm.concept_id, "label", arm.label,
         "dose", arm.dose);
}

template <typename Take>
void each_field(Take& take, const ClaimN& n) {
    take("randomised", n.randomised, "analysed", n.analysed, "intervention", n.intervention, "comparator", n.comparator);
}

template <typename Take>
void each_field(Take& take, const Endpoint& endpoint) {
    take("text", endpoint.text, "concept", endpoint.concept_id, "label", endpoint.label, "role", endpoint.role, "timepoint",
         endpoint.timepoint);
}

template <typename Take>
void each_field(Take& take, const Effect& effect) {
    take("direction", effect.direction, "favours", effect.favours, "measure", effect.measure, "value", effect.value, "unit", effect.unit,
         "ci_low", effect.ci_low, "ci_high", effect.ci_high, "ci_level", effect.ci_level, "p", effect.p, "p_op", effect.p_op);
}

template <typename Take>
void each_field(Take& take, const ArmFigures& figures) {
    take("name", figures.name, "n", figures.n, "mean", figures.mean, "sd", figures.sd, "se", figures.se, "median", figures.median, "q1",
         figures.q1, "q3", figures.q3, "events", figures.events, "total", figures.total, "text", figures.text);
}

template <typename Take>
void each_field(Take& take, const Evidence& evidence) {
    take("quote", evidence.quote, "section", evidence.section, "start", evidence.code_point_start, "end", evidence.code_point_end);
}

template <typename Take>
void each_field(Take& take, const Claim& claim) {
    take("id", claim.id, "document", claim.document, "study", claim.study, "intervention", claim.intervention, "dose", claim.dose,
         "comparator", claim.comparator, "condition", claim.condition, "species", claim.species, "n", claim.n, "endpoint", claim.endpoint,
         "effect", claim.effect, "arms", claim.arms, "evidence", claim.evidence, "method", claim.method, "confidence", claim.confidence,
         "status", claim.status);
}

template <typename Take>
void each_field(Take& take, const Identifiers& identifiers) {
    take("pmid", identifiers.pmid, "pmcid", identifiers.pmcid, "doi", identifiers.doi, "registry", identifiers.registry, "url",
         identifiers.url);
}

template <typename Take>
void each_field(Take& take, const Design& design) {
    take("type", design.type, "phase", design.phase, "masking", design.masking, "species", design.species);
}

template <typename Take>
void each_field(Take& take, const DocumentN& n) {
    take("randomised", n.randomised, "analysed", n.analysed, "quote", n.quote);
}

template <typename Take>
void each_field(Take& take, const Notice& notice) {
    take("kind", notice.kind, "target", notice.target, "notice", notice.notice, "date", notice.date, "text", notice.text);
}

/// All of a document's but its text and its claims, which stand at the end.
template <typename Take>
void each_field(Take& take, const Document& document) {
    take("id", document.id, "type", document.type, "format", document.format, "identifiers", document.identifiers, "title", document.title,
         "journal", document.journal, "published", document.published, "language", document.language, "authors", document.authors,
         "publication_types", document.publication_types, "retracted", document.retracted, "notices", document.notices, "design",
         document.design, "condition", document.condition, "n", document.n, "arms", document.arms, "primary_endpoint",
         document.primary_endpoint, "mentioned", document.mentioned);
}

} // namespace ekb::kb
