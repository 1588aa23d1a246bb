// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/pico/model.h"

#include <array>
#include <cstdint>
#include <vector>

namespace ekb::importers::extraction::training {

/// Token precision, recall and F1 of each class; [0] unused.
struct Score {
    std::array<double, pico::classes> precision{}, recall{}, f1{};
    double macro_f1 = 0;
};

Score score(const std::vector<std::uint8_t>& gold, const std::vector<pico::ClassProbabilities>& predicted,
            const pico::ClassProbabilities& thresholds);

/// The thresholds with the best macro-F1 on these tokens, by steps of .01, one class after the other.
pico::ClassProbabilities tune_thresholds(const std::vector<std::uint8_t>& gold,
                                         const std::vector<pico::ClassProbabilities>& predicted);

} // namespace ekb::importers::extraction::training
