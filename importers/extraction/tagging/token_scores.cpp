// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/tagging/token_scores.h"

#include <algorithm>

namespace ekb::importers::extraction {

namespace {

// A power of two. Of running text some eight words of ten are among so many that were met last.
constexpr std::size_t remembered = 2048;

/// Numbers of one size are one word, and differ in their last figures.
std::size_t place_of(const TokenTraits& word) {
    return (word.word ^ (word.suffix >> 8U)) % remembered;
}

void add_to(double* to, std::span<const double> more) {
    for (std::size_t i = 0; i < more.size(); ++i)
        to[i] += more[i];
}

} // namespace

void WordScores::forget(const LinearModel& model) {
    m_model = model.number();
    m_words.assign(remembered, {});
    m_sums.resize(remembered * places * static_cast<std::size_t>(model.classes()));
}

void WordScores::work_out(std::span<double> sums, const TokenTraits& word, const LinearModel& model) const {
    const auto classes = static_cast<std::size_t>(model.classes());
    std::vector<double> scores(model.width());
    for (std::size_t place = 0; place < places; ++place) {
        const int offset = reach - static_cast<int>(place); // what stands before the word has it behind
        WordCollector features(m_base, offset);
        m_templates(features, Neighbours(word, offset));
        std::ranges::fill(scores, 0);
        model.add(features.hashes(), scores);
        std::copy_n(scores.begin(), classes, sums.begin() + static_cast<std::ptrdiff_t>(place * classes));
    }
}

std::span<const double> WordScores::of(const TokenTraits& traits, const LinearModel& model) {
    const Word word{traits.word, traits.suffix, traits.word_class, traits.facts, true};
    const std::size_t at = place_of(traits);
    const std::size_t size = places * static_cast<std::size_t>(model.classes());
    const std::span<double> sums = std::span(m_sums).subspan(at * size, size);
    if (!(m_words[at] == word)) {
        work_out(sums, traits, model);
        m_words[at] = word;
    }
    return sums;
}

ClassValues WordScores::of(const std::vector<TokenTraits>& tokens, const LinearModel& model) {
    if (m_model != model.number()) forget(model);
    const auto classes = static_cast<std::size_t>(model.classes());
    constexpr std::size_t beyond = reach; // words of nothing on either side
    // With room for what the first and last words add to tokens that there are not.
    m_around.assign((tokens.size() + 4 * beyond) * classes, 0);
    for (std::size_t i = 0; i < tokens.size() + 2 * beyond; ++i) {
        const bool inside = i >= beyond && i - beyond < tokens.size();
        add_to(&m_around[i * classes], of(inside ? tokens[i - beyond] : Neighbours::nothing, model));
    }
    ClassValues scores(tokens.size(), classes);
    for (std::size_t t = 0; t < tokens.size(); ++t) {
        model.begin(scores.places(t));
        add_to(scores[t].data(), std::span(m_around).subspan((t + 2 * beyond) * classes, classes));
    }
    return scores;
}

} // namespace ekb::importers::extraction
