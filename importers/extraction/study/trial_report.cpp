// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/study/trial_report.h"

#include "importers/extraction/study/report_features.h"

#include <algorithm>
#include <vector>

namespace ekb::importers::extraction {

namespace {

// One in a hundred of the labelled reports of trials is less alike, each judged by a model that did not learn from it.
constexpr double least_likeness = 0;

/// A passage without a title: who gives it asks about it.
bool is_asked_about(const Prose& prose) {
    const auto title = [&](std::size_t s) { return prose.sentences[s].section == SectionKind::title; };
    return is_passage(prose) && std::ranges::none_of(prose.core, title);
}

} // namespace

double report_likeness(const Prose& prose, const ProseTraits& traits, const LinearModel& model) {
    std::vector<double> scores(model.width());
    model.begin(scores);
    model.add(report_features(prose, traits), scores);
    return scores[1] - scores[0];
}

bool reads_as_trial(ReportKind said, const Prose& prose, const ProseTraits& traits, const LinearModel& model) {
    if (said != ReportKind::unsaid) return said == ReportKind::trial;
    return is_asked_about(prose) || report_likeness(prose, traits, model) >= least_likeness;
}

} // namespace ekb::importers::extraction
