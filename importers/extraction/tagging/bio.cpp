// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/tagging/bio.h"

#include "importers/extraction/linear/linear_model.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ekb::importers::extraction {

namespace {

constexpr double impossible = -std::numeric_limits<double>::infinity();
constexpr double least_probability = 1e-12;

/// The class that opens the spans an inside class continues; the class itself where it is not one.
int opener(int c) {
    return c != outside_class && c % 2 == 0 ? c - 1 : c;
}

/// Rows of a token, one value a class.
struct Lattice {
    std::size_t classes;
    std::vector<double> best;
    std::vector<int> from;
};

Lattice fill(const ClassValues& probabilities, const std::vector<double>& biases) {
    const std::size_t classes = probabilities.classes();
    Lattice lattice{classes, std::vector<double>(probabilities.size() * classes, impossible),
                    std::vector<int>(probabilities.size() * classes, outside_class)};
    const auto score = [&](std::size_t t, std::size_t c) {
        return std::log(std::max(probabilities[t][c], least_probability)) + (c == outside_class ? 0 : biases[(c - 1) / 2]);
    };
    for (std::size_t c = 0; c < classes; ++c) {
        if (opener(static_cast<int>(c)) == static_cast<int>(c)) lattice.best[c] = score(0, c);
    }
    for (std::size_t t = 1; t < probabilities.size(); ++t) {
        const double* const before = &lattice.best[(t - 1) * classes];
        for (std::size_t c = 0; c < classes; ++c) {
            double& best = lattice.best[t * classes + c];
            const bool inside = c != outside_class && c % 2 == 0;
            // An inside class only follows its opener or itself.
            for (std::size_t b = inside ? c - 1 : 0; b < (inside ? c + 1 : classes); ++b) {
                if (before[b] <= best) continue;
                best = before[b];
                lattice.from[t * classes + c] = static_cast<int>(b);
            }
            if (best > impossible) best += score(t, c);
        }
    }
    return lattice;
}

// Far more than the rounding of a logarithm or an exponential.
constexpr double rounding = 1e-9;

/// Whether `outside` is more than any other value of every token, that of each kind taken with its bias by `with`: then
/// no span is more probable than none.
template <typename With>
bool all_outside(const ClassValues& values, const std::vector<double>& biases, With with) {
    for (std::size_t t = 0; t < values.size(); ++t) {
        const std::span<const double> token = values[t];
        for (std::size_t c = 1; c < token.size(); ++c) {
            if (token[outside_class] <= with(token[c], biases[(c - 1) / 2])) return false;
        }
    }
    return true;
}

std::vector<TaggedSpan> best_spans(const ClassValues& probabilities, const std::vector<double>& biases) {
    const Lattice lattice = fill(probabilities, biases);
    std::vector<int> path(probabilities.size());
    const auto last = lattice.best.end() - static_cast<std::ptrdiff_t>(lattice.classes);
    path.back() = static_cast<int>(std::max_element(last, lattice.best.end()) - last);
    for (std::size_t t = path.size() - 1; t > 0; --t)
        path[t - 1] = lattice.from[t * lattice.classes + static_cast<std::size_t>(path[t])];
    std::vector<TaggedSpan> spans;
    for (std::size_t t = 0; t < path.size(); ++t) {
        const int c = path[t];
        if (c == outside_class) continue;
        const double p = probabilities[t][static_cast<std::size_t>(opener(c))] +
                         probabilities[t][static_cast<std::size_t>(opener(c) + 1)];
        if (opener(c) == c) spans.push_back({t, t, (c - 1) / 2, 0});
        spans.back().probability += p;
        spans.back().end = t + 1;
    }
    for (TaggedSpan& span : spans)
        span.probability /= static_cast<double>(span.end - span.first);
    return spans;
}

} // namespace

ClassValues::ClassValues(std::initializer_list<std::initializer_list<double>> rows)
    : ClassValues(rows.size(), rows.begin()->size()) {
    std::size_t token = 0;
    for (const auto& row : rows)
        std::copy(row.begin(), row.end(), (*this)[token++].begin());
}

std::vector<TaggedSpan> decode_spans(const ClassValues& probabilities, const std::vector<double>& biases) {
    std::vector<double> factors;
    for (const double bias : biases)
        factors.push_back(std::exp(bias) * (1 + rounding));
    const auto weighed = [](double p, double factor) { return std::max(p, least_probability) * factor; };
    if (all_outside(probabilities, factors, weighed)) return {};
    return best_spans(probabilities, biases);
}

std::vector<TaggedSpan> decode_scores(ClassValues scores, const std::vector<double>& biases) {
    const auto raised = [](double score, double bias) { return score + bias + rounding; };
    if (all_outside(scores, biases, raised)) return {};
    for (std::size_t t = 0; t < scores.size(); ++t)
        softmax(scores[t]);
    return best_spans(scores, biases);
}

std::vector<int> classes_of_spans(const std::vector<TaggedSpan>& spans, std::size_t size) {
    std::vector<int> classes(size, outside_class);
    for (const TaggedSpan& span : spans) {
        const auto taken = [](int c) { return c != outside_class; };
        const auto begin = classes.begin() + static_cast<std::ptrdiff_t>(span.first);
        const auto end = classes.begin() + static_cast<std::ptrdiff_t>(span.end);
        if (std::any_of(begin, end, taken)) continue;
        std::fill(begin, end, inside_class(span.kind));
        *begin = first_class(span.kind);
    }
    return classes;
}

} // namespace ekb::importers::extraction
