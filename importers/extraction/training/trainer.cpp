// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/training/trainer.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace ekb::importers::extraction::training {

namespace {

pico::Field field_for(Encoding encoding) {
    pico::Field field;
    if (encoding == Encoding::inside)
        field.label_class = {0, 1, 2, 3};
    else
        field.label_class = {0, 1, 2, 3, 1, 2, 3}; // O, B-..., I-...
    field.transition.assign(field.labels() * field.labels(), 0.0F);
    return field;
}

std::vector<std::uint8_t> encode(const Dataset& data, Encoding encoding) {
    auto out = data.classes;
    if (encoding == Encoding::inside) return out;
    for (const auto& sentence : data.sentences)
        for (std::uint32_t i = sentence.begin + 1; i < sentence.end; ++i)
            if (data.classes[i] != 0 && data.classes[i] == data.classes[i - 1])
                out[i] = static_cast<std::uint8_t>(data.classes[i] + 3);
    return out;
}

constexpr std::uint32_t left_out = 0xffffffffU;

/// Feature -> its row; `left_out` where it stands in too few of the documents in use. `rows` is set to their number.
std::vector<std::uint32_t> frequent(const Dataset& data, const std::vector<bool>& use, int least, std::uint32_t& rows) {
    std::vector<std::uint16_t> count(data.features.size());
    std::vector<std::uint32_t> last(data.features.size(), 0xffffffffU);
    for (std::uint32_t d = 0; d < data.documents(); ++d) {
        if (!use[d]) continue;
        auto begin = data.token_begin[data.document_begin[d]], end = data.token_begin[data.document_begin[d + 1]];
        for (auto n = begin; n < end; ++n) {
            auto f = data.numbers[n];
            if (last[f] == d) continue;
            last[f] = d;
            ++count[f];
        }
    }
    std::vector<std::uint32_t> out(count.size(), left_out);
    rows = 0;
    for (std::size_t f = 0; f < count.size(); ++f)
        if (count[f] >= least) out[f] = rows++;
    return out;
}

/// Weights of a feature and the sums of their squared gradients: one cache line, and loops of a fixed length.
struct alignas(64) Row {
    static constexpr std::size_t width = 8;
    float weight[width] = {};
    float square[width] = {0.01F, 0.01F, 0.01F, 0.01F, 0.01F, 0.01F, 0.01F, 0.01F};

    void add_to(float* score, float scale) const {
        for (std::size_t k = 0; k < width; ++k)
            score[k] += scale * weight[k];
    }
    void update(const float* gradient, float rate, float l2) {
        for (std::size_t k = 0; k < width; ++k) {
            float g = gradient[k] + l2 * weight[k];
            square[k] += g * g;
            weight[k] -= rate * g / std::sqrt(square[k]);
        }
    }
};

class Fit {
public:
    Fit(const Dataset& data, const std::vector<bool>& use, const Settings& settings)
        : m_data(data), m_settings(settings), m_gold(encode(data, settings.encoding)), m_random(settings.seed) {
        std::uint32_t rows = 0;
        m_row_of = frequent(data, use, settings.least_documents, rows);
        m_rows.resize(rows);
        m_field = field_for(settings.encoding);
        m_labels = m_field.labels();
        m_transition_squares.assign(m_labels * m_labels, 1.0F);
        for (const auto& sentence : data.sentences)
            if (use[sentence.document]) add_sentence(sentence);
    }

    Fitted run() {
        for (int epoch = 0; epoch < m_settings.epochs; ++epoch) {
            for (std::size_t i = m_order.size(); i > 1; --i)
                std::swap(m_order[i - 1], m_order[m_random() % i]);
            for (const auto& sentence : m_order)
                learn(sentence);
        }
        Fitted out{std::move(m_field), std::vector<float>(m_row_of.size() * m_labels)};
        for (std::size_t f = 0; f < m_row_of.size(); ++f)
            if (m_row_of[f] != left_out) std::copy_n(m_rows[m_row_of[f]].weight, m_labels, &out.weights[f * m_labels]);
        return out;
    }

private:
    /// A sentence's tokens in m_token_begin (and gold labels at `gold`).
    struct Work {
        std::size_t first_token;
        std::size_t tokens;
        std::uint32_t gold;
    };

    void add_sentence(const Sentence& sentence) {
        m_order.push_back({m_token_begin.size(), sentence.end - sentence.begin, sentence.begin});
        for (auto i = sentence.begin; i < sentence.end; ++i) {
            m_token_begin.push_back(m_used.size());
            for (auto n = m_data.token_begin[i]; n < m_data.token_begin[i + 1]; ++n)
                if (auto row = m_row_of[m_data.numbers[n]]; row != left_out) m_used.push_back(row);
        }
        m_token_begin.push_back(m_used.size());
    }

    /// The rows of this update, after dropout.
    void choose(const Work& work) {
        m_chosen.clear();
        m_chosen_begin.clear();
        auto limit = static_cast<std::uint64_t>((1.0 - static_cast<double>(m_settings.dropout)) * 65536.0);
        std::uint64_t bits = 0;
        for (std::size_t i = work.first_token; i < work.first_token + work.tokens; ++i) {
            m_chosen_begin.push_back(m_chosen.size());
            for (auto n = m_token_begin[i]; n < m_token_begin[i + 1]; ++n) {
                bits = n % 4 == 0 || bits == 0 ? m_random() : bits >> 16;
                if ((bits & 65535U) < limit) m_chosen.push_back(m_used[n]);
            }
        }
        m_chosen_begin.push_back(m_chosen.size());
    }

    void learn(const Work& work) {
        choose(work);
        pico::Chain chain{m_labels, std::vector<float>(work.tokens * m_labels), m_field.transition.data()};
        float scale = 1.0F / (1.0F - m_settings.dropout);
        for (std::size_t i = 0; i < work.tokens; ++i) {
            float score[Row::width] = {};
            for (auto c = m_chosen_begin[i]; c < m_chosen_begin[i + 1]; ++c)
                m_rows[m_chosen[c]].add_to(score, scale);
            std::copy_n(score, m_labels, &chain.emission[i * m_labels]);
        }
        auto expected = pico::marginals(chain, true);
        for (std::size_t i = 0; i < work.tokens; ++i) {
            float gradient[Row::width] = {};
            std::copy_n(&expected.label[i * m_labels], m_labels, gradient);
            gradient[m_gold[work.gold + i]] -= 1.0F;
            for (auto c = m_chosen_begin[i]; c < m_chosen_begin[i + 1]; ++c)
                m_rows[m_chosen[c]].update(gradient, m_settings.rate, m_settings.l2);
        }
        learn_transitions(work, expected.pair);
    }

    void learn_transitions(const Work& work, std::vector<float>& gradient) {
        for (std::size_t i = 1; i < work.tokens; ++i)
            gradient[m_gold[work.gold + i - 1] * m_labels + m_gold[work.gold + i]] -= 1.0F;
        for (std::size_t p = 0; p < gradient.size(); ++p) {
            m_transition_squares[p] += gradient[p] * gradient[p];
            m_field.transition[p] -= m_settings.rate * gradient[p] / std::sqrt(m_transition_squares[p]);
        }
    }

    const Dataset& m_data;
    Settings m_settings;
    std::vector<std::uint8_t> m_gold;
    std::mt19937_64 m_random;
    pico::Field m_field;
    std::size_t m_labels = 0;
    std::vector<std::uint32_t> m_row_of; ///< feature -> row
    std::vector<Row> m_rows;
    std::vector<float> m_transition_squares;
    std::vector<Work> m_order;
    std::vector<std::size_t> m_token_begin; ///< token -> its first in m_used; an end after each sentence
    std::vector<std::uint32_t> m_used;      ///< rows of all tokens
    std::vector<std::uint32_t> m_chosen;
    std::vector<std::size_t> m_chosen_begin;
};

} // namespace

Fitted fit(const Dataset& data, const std::vector<bool>& use, const Settings& settings) {
    return Fit(data, use, settings).run();
}

void predict(const Dataset& data, const std::vector<bool>& use, const pico::Model& model,
             std::vector<pico::ClassProbabilities>& out) {
    std::vector<std::vector<std::uint64_t>> rows;
    for (const auto& sentence : data.sentences) {
        if (!use[sentence.document]) continue;
        rows.resize(sentence.end - sentence.begin);
        for (auto i = sentence.begin; i < sentence.end; ++i) {
            auto& row = rows[i - sentence.begin];
            row.clear();
            for (auto n = data.token_begin[i]; n < data.token_begin[i + 1]; ++n)
                row.push_back(data.features[data.numbers[n]]);
        }
        auto tagged = model.tag(rows);
        std::copy(tagged.begin(), tagged.end(), out.begin() + static_cast<std::ptrdiff_t>(sentence.begin));
    }
}

pico::Model join(const Dataset& data, const std::vector<Fitted>& members, float least) {
    pico::Model model;
    for (const auto& member : members)
        model.fields.push_back(member.field);
    std::vector<std::uint64_t> features;
    std::vector<float> weights, row;
    for (std::size_t f = 0; f < data.features.size(); ++f) {
        row.clear();
        for (const auto& member : members) {
            auto begin = member.weights.begin() + static_cast<std::ptrdiff_t>(f * member.field.labels());
            row.insert(row.end(), begin, begin + static_cast<std::ptrdiff_t>(member.field.labels()));
        }
        if (std::all_of(row.begin(), row.end(), [&](float w) { return std::abs(w) < least; })) continue;
        features.push_back(data.features[f]);
        weights.insert(weights.end(), row.begin(), row.end());
    }
    model.set_weights(features, weights);
    return model;
}

} // namespace ekb::importers::extraction::training
