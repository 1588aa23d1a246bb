// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/bio.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ekb::importers::extraction {

namespace {

constexpr double impossible = -std::numeric_limits<double>::infinity();

/// The class that opens the spans an inside class continues; the class itself where it is not one.
int opener(int c) {
    return c != outside_class && c % 2 == 0 ? c - 1 : c;
}

bool allowed(int before, int after) {
    const bool inside = after != outside_class && after % 2 == 0;
    return !inside || before == after || before == after - 1;
}

struct Lattice {
    std::vector<std::vector<double>> best; ///< by token, then class
    std::vector<std::vector<int>> from;
};

Lattice fill(const std::vector<std::vector<double>>& probabilities, const std::vector<double>& biases) {
    const int classes = static_cast<int>(probabilities.front().size());
    const auto score = [&](std::size_t t, int c) {
        return std::log(std::max(probabilities[t][static_cast<std::size_t>(c)], 1e-12)) +
               (c == outside_class ? 0 : biases[static_cast<std::size_t>(c - 1) / 2]);
    };
    Lattice lattice;
    for (std::size_t t = 0; t < probabilities.size(); ++t) {
        std::vector<double> best(static_cast<std::size_t>(classes), impossible);
        std::vector<int> from(static_cast<std::size_t>(classes), outside_class);
        for (int c = 0; c < classes; ++c) {
            const auto at = static_cast<std::size_t>(c);
            if (t == 0) {
                best[at] = allowed(outside_class, c) ? score(t, c) : impossible;
                continue;
            }
            for (int b = 0; b < classes; ++b) {
                const double reached = lattice.best.back()[static_cast<std::size_t>(b)];
                if (!allowed(b, c) || reached <= best[at]) continue;
                best[at] = reached;
                from[at] = b;
            }
            if (best[at] > impossible) best[at] += score(t, c);
        }
        lattice.best.push_back(std::move(best));
        lattice.from.push_back(std::move(from));
    }
    return lattice;
}

} // namespace

std::vector<TaggedSpan> decode_spans(const std::vector<std::vector<double>>& probabilities,
                                     const std::vector<double>& biases) {
    if (probabilities.empty()) return {};
    const Lattice lattice = fill(probabilities, biases);
    std::vector<int> path(probabilities.size());
    path.back() = static_cast<int>(std::max_element(lattice.best.back().begin(), lattice.best.back().end()) -
                                   lattice.best.back().begin());
    for (std::size_t t = path.size() - 1; t > 0; --t)
        path[t - 1] = lattice.from[t][static_cast<std::size_t>(path[t])];
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
