// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/synthesis/synthesis_json.h"

#include "kb/json/contract_json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <map>

namespace ekb::query {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::pair<PoolingModel, std::string_view>, 3> models{{{PoolingModel::fixed_effect, "fixed_effect"},
                                                                           {PoolingModel::dersimonian_laird, "dersimonian_laird"},
                                                                           {PoolingModel::reml_hartung_knapp, "reml_hartung_knapp"}}};

/// A pooled figure on the scale that its reports use.
double shown(double value, bool ratio) { return ratio ? std::exp(value) : value; }

Json pooled_json(const Pooled& pooled, bool ratio) {
    Json json{{"estimate", shown(pooled.estimate, ratio)}, {"ci_low", shown(pooled.ci_low, ratio)}, {"ci_high", shown(pooled.ci_high, ratio)},
              {"ci_level", 95}, {"p", pooled.p}, {"prediction_low", nullptr}, {"prediction_high", nullptr}, {"tau2", pooled.tau2},
              {"i2", pooled.i2}, {"q", pooled.q}, {"q_p", pooled.q_p}};
    if (pooled.prediction_low) json["prediction_low"] = shown(*pooled.prediction_low, ratio);
    if (pooled.prediction_high) json["prediction_high"] = shown(*pooled.prediction_high, ratio);
    return json;
}

Json study_json(const Synthesis& synthesis, std::size_t i) {
    const PooledStudy& study = synthesis.studies[i];
    Json json{{"study", study.study}, {"title", study.title}, {"yi", study.effect.yi}, {"vi", study.effect.vi},
              {"weight", synthesis.pooled.weights[i]}, {"claim", kb::claim_json(study.claim)}};
    if (i < synthesis.without_each.size()) json["without"] = pooled_json(synthesis.without_each[i], synthesis.what.ratio);
    return json;
}

Json one_json(const Synthesis& synthesis) {
    const Comparable& what = synthesis.what;
    Json json{{"endpoint", what.endpoint}, {"measure", name_of(what.measure)}, {"unit", nullptr}, {"species", name_of(what.species)},
              {"timepoint", what.timepoint}, {"scale", what.ratio ? "log" : "raw"}, {"pooled", pooled_json(synthesis.pooled, what.ratio)},
              {"interventions", synthesis.interventions()}, {"studies", Json::array()}, {"egger", nullptr}};
    if (!what.unit.empty()) json["unit"] = what.unit;
    for (std::size_t i = 0; i < synthesis.studies.size(); ++i) json["studies"].push_back(study_json(synthesis, i));
    if (const auto& egger = synthesis.egger) json["egger"] = {{"intercept", egger->intercept}, {"t", egger->t}, {"df", egger->df}, {"p", egger->p}};
    return json;
}

std::string comparison_text(const Claim& claim) {
    return claim.intervention.text + (claim.comparator ? " against " + claim.comparator->text : "");
}

std::string reasons_text(const SynthesisReport& report) {
    std::map<std::string, std::size_t> reasons;
    for (const LeftOut& left : report.left_out) ++reasons[left.reason];
    std::string text;
    for (const auto& [reason, count] : reasons) text += fmt::format("left out {}: {}\n", count, reason);
    return text;
}

/// A difference whose reports give no unit may be of several: that is said.
std::string unit_text(const Comparable& what) {
    if (!what.unit.empty()) return " in " + what.unit;
    return what.measure == Measure::mean_difference ? ", in a unit that no report gives" : "";
}

std::string one_text(const Synthesis& s) {
    const Comparable& w = s.what;
    const Pooled& p = s.pooled;
    std::string text = fmt::format("{}: {}{}, {}, {}\n", w.endpoint, name_of(w.measure), unit_text(w), name_of(w.species),
                                   w.timepoint == "not stated" ? "time not stated" : w.timepoint);
    for (std::size_t i = 0; i < s.studies.size(); ++i) {
        text += fmt::format("  {:5.1f}%  {:>8.3g}  {}  {}: {}\n", p.weights[i], shown(s.studies[i].effect.yi, w.ratio), s.studies[i].study, s.studies[i].title,
                            comparison_text(s.studies[i].claim));
    }
    if (const auto given = s.interventions(); given.size() > 1)
        text += fmt::format("  {} different interventions are pooled: the figure is of none of them alone; ask for one to have its own\n", given.size());
    text += fmt::format("  pooled {:.3g} (95% CI {:.3g} to {:.3g}), p = {:.3g}; tau2 {:.3g}, I2 {:.0f}%, Q {:.3g} (p = {:.3g})\n",
                        shown(p.estimate, w.ratio), shown(p.ci_low, w.ratio), shown(p.ci_high, w.ratio), p.p, p.tau2, p.i2, p.q, p.q_p);
    if (p.prediction_low)
        text += fmt::format("  95% prediction interval {:.3g} to {:.3g}\n", shown(*p.prediction_low, w.ratio), shown(*p.prediction_high, w.ratio));
    return text + "\n";
}

} // namespace

std::string model_name(PoolingModel model) {
    for (const auto& [known, name] : models) {
        if (known == model) return std::string(name);
    }
    return {};
}

std::optional<PoolingModel> model_named(std::string_view name) {
    for (const auto& [model, known] : models) {
        if (known == name) return model;
    }
    return std::nullopt;
}

Json synthesis_json(const SynthesisReport& report, const SynthesisOptions& options) {
    Json json{{"model", model_name(options.model)}, {"syntheses", Json::array()}, {"left_out", Json::array()}};
    for (const Synthesis& synthesis : report.syntheses) json["syntheses"].push_back(one_json(synthesis));
    for (const LeftOut& left : report.left_out)
        json["left_out"].push_back({{"study", left.study}, {"claim", left.claim}, {"reason", left.reason}});
    return json;
}

std::string synthesis_text(const SynthesisReport& report, const SynthesisOptions& options) {
    if (report.syntheses.empty()) return fmt::format("nothing to pool: no two studies have comparable claims ({} claims left out)\n", report.left_out.size()) + reasons_text(report);
    std::string text = fmt::format("model: {}\n\n", model_name(options.model));
    for (const Synthesis& synthesis : report.syntheses) text += one_text(synthesis);
    return text + reasons_text(report);
}

} // namespace ekb::query
