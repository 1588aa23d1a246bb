// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/pico/second_pass.h"

#include "importers/extraction/pico/hashing.h"

#include <algorithm>

namespace ekb::importers::extraction::pico {

namespace {

std::uint64_t level(float probability) {
    return bin<float>(probability, {0.02F, 0.06F, 0.15F, 0.3F, 0.5F, 0.7F, 0.85F, 0.95F});
}

std::uint64_t coarse(float probability) {
    return bin<float>(probability, {0.1F, 0.3F, 0.6F});
}

/// The most probable class and, coarsely, how probable.
std::uint64_t verdict(const ClassProbabilities& p) {
    auto best = std::max_element(p.begin(), p.end());
    return static_cast<std::uint64_t>(best - p.begin()) * 4 + bin<float>(*best, {0.5F, 0.75F, 0.9F});
}

/// Mean of what was said of some tokens.
class Mean {
public:
    void add(const ClassProbabilities& p) {
        for (std::size_t c = 0; c < classes; ++c) {
            m_sum[c] += p[c];
            m_top[c] = std::max(m_top[c], p[c]);
        }
        ++m_count;
    }
    void append(std::uint64_t name, std::vector<std::uint64_t>& out) const {
        if (m_count == 0) {
            out.push_back(feature(name));
            return;
        }
        ClassProbabilities mean{};
        for (std::size_t c = 0; c < classes; ++c) {
            mean[c] = m_sum[c] / static_cast<float>(m_count);
            if (c == 0) continue;
            out.push_back(feature(name, c, level(mean[c])));
            out.push_back(feature(name, 10 + c, level(m_top[c])));
        }
        out.push_back(feature(name, 20, verdict(mean)));
    }

private:
    ClassProbabilities m_sum{}, m_top{};
    std::size_t m_count = 0;
};

} // namespace

SecondPass::SecondPass(const Abstract& abstract, const std::vector<ClassProbabilities>& first)
    : m_abstract(abstract), m_first(first), m_sentence(abstract.sentences.size()), m_before(first.size()) {
    ClassProbabilities sum{};
    for (std::size_t s = 0; s < abstract.sentences.size(); ++s) {
        auto range = abstract.sentences[s];
        auto start = sum;
        for (auto i = range.begin; i < range.end; ++i) {
            m_before[i] = sum;
            for (std::size_t c = 0; c < classes; ++c)
                sum[c] += first[i][c];
        }
        for (std::size_t c = 0; c < classes; ++c)
            m_sentence[s][c] = (sum[c] - start[c]) / static_cast<float>(range.end - range.begin);
    }
}

void SecondPass::append(std::size_t index, std::vector<std::uint64_t>& out) const {
    append_own(index, out);
    append_elsewhere(index, out);
    append_forms(index, out);
    append_sentence(index, out);
}

void SecondPass::append_own(std::size_t index, std::vector<std::uint64_t>& out) const {
    const auto& p = m_first[index];
    for (std::size_t c = 1; c < classes; ++c)
        out.push_back(feature("first"_f, c, level(p[c])));
    out.push_back(feature("first all"_f, coarse(p[1]), coarse(p[2]), coarse(p[3])));
    out.push_back(feature("first section"_f, verdict(p), m_abstract.tokens[index].section));
    out.push_back(feature("first class"_f, verdict(p), m_abstract.tokens[index].word_class));
    auto range = m_abstract.sentences[m_abstract.tokens[index].sentence];
    for (std::size_t d = 1; d <= 4; ++d) {
        if (index >= range.begin + d) {
            out.push_back(feature("first left"_f, d, verdict(m_first[index - d])));
            if (d <= 2) out.push_back(feature("first left pair"_f, d, verdict(m_first[index - d]), verdict(p)));
        }
        if (index + d < range.end) {
            out.push_back(feature("first right"_f, d, verdict(m_first[index + d])));
            if (d <= 2) out.push_back(feature("first right pair"_f, d, verdict(m_first[index + d]), verdict(p)));
        }
    }
}

void SecondPass::append_elsewhere(std::size_t index, std::vector<std::uint64_t>& out) const {
    const auto& tokens = m_abstract.tokens;
    auto found = m_abstract.places.find(tokens[index].stem_hash);
    if (found == m_abstract.places.end()) return;
    Mean before, after, all, next_too;
    for (auto place : found->second) {
        if (place == index) continue;
        all.add(m_first[place]);
        (place < index ? before : after).add(m_first[place]);
        bool right = place + 1 < tokens.size() && index + 1 < tokens.size() &&
                     tokens[place + 1].stem_hash == tokens[index + 1].stem_hash;
        bool left = place > 0 && index > 0 && tokens[place - 1].stem_hash == tokens[index - 1].stem_hash;
        if (right || left) next_too.add(m_first[place]);
    }
    before.append("before"_f, out);
    after.append("after"_f, out);
    all.append("elsewhere"_f, out);
    next_too.append("pair elsewhere"_f, out);
}

void SecondPass::append_forms(std::size_t index, std::vector<std::uint64_t>& out) const {
    const auto& tokens = m_abstract.tokens;
    if (auto known = m_abstract.long_forms.find(tokens[index].form_hash); known != m_abstract.long_forms.end()) {
        Mean long_form;
        for (auto i = known->second.begin; i < known->second.end; ++i)
            long_form.add(m_first[i]);
        long_form.append("long form said"_f, out);
    }
    for (const auto& [form, range] : m_abstract.long_forms) {
        if (index < range.begin || index >= range.end) continue;
        Mean short_form;
        for (std::size_t i = 0; i < tokens.size(); ++i)
            if (tokens[i].form_hash == form) short_form.add(m_first[i]);
        short_form.append("short form said"_f, out);
    }
}

void SecondPass::append_sentence(std::size_t index, std::vector<std::uint64_t>& out) const {
    const auto& token = m_abstract.tokens[index];
    for (std::size_t c = 1; c < classes; ++c) {
        auto share = bin<float>(m_sentence[token.sentence][c], {0.02F, 0.05F, 0.1F, 0.2F, 0.4F, 0.6F});
        auto so_far = bin<float>(m_before[index][c], {1.0F, 3.0F, 6.0F, 12.0F, 25.0F, 50.0F});
        out.push_back(feature("sentence said"_f, c, share));
        out.push_back(feature("sentence said first"_f, c, share, level(m_first[index][c])));
        out.push_back(feature("so far"_f, c, so_far));
        out.push_back(feature("so far first"_f, c, so_far, level(m_first[index][c])));
        if (token.sentence > 0)
            out.push_back(
                feature("sentence before"_f, c, bin<float>(m_sentence[token.sentence - 1][c], {0.05F, 0.2F, 0.5F})));
    }
}

} // namespace ekb::importers::extraction::pico
