// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/pico/model.h"
#include "importers/extraction/training/dataset.h"

#include <cstdint>
#include <vector>

namespace ekb::importers::extraction::training {

enum class Encoding { inside, begin_inside }; ///< labels: 4 (O P I O) or 7 (O, B- and I- of each)

struct Settings {
    Encoding encoding = Encoding::begin_inside;
    int epochs = 4;
    float rate = 0.005F;
    float l2 = 1e-4F;
    float dropout = 0.5F;     ///< part of a token's features that an update leaves out
    int least_documents = 10; ///< a feature must stand in so many abstracts
    std::uint64_t seed = 1;
};

/// Weights of one conditional random field over a Dataset's features.
struct Fitted {
    pico::Field field;
    std::vector<float> weights; ///< features * labels; rows of features left out are 0
};

/// AdaGrad (Duchi, Hazan and Singer 2011) on the conditional likelihood of each sentence, in an order that `seed`
/// fixes. Uses the sentences of the documents where `use` is true.
Fitted fit(const Dataset& data, const std::vector<bool>& use, const Settings& settings);

/// Class probabilities of every token of the documents where `use` is true; the others' stay 0.
void predict(const Dataset& data, const std::vector<bool>& use, const pico::Model& model,
             std::vector<pico::ClassProbabilities>& out);

/// The fields together as one model; features whose weights all stay below `least` are left out.
pico::Model join(const Dataset& data, const std::vector<Fitted>& members, float least);

} // namespace ekb::importers::extraction::training
