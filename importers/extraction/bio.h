// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace ekb::importers::extraction {

/// A run of tokens that a tagger marked: [first, end).
struct TaggedSpan {
    std::size_t first = 0;
    std::size_t end = 0;
    int kind = 0;           ///< from 0
    double probability = 0; ///< the mean of its tokens'

    bool operator==(const TaggedSpan&) const = default;
};

/// The classes of a tagger: 0 outside, then for each kind one for a span's first token and one for the others.
constexpr int outside_class = 0;
constexpr int first_class(int kind) {
    return 1 + 2 * kind;
}
constexpr int inside_class(int kind) {
    return 2 + 2 * kind;
}

/// The most probable spans, given each token's class probabilities: Viterbi over the classes, where an inside token
/// only follows one of its kind. `biases` are added to the logs of each kind's probabilities: above 0 gives more spans.
std::vector<TaggedSpan> decode_spans(const std::vector<std::vector<double>>& probabilities,
                                     const std::vector<double>& biases);

/// The classes of `size` tokens that hold the spans, for training; of spans that overlap the first counts.
std::vector<int> classes_of_spans(const std::vector<TaggedSpan>& spans, std::size_t size);

} // namespace ekb::importers::extraction
