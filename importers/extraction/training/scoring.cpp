// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/training/scoring.h"

#include "importers/extraction/pico/decode.h"

namespace ekb::importers::extraction::training {

Score score(const std::vector<std::uint8_t>& gold, const std::vector<pico::ClassProbabilities>& predicted,
            const pico::ClassProbabilities& thresholds) {
    std::array<double, pico::classes> right{}, said{}, real{};
    for (std::size_t i = 0; i < gold.size(); ++i) {
        auto c = pico::choose_class(predicted[i], thresholds);
        ++said[c];
        ++real[gold[i]];
        if (c == gold[i]) ++right[c];
    }
    Score out;
    for (std::size_t c = 1; c < pico::classes; ++c) {
        out.precision[c] = said[c] > 0 ? right[c] / said[c] : 0;
        out.recall[c] = real[c] > 0 ? right[c] / real[c] : 0;
        out.f1[c] = said[c] + real[c] > 0 ? 2 * right[c] / (said[c] + real[c]) : 0;
        out.macro_f1 += out.f1[c] / (pico::classes - 1);
    }
    return out;
}

pico::ClassProbabilities tune_thresholds(const std::vector<std::uint8_t>& gold,
                                         const std::vector<pico::ClassProbabilities>& predicted) {
    pico::ClassProbabilities best{0.5F, 0.4F, 0.4F, 0.4F};
    double best_f1 = score(gold, predicted, best).macro_f1;
    for (int round = 0; round < 2; ++round)
        for (std::size_t c = 1; c < pico::classes; ++c)
            for (int step = 15; step <= 60; ++step) {
                auto tried = best;
                tried[c] = static_cast<float>(step) / 100.0F;
                double f1 = score(gold, predicted, tried).macro_f1;
                if (f1 > best_f1) best = tried, best_f1 = f1;
            }
    return best;
}

} // namespace ekb::importers::extraction::training
