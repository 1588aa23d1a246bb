// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/linear/linear_model.h"

#include <vector>

namespace ekb::importers::extraction {

struct Example {
    Features features;
    int label = 0; ///< from 0
    float weight = 1;
};

struct TrainingOptions {
    int classes = 2;
    int bits = 18;       ///< 2^bits rows of weights
    int epochs = 30;
    double rate = 0.1;   ///< AdaGrad's step
    double l2 = 1e-5;    ///< pull to zero of the weights that an example touches
    bool averaged = false; ///< whether the weights are the mean of those after each epoch of the last half
    double left_out = 0; ///< share of an example's features that an update does not see: evens out what is learnt
    double smallest = 0; ///< weights below this become zero, which makes the file smaller
};

/// Fits a model by AdaGrad over the examples in a fixed shuffled order: the same examples give the same model.
LinearModel train_linear(const std::vector<Example>& examples, const TrainingOptions& options);

} // namespace ekb::importers::extraction
