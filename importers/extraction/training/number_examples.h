// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/training/claim_examples.h"
#include "importers/extraction/training/movement_examples.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace ekb::importers::extraction::training {

/// The numbers of results' sentences with whether each is the one that the labels give the result: for the results that the
/// steps before found, and for those of the labels themselves. A result whose labelled number its sentence does not have so
/// teaches nothing about it.
struct NumberExamples {
    std::vector<Example> effects;
    std::vector<Example> p_values;
    std::vector<Example> figures; ///< a figure and an arm: not, or its figure
};
NumberExamples number_examples(const Case& one, const TrialArms& trial, const LabelledMovements& movements,
                               const std::vector<PlacedClaim>& placed);

/// Fits the model of effects, of p values, or of arms' figures.
LinearModel fit_numbers(const std::vector<Example>& examples);

/// How many of the arms' figures that the labels give are found.
struct FigureCount {
    std::size_t labelled = 0;
    std::size_t given = 0;
    std::size_t right = 0;
};

/// Counts the figures that a model gives a document's results against the labels.
FigureCount count_figures(const Case& one, const TrialArms& trial, const LabelledMovements& movements, const LinearModel& figures);

/// For each fold a model of arms' figures that did not learn from it, nor from the fold held out. `documents` has the
/// examples of each document.
std::vector<LinearModel> unseen_figures(const std::vector<NumberExamples>& documents, std::optional<std::size_t> held_out);

} // namespace ekb::importers::extraction::training
