// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/field_value.h"
#include "importers/registry/result_claims.h"

#include <algorithm>

namespace ekb::importers::registry {

namespace {

struct EventRow {
    std::string endpoint;
    const std::vector<EventCount>* counts;
    std::string path;
};

std::optional<ArmFigures> figures_of(const EventRow& row, const StudyGroup& group) {
    const auto found = std::ranges::find(*row.counts, group.id, &EventCount::group);
    if (found == row.counts->end()) return std::nullopt;
    const auto events = count_of(found->affected);
    if (!events) return std::nullopt; // "not collected" is empty, never 0
    ArmFigures figures;
    figures.name = group.title;
    figures.events = *events;
    figures.n = count_of(found->at_risk);
    if (figures.n == 0) return std::nullopt; // nobody was observed
    if (figures.n) figures.total = *figures.n;
    figures.text = found->affected + (found->at_risk.empty() ? "" : "/" + found->at_risk);
    return figures;
}

std::optional<Claim> event_claim(const ClaimSource& source, const EventRow& row, const GroupPair& pair) {
    Claim claim = claim_about(source, pair);
    for (const StudyGroup* group : {pair.intervention, pair.comparator}) {
        if (group == nullptr) continue;
        auto figures = figures_of(row, *group);
        if (!figures) return std::nullopt;
        claim.arms.push_back(std::move(*figures));
    }
    claim.endpoint.text = row.endpoint;
    claim.endpoint.role = EndpointRole::other;
    if (const std::string& frame = source.study.adverse_events.time_frame; !frame.empty())
        claim.endpoint.timepoint = frame;
    claim.n.intervention = claim.arms[0].n;
    if (pair.comparator != nullptr) claim.n.comparator = claim.arms[1].n;
    claim.effect.measure = Measure::arm_values;
    if (const Evidence* evidence = source.text.at(row.path)) claim.evidence.push_back(*evidence);
    return claim;
}

} // namespace

std::vector<Claim> event_claims(const ClaimSource& source) {
    const AdverseEvents& events = source.study.adverse_events;
    std::vector<EventRow> rows{{"All-cause mortality", &events.deaths, events.path + ".deaths"},
                               {"Serious adverse events", &events.serious_totals, events.path + ".serious"}};
    const std::vector<StudyGroup> groups = study_groups(source.study, source.document.arms, events.groups);
    std::vector<Claim> claims;
    for (const EventRow& row : rows) {
        for (const GroupPair& pair : pairs_of(groups)) {
            if (auto claim = event_claim(source, row, pair)) claims.push_back(std::move(*claim));
        }
    }
    return claims;
}

} // namespace ekb::importers::registry
