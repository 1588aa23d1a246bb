// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/answer.h"
#include "query/synthesis/pool.h"

#include <optional>
#include <string>
#include <vector>

namespace ekb::query {

/// A claim that is pooled, with the effect size made of it.
struct PooledStudy {
    std::string study;
    std::string title;
    Claim claim;
    EffectSize effect;
};

/// A claim that is not pooled, and why, in words for the reader.
struct LeftOut {
    std::string study;
    std::string claim;
    std::string reason;
};

/// What makes claims comparable.
struct Comparable {
    std::string endpoint; ///< the concept's label, else the source's words in lower case
    Measure measure = Measure::mean_difference;
    std::string unit;     ///< of differences; empty for ratios
    Species species = Species::human;
    std::string timepoint; ///< "up to 6 weeks", "6 weeks to 6 months", "over 6 months", "not stated"
    bool ratio = false;    ///< effect sizes are logarithms

    auto operator<=>(const Comparable&) const = default;
};

/// The comparable claims of an answer and what they say together.
struct Synthesis {
    Comparable what;
    std::vector<PooledStudy> studies;
    Pooled pooled;
    std::vector<Pooled> without_each;
    std::optional<EggerTest> egger;

    /// What was given, each once, by its concept's name where it has one. Of more than one the pooled figure is that of no
    /// single treatment, and is shown with them.
    std::vector<std::string> interventions() const;
};

struct SynthesisOptions {
    PoolingModel model = PoolingModel::reml_hartung_knapp;
    bool include_retracted = false;
};

struct SynthesisReport {
    std::vector<Synthesis> syntheses; ///< most studies first; each of two studies or more
    std::vector<LeftOut> left_out;
};

/// Pools the claims of an answer that answer its question: one a study, never across endpoints, measures, units, species or
/// bands of time, and no retracted report unless asked. Everything that is not pooled is named with its reason. Thread-safe.
SynthesisReport synthesise(const std::vector<AnswerStudy>& studies, const SynthesisOptions& options);

} // namespace ekb::query
