// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/linear/linear_model.h"

#include <vector>

namespace ekb::importers::extraction::training {

/// A sentence's tokens, labelled.
struct LabelledChain {
    std::vector<Features> features;
    std::vector<int> labels; ///< from 0
    float weight = 1;
};

struct ChainOptions {
    int classes = 2;
    int bits = 17; ///< 2^bits rows of weights
    int epochs = 15;
    double rate = 0.1;      ///< AdaGrad's step
    double l2 = 1e-4;       ///< pull to zero of the weights that an example touches
    double left_out = 0.5;  ///< share of each token's features that an update does not see
    int least_chains = 2;   ///< a feature must stand in as many chains
    double smallest = 0.01; ///< weights below this become zero
};

/// Fits a conditional random field whose transitions are rows of the same model (cells::transition_row). The same
/// chains give the same model.
LinearModel train_chain(const std::vector<LabelledChain>& chains, const ChainOptions& options);

} // namespace ekb::importers::extraction::training
