// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/training/vectors.h"

#include "importers/extraction/pico/abstract.h"
#include "importers/extraction/pico/tokens.h"
#include "importers/extraction/pico/words.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace ekb::importers::extraction::training {

namespace {

constexpr float start_rate = 0.025F;

float dot(const float* a, const float* b, int n) {
    float sum = 0;
    for (int i = 0; i < n; ++i)
        sum += a[i] * b[i];
    return sum;
}

void normalise(float* v, int n) {
    float length = std::sqrt(dot(v, v, n));
    for (int i = 0; length > 0 && i < n; ++i)
        v[i] /= length;
}

class SkipGram {
public:
    SkipGram(const WordStream& text, const VectorSettings& settings)
        : m_text(text), m_settings(settings), m_random(settings.seed), m_size(settings.dimensions) {
        auto floats = text.words.size() * static_cast<std::size_t>(m_size);
        m_in.resize(floats);
        m_out.assign(floats, 0.0F);
        std::uniform_real_distribution<float> uniform(-0.5F / static_cast<float>(m_size),
                                                      0.5F / static_cast<float>(m_size));
        for (auto& x : m_in)
            x = uniform(m_random);
        for (std::uint32_t w = 1; w < text.words.size(); ++w)
            for (int n = static_cast<int>(std::pow(text.counts[w], 0.75) / 4.0) + 1; n > 0; --n)
                m_noise.push_back(w);
        m_error.resize(static_cast<std::size_t>(m_size));
    }

    std::vector<float> run() {
        for (int epoch = 0; epoch < m_settings.epochs; ++epoch) {
            keep_some();
            for (std::size_t i = 0; i < m_kept.size(); ++i) {
                double done = (epoch + static_cast<double>(i) / static_cast<double>(m_kept.size())) / m_settings.epochs;
                m_rate = std::max(start_rate * static_cast<float>(1.0 - done), start_rate * 1e-3F);
                if (m_kept[i] != 0) learn_at(i);
            }
        }
        for (std::size_t w = 0; w < m_text.words.size(); ++w)
            normalise(in(w), m_size);
        return std::move(m_in);
    }

private:
    float* in(std::size_t word) { return &m_in[word * static_cast<std::size_t>(m_size)]; }
    float* out(std::size_t word) { return &m_out[word * static_cast<std::size_t>(m_size)]; }

    void keep_some() {
        m_kept.clear();
        auto total = static_cast<double>(m_text.numbers.size());
        std::uniform_real_distribution<double> uniform(0, 1);
        for (auto w : m_text.numbers) {
            double share = m_text.counts[w] / total / m_settings.subsample;
            if (w == 0 || uniform(m_random) < (std::sqrt(share) + 1) / share) m_kept.push_back(w);
        }
    }

    void learn_at(std::size_t i) {
        auto reach = static_cast<std::size_t>(1 + m_random() % static_cast<std::uint64_t>(m_settings.window));
        for (std::size_t j = i; j-- > 0 && i - j <= reach && m_kept[j] != 0;)
            learn(m_kept[j], m_kept[i]);
        for (std::size_t j = i + 1; j < m_kept.size() && j - i <= reach && m_kept[j] != 0; ++j)
            learn(m_kept[j], m_kept[i]);
    }

    void learn(std::uint32_t word, std::uint32_t context) {
        std::fill(m_error.begin(), m_error.end(), 0.0F);
        for (int n = 0; n <= m_settings.negatives; ++n) {
            auto target = n == 0 ? context : m_noise[m_random() % m_noise.size()];
            if (n > 0 && target == context) continue;
            float* v = in(word);
            float* u = out(target);
            float wanted = n == 0 ? 1.0F : 0.0F;
            float g = m_rate * (wanted - 1.0F / (1.0F + std::exp(-dot(v, u, m_size))));
            for (int d = 0; d < m_size; ++d)
                m_error[static_cast<std::size_t>(d)] += g * u[d];
            for (int d = 0; d < m_size; ++d)
                u[d] += g * v[d];
        }
        float* v = in(word);
        for (int d = 0; d < m_size; ++d)
            v[d] += m_error[static_cast<std::size_t>(d)];
    }

    const WordStream& m_text;
    VectorSettings m_settings;
    std::mt19937_64 m_random;
    int m_size;
    float m_rate = start_rate;
    std::vector<float> m_in, m_out, m_error;
    std::vector<std::uint32_t> m_noise, m_kept;
};

} // namespace

void WordCollector::add(const std::string& passage) {
    if (!m_seen.emplace(pico::hash_text(passage), true).second) return;
    for (auto span : pico::tokens(passage)) {
        auto form = pico::normal_form(std::string_view(passage).substr(span.begin, span.size()));
        if (form.size() > 60) continue;
        m_numbers.push_back(
            m_index.emplace(std::move(form), static_cast<std::uint32_t>(m_index.size() + 1)).first->second);
    }
    m_numbers.push_back(0);
}

WordStream WordCollector::finish(std::uint32_t least) {
    std::vector<std::uint32_t> counts(m_index.size() + 1);
    for (auto n : m_numbers)
        ++counts[n];
    std::vector<std::pair<std::string, std::uint32_t>> kept;
    for (const auto& [word, number] : m_index)
        if (counts[number] >= least) kept.emplace_back(word, number);
    std::sort(kept.begin(), kept.end(), [&](const auto& a, const auto& b) {
        return counts[a.second] != counts[b.second] ? counts[a.second] > counts[b.second] : a.first < b.first;
    });
    WordStream out;
    std::vector<std::uint32_t> renumber(counts.size());
    out.words.emplace_back();
    out.counts.push_back(counts[0]);
    for (const auto& [word, number] : kept) {
        renumber[number] = static_cast<std::uint32_t>(out.words.size());
        out.words.push_back(word);
        out.counts.push_back(counts[number]);
    }
    for (auto n : m_numbers)
        if (n == 0 || renumber[n] != 0) out.numbers.push_back(renumber[n]);
    return out;
}

std::vector<float> train_vectors(const WordStream& text, const VectorSettings& settings) {
    return SkipGram(text, settings).run();
}

std::vector<std::uint16_t> cluster(const std::vector<float>& vectors, std::size_t dimensions, std::size_t clusters) {
    std::size_t words = vectors.size() / dimensions;
    auto size = static_cast<int>(dimensions);
    std::vector<float> centres(vectors.begin() + static_cast<std::ptrdiff_t>(dimensions),
                               vectors.begin() + static_cast<std::ptrdiff_t>((clusters + 1) * dimensions));
    std::vector<std::uint16_t> out(words);
    for (int round = 0; round < 12; ++round) {
        std::vector<float> sums(centres.size());
        for (std::size_t w = 1; w < words; ++w) {
            float best = -2;
            for (std::size_t c = 0; c < clusters; ++c) {
                float near = dot(&vectors[w * dimensions], &centres[c * dimensions], size);
                if (near > best) best = near, out[w] = static_cast<std::uint16_t>(c + 1);
            }
            for (std::size_t d = 0; d < dimensions; ++d)
                sums[(out[w] - 1U) * dimensions + d] += vectors[w * dimensions + d];
        }
        for (std::size_t c = 0; c < clusters; ++c) {
            if (dot(&sums[c * dimensions], &sums[c * dimensions], size) > 0)
                std::copy_n(&sums[c * dimensions], dimensions, &centres[c * dimensions]);
            normalise(&centres[c * dimensions], size);
        }
    }
    return out;
}

} // namespace ekb::importers::extraction::training
