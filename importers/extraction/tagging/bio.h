// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <initializer_list>
#include <span>
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

/// A value for each class of each token of a sentence: scores, or probabilities.
class ClassValues {
public:
    ClassValues() = default;
    ClassValues(std::size_t tokens, std::size_t classes)
        : m_tokens(tokens), m_classes(classes), m_values(tokens * width()) {}
    /// As many values for every token.
    ClassValues(std::initializer_list<std::initializer_list<double>> rows);

    std::size_t size() const { return m_tokens; }
    bool empty() const { return m_tokens == 0; }
    std::size_t classes() const { return m_classes; }
    std::span<double> operator[](std::size_t token) { return places(token).first(m_classes); }
    std::span<const double> operator[](std::size_t token) const {
        return std::span(m_values).subspan(token * width(), m_classes);
    }
    /// A token's values, and some places more that mean nothing (LinearModel::width).
    std::span<double> places(std::size_t token) { return std::span(m_values).subspan(token * width(), width()); }

private:
    std::size_t width() const { return (m_classes + 3) / 4 * 4; }

    std::size_t m_tokens = 0;
    std::size_t m_classes = 0;
    std::vector<double> m_values;
};

/// The most probable spans, given each token's class probabilities: Viterbi over the classes, where an inside token
/// only follows one of its kind. `biases` are added to the logs of each kind's probabilities: above 0 gives more spans.
std::vector<TaggedSpan> decode_spans(const ClassValues& probabilities, const std::vector<double>& biases);
/// The same, given the scores that softmax makes the probabilities of.
std::vector<TaggedSpan> decode_scores(ClassValues scores, const std::vector<double>& biases);

/// The classes of `size` tokens that hold the spans, for training; of spans that overlap the first counts.
std::vector<int> classes_of_spans(const std::vector<TaggedSpan>& spans, std::size_t size);

} // namespace ekb::importers::extraction
