// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/training/train_chain.h"

#include "importers/extraction/cells/tagging.h"
#include "importers/extraction/pico/chain.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <unordered_map>

namespace ekb::importers::extraction::training {

namespace {

/// The weights while they are fitted.
class ChainFit {
public:
    explicit ChainFit(const ChainOptions& options)
        : m_options(options), m_classes(static_cast<std::size_t>(options.classes)),
          m_mask((1U << static_cast<unsigned>(options.bits)) - 1), m_weights((m_mask + 1ULL) * m_classes),
          m_squares(m_weights.size()), m_random(1) {} // NOLINT(cert-msc51-cpp): the same chains give the same model

    void learn(const LabelledChain& chain) {
        std::vector<Features> kept;
        for (const Features& all : chain.features)
            kept.push_back(thinned(all));
        const std::vector<float> transitions = transition_scores();
        pico::Chain scores{m_classes, {}, transitions.data()};
        for (const Features& features : kept)
            emit(features, scores.emission);
        const pico::Marginals seen = pico::marginals(scores, true);
        for (std::size_t i = 0; i < kept.size(); ++i)
            step_token(chain, kept[i], i, seen.label);
        step_transitions(chain, seen.pair);
    }

    std::mt19937& random() { return m_random; }
    const std::vector<float>& weights() const { return m_weights; }

private:
    Features thinned(const Features& all) {
        const double keep = 1 - m_options.left_out;
        Features out;
        for (const Feature& f : all) {
            if (static_cast<double>(m_random()) < keep * 4294967296.0)
                out.push_back({f.hash, static_cast<float>(static_cast<double>(f.value) / keep)});
        }
        return out;
    }

    std::size_t row(std::uint32_t hash) const { return (hash & m_mask) * m_classes; }

    void emit(const Features& features, std::vector<float>& emission) const {
        std::vector<float> sums(m_classes);
        for (const Feature& f : features) {
            for (std::size_t c = 0; c < m_classes; ++c)
                sums[c] += m_weights[row(f.hash) + c] * f.value;
        }
        emission.insert(emission.end(), sums.begin(), sums.end());
    }

    std::vector<float> transition_scores() const {
        std::vector<float> out;
        for (std::size_t before = 0; before < m_classes; ++before) {
            const std::size_t at = row(cells::transition_row(before));
            out.insert(out.end(), m_weights.begin() + static_cast<std::ptrdiff_t>(at),
                       m_weights.begin() + static_cast<std::ptrdiff_t>(at + m_classes));
        }
        return out;
    }

    void step(std::size_t at, double gradient) {
        gradient += m_options.l2 * static_cast<double>(m_weights[at]);
        m_squares[at] += static_cast<float>(gradient * gradient);
        m_weights[at] -=
            static_cast<float>(m_options.rate * gradient / (std::sqrt(static_cast<double>(m_squares[at])) + 1e-6));
    }

    void step_token(const LabelledChain& chain, const Features& features, std::size_t i,
                    const std::vector<float>& seen) {
        for (std::size_t c = 0; c < m_classes; ++c) {
            const float right = static_cast<int>(c) == chain.labels[i] ? 1.0F : 0.0F;
            const float error = (seen[i * m_classes + c] - right) * chain.weight;
            for (const Feature& f : features)
                step(row(f.hash) + c, static_cast<double>(error * f.value));
        }
    }

    void step_transitions(const LabelledChain& chain, std::vector<float> counts) {
        for (std::size_t i = 1; i < chain.labels.size(); ++i)
            counts[static_cast<std::size_t>(chain.labels[i - 1]) * m_classes +
                   static_cast<std::size_t>(chain.labels[i])] -= 1;
        for (std::size_t before = 0; before < m_classes; ++before) {
            for (std::size_t c = 0; c < m_classes; ++c)
                step(row(cells::transition_row(before)) + c,
                     static_cast<double>(counts[before * m_classes + c] * chain.weight));
        }
    }

    const ChainOptions& m_options;
    std::size_t m_classes;
    std::uint32_t m_mask;
    std::vector<float> m_weights;
    std::vector<float> m_squares;
    std::mt19937 m_random;
};

/// Leaves out the features that stand in too few chains.
std::vector<LabelledChain> without_rare(std::vector<LabelledChain> chains, int least) {
    std::unordered_map<std::uint32_t, std::pair<std::size_t, int>> seen; // last chain, how many
    for (std::size_t c = 0; c < chains.size(); ++c) {
        for (const Features& token : chains[c].features) {
            for (const Feature& f : token) {
                auto& [last, count] = seen[f.hash];
                if (count == 0 || last != c) ++count;
                last = c;
            }
        }
    }
    for (LabelledChain& chain : chains) {
        for (Features& token : chain.features)
            std::erase_if(token, [&](const Feature& f) { return seen[f.hash].second < least; });
    }
    return chains;
}

} // namespace

LinearModel train_chain(const std::vector<LabelledChain>& all, const ChainOptions& options) {
    const std::vector<LabelledChain> chains = without_rare(all, options.least_chains);
    ChainFit fit(options);
    std::vector<std::size_t> order(chains.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::vector<float> sums(fit.weights().size());
    int summed = 0;
    for (int epoch = 0; epoch < options.epochs; ++epoch) {
        // Fisher–Yates by hand: std::shuffle may differ between standard libraries, and the model must not.
        for (std::size_t i = order.size(); i > 1; --i)
            std::swap(order[i - 1], order[fit.random()() % i]);
        for (const std::size_t i : order)
            if (!chains[i].labels.empty()) fit.learn(chains[i]);
        if (epoch < options.epochs / 2) continue;
        ++summed;
        std::transform(sums.begin(), sums.end(), fit.weights().begin(), sums.begin(), std::plus<>());
    }
    for (float& w : sums) {
        w /= static_cast<float>(std::max(summed, 1));
        if (std::fabs(w) < static_cast<float>(options.smallest)) w = 0;
    }
    return {options.bits, std::vector<float>(static_cast<std::size_t>(options.classes)), std::move(sums)};
}

} // namespace ekb::importers::extraction::training
