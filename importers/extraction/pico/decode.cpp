// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/pico/decode.h"

namespace ekb::importers::extraction::pico {

std::uint8_t choose_class(const ClassProbabilities& probabilities, const ClassProbabilities& thresholds) {
    std::uint8_t best = 0;
    float best_ratio = 1.0F;
    for (std::uint8_t c = 1; c < classes; ++c) {
        float ratio = probabilities[c] / thresholds[c];
        if (ratio >= best_ratio) best = c, best_ratio = ratio;
    }
    return best;
}

std::vector<PicoSpan> spans(const Abstract& abstract, const std::vector<std::uint8_t>& classes_of_tokens) {
    std::vector<PicoSpan> out;
    const auto& tokens = abstract.tokens;
    for (std::size_t begin = 0, end = 0; begin < tokens.size(); begin = end) {
        auto same = [&](std::size_t i) {
            return classes_of_tokens[i] == classes_of_tokens[begin] && tokens[i].sentence == tokens[begin].sentence;
        };
        bool words = false;
        for (end = begin; end < tokens.size() && same(end); ++end)
            words = words || !is_mark(tokens[end].word_class);
        if (classes_of_tokens[begin] == 0 || !words) continue;
        out.push_back({{tokens[begin].span.begin, tokens[end - 1].span.end},
                       static_cast<PicoLabel>(classes_of_tokens[begin] - 1)});
    }
    return out;
}

} // namespace ekb::importers::extraction::pico
