// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/linear/train_linear.h"

#include <cstddef>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace ekb::importers::extraction::training {

/// Documents are held out by fifths.
inline constexpr std::size_t folds = 5;

/// What the models of extraction differ in when they are fitted.
struct Fitting {
    int classes = 2;
    int bits = 18;
    int epochs = 5;
    double rate = 0.05;
};

/// An averaged model without its smallest weights; deterministic.
LinearModel fit_averaged(const std::vector<Example>& examples, const Fitting& fitting);

/// Throws Error where the file cannot be written.
void write_file(const std::string& path, const std::string& bytes);

template <typename T>
void append(std::vector<T>& all, std::vector<T> more) {
    std::move(more.begin(), more.end(), std::back_inserter(all));
}

} // namespace ekb::importers::extraction::training
