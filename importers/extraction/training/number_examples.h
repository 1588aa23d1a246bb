// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/training/claim_examples.h"
#include "importers/extraction/training/movement_examples.h"

#include <vector>

namespace ekb::importers::extraction::training {

/// The numbers of results' sentences with whether each is the one that the labels give the result: for the results that the
/// steps before found, and for those of the labels themselves. A result whose labelled number its sentence does not have so
/// teaches nothing about it.
struct NumberExamples {
    std::vector<Example> effects;
    std::vector<Example> p_values;
};
NumberExamples number_examples(const Case& one, const TrialArms& trial, const std::vector<EndpointMention>& endpoints,
                               const std::vector<LabelledMovement>& movements, const std::vector<PlacedClaim>& placed);

/// Fits the model of effects, or that of p values.
LinearModel fit_numbers(const std::vector<Example>& examples);

} // namespace ekb::importers::extraction::training
