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

/// Features that stand in enough of the documents in use.
std::vector<bool> frequent(const Dataset& data, const std::vector<bool>& use, int least) {
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
    std::vector<bool> out(count.size());
    for (std::size_t f = 0; f < count.size(); ++f)
        out[f] = count[f] >= least;
    return out;
}

class Fit {
public:
    Fit(const Dataset& data, const std::vector<bool>& use, const Settings& settings)
        : m_data(data), m_settings(settings), m_frequent(frequent(data, use, settings.least_documents)),
          m_gold(encode(data, settings.encoding)), m_random(settings.seed) {
        m_out.field = field_for(settings.encoding);
        m_labels = m_out.field.labels();
        m_out.weights.assign(data.features.size() * m_labels, 0.0F);
        m_squares.assign(m_out.weights.size(), 0.01F);
        m_transition_squares.assign(m_labels * m_labels, 1.0F);
        for (std::uint32_t s = 0; s < data.sentences.size(); ++s)
            if (use[data.sentences[s].document]) m_order.push_back(s);
    }

    Fitted run() {
        for (int epoch = 0; epoch < m_settings.epochs; ++epoch) {
            for (std::size_t i = m_order.size(); i > 1; --i)
                std::swap(m_order[i - 1], m_order[m_random() % i]);
            for (auto s : m_order)
                learn(m_data.sentences[s]);
        }
        return std::move(m_out);
    }

private:
    void choose_features(const Sentence& sentence) {
        m_chosen.clear();
        m_chosen_begin.clear();
        auto limit = static_cast<std::uint64_t>((1.0 - static_cast<double>(m_settings.dropout)) * 65536.0);
        for (auto i = sentence.begin; i < sentence.end; ++i) {
            m_chosen_begin.push_back(m_chosen.size());
            for (auto n = m_data.token_begin[i]; n < m_data.token_begin[i + 1]; ++n)
                if (m_frequent[m_data.numbers[n]] && (limit >= 65536 || (m_random() & 65535U) < limit))
                    m_chosen.push_back(m_data.numbers[n]);
        }
        m_chosen_begin.push_back(m_chosen.size());
    }

    void learn(const Sentence& sentence) {
        choose_features(sentence);
        std::size_t n = sentence.end - sentence.begin;
        pico::Chain chain{m_labels, std::vector<float>(n * m_labels), m_out.field.transition.data()};
        float scale = 1.0F / (1.0F - m_settings.dropout);
        for (std::size_t i = 0; i < n; ++i)
            for (auto c = m_chosen_begin[i]; c < m_chosen_begin[i + 1]; ++c)
                for (std::size_t k = 0; k < m_labels; ++k)
                    chain.emission[i * m_labels + k] += scale * m_out.weights[m_chosen[c] * m_labels + k];
        auto expected = pico::marginals(chain, true);
        for (std::size_t i = 0; i < n; ++i)
            expected.label[i * m_labels + m_gold[sentence.begin + i]] -= 1.0F;
        for (std::size_t i = 0; i < n; ++i)
            for (auto c = m_chosen_begin[i]; c < m_chosen_begin[i + 1]; ++c)
                update(m_chosen[c], &expected.label[i * m_labels]);
        for (std::size_t i = 1; i < n; ++i)
            expected.pair[m_gold[sentence.begin + i - 1] * m_labels + m_gold[sentence.begin + i]] -= 1.0F;
        for (std::size_t p = 0; p < expected.pair.size(); ++p) {
            m_transition_squares[p] += expected.pair[p] * expected.pair[p];
            m_out.field.transition[p] -= m_settings.rate * expected.pair[p] / std::sqrt(m_transition_squares[p]);
        }
    }

    void update(std::size_t feature, const float* gradient) {
        float* weight = &m_out.weights[feature * m_labels];
        float* square = &m_squares[feature * m_labels];
        for (std::size_t k = 0; k < m_labels; ++k) {
            float g = gradient[k] + m_settings.l2 * weight[k];
            square[k] += g * g;
            weight[k] -= m_settings.rate * g / std::sqrt(square[k]);
        }
    }

    const Dataset& m_data;
    Settings m_settings;
    std::vector<bool> m_frequent;
    std::vector<std::uint8_t> m_gold;
    std::mt19937_64 m_random;
    Fitted m_out;
    std::size_t m_labels = 0;
    std::vector<float> m_squares;
    std::vector<float> m_transition_squares;
    std::vector<std::uint32_t> m_order;
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
