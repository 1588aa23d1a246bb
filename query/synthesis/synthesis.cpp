// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/synthesis/synthesis.h"

#include "query/answers/report_of.h"
#include "query/synthesis/claim_effect.h"

#include <algorithm>
#include <map>
#include <set>

namespace ekb::query {

namespace {

using Groups = std::map<Comparable, std::vector<PooledStudy>>;

std::string lower_ascii(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

Comparable comparable(const Claim& claim, Measure measure) {
    Comparable what;
    what.endpoint = claim.endpoint.label ? *claim.endpoint.label : lower_ascii(claim.endpoint.text);
    what.measure = measure;
    what.ratio = is_ratio(measure);
    const bool has_unit = measure == Measure::mean_difference || measure == Measure::risk_difference;
    if (has_unit) what.unit = lower_ascii(claim.effect.unit.value_or(""));
    what.species = claim.species.value_or(Species::human);
    what.timepoint = timepoint_band(claim.endpoint.timepoint);
    return what;
}

/// Sorts the claims of one study into groups, or says why they are in none.
void sort_claims(const AnswerStudy& study, const SynthesisOptions& options, Groups& groups, std::vector<LeftOut>& left_out) {
    std::set<Comparable> taken;
    for (std::size_t i = 0; i < study.claims.size(); ++i) {
        const Claim& claim = study.claims[i];
        const auto leave = [&](const char* reason) { left_out.push_back({study.id, claim.id, reason}); };
        if (i >= study.answering) {
            leave("it is about something else than what was asked");
        } else if (claim.status == ReviewStatus::rejected) {
            leave("a curator rejected it");
        } else if (is_retracted(study, claim.document) && !options.include_retracted) {
            leave("its report is retracted");
        } else if (const auto effect = claim_effect(claim); !effect) {
            leave("it has neither an estimate with its interval nor both arms' figures");
        } else if (const Comparable what = comparable(claim, effect->measure); !taken.insert(what).second) {
            leave("another claim of the same study is pooled");
        } else {
            groups[what].push_back({study.id, study.title, claim, effect->size});
        }
    }
}

std::vector<EffectSize> sizes_of(const std::vector<PooledStudy>& studies) {
    std::vector<EffectSize> sizes;
    for (const PooledStudy& study : studies) sizes.push_back(study.effect);
    return sizes;
}

} // namespace

std::vector<std::string> Synthesis::interventions() const {
    std::vector<std::string> names;
    for (const PooledStudy& study : studies) {
        const Named& given = study.claim.intervention;
        std::string name = lower_ascii(given.label.value_or(given.text));
        if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
    }
    return names;
}

SynthesisReport synthesise(const std::vector<AnswerStudy>& studies, const SynthesisOptions& options) {
    SynthesisReport report;
    Groups groups;
    for (const AnswerStudy& study : studies) sort_claims(study, options, groups, report.left_out);
    for (auto& [what, members] : groups) {
        const std::vector<EffectSize> sizes = sizes_of(members);
        const auto pooled = pool(sizes, options.model);
        if (!pooled) {
            report.left_out.push_back({members.front().study, members.front().claim.id,
                                       "no other study has the same endpoint, measure, unit, species and band of time"});
            continue;
        }
        report.syntheses.push_back({what, std::move(members), *pooled, leave_one_out(sizes, options.model), egger_test(sizes)});
    }
    std::ranges::stable_sort(report.syntheses, std::greater<>(), [](const Synthesis& s) { return s.studies.size(); });
    return report;
}

} // namespace ekb::query
