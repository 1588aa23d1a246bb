// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/training/dataset.h"
#include "importers/extraction/training/trainer.h"

#include <functional>
#include <map>
#include <vector>

namespace ekb::importers::extraction::training {

/// Documents as folds: document d is in fold d % folds.
class Folds {
public:
    Folds(const Dataset& data, int folds) : m_data(data), m_folds(folds) {}

    int count() const { return m_folds; }
    std::vector<bool> only(int fold) const;
    /// All but these folds; -1 leaves out none.
    std::vector<bool> without(int fold, int other) const;

private:
    std::vector<bool> where(const std::function<bool(int)>& in) const;

    const Dataset& m_data;
    int m_folds;
};

/// What a first model says of each token when the abstract it stands in was not learnt from, nor those of fold
/// `held_out` (-1: none is). Of `held_out` itself a model of all other folds speaks. Models that leave out the same two
/// folds are fitted once.
class FirstPass {
public:
    using FitModel = std::function<pico::Model(const std::vector<bool>& use)>;
    FirstPass(const Dataset& data, const Folds& folds, FitModel fit)
        : m_data(data), m_folds(folds), m_fit(std::move(fit)) {}

    std::vector<pico::ClassProbabilities> probabilities(int held_out);

private:
    const std::vector<pico::ClassProbabilities>& without(int fold, int other);

    const Dataset& m_data;
    const Folds& m_folds;
    FitModel m_fit;
    std::map<std::pair<int, int>, std::vector<pico::ClassProbabilities>>
        m_said; ///< by folds left out; filled for those
};

} // namespace ekb::importers::extraction::training
