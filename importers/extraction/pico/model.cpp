// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/pico/model.h"

#include "importers/extraction/pico/binary.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ekb::importers::extraction::pico {

namespace {

constexpr const char* file = "model.bin";
constexpr std::string_view magic = "EKBPICO1\n";

std::uint32_t fold(std::uint64_t feature) {
    return static_cast<std::uint32_t>(feature ^ (feature >> 32));
}

} // namespace

std::size_t Model::width() const {
    std::size_t sum = 0;
    for (const auto& field : fields)
        sum += field.labels();
    return sum;
}

void Model::set_weights(const std::vector<std::uint64_t>& features, const std::vector<float>& weights) {
    std::vector<std::size_t> order(features.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return fold(features[a]) < fold(features[b]); });
    std::size_t wide = width();
    m_keys.clear();
    m_weights.clear();
    for (auto row : order) {
        auto key = fold(features[row]);
        if (!m_keys.empty() && m_keys.back() == key) continue;
        m_keys.push_back(key);
        auto begin = weights.begin() + static_cast<std::ptrdiff_t>(row * wide);
        m_weights.insert(m_weights.end(), begin, begin + static_cast<std::ptrdiff_t>(wide));
    }
    index_rows();
}

void Model::index_rows() {
    std::size_t slots = 16;
    while (slots < m_keys.size() * 2)
        slots *= 2;
    m_slots.assign(slots, nothing);
    for (std::uint32_t row = 0; row < m_keys.size(); ++row) {
        auto slot = m_keys[row] & (slots - 1);
        while (m_slots[slot] != nothing)
            slot = (slot + 1) & (slots - 1);
        m_slots[slot] = row;
    }
}

std::uint32_t Model::row_of(std::uint32_t key) const {
    if (m_slots.empty()) return nothing;
    auto slot = key & (m_slots.size() - 1);
    while (m_slots[slot] != nothing && m_keys[m_slots[slot]] != key)
        slot = (slot + 1) & (m_slots.size() - 1);
    return m_slots[slot];
}

std::string Model::serialise() const {
    std::string out(magic);
    for (auto threshold : thresholds)
        put(out, threshold);
    put(out, static_cast<std::uint8_t>(fields.size()));
    for (const auto& field : fields) {
        put(out, static_cast<std::uint8_t>(field.labels()));
        for (auto c : field.label_class)
            put(out, c);
        for (auto t : field.transition)
            put(out, t);
    }
    float top = 0;
    for (float w : m_weights)
        top = std::max(top, std::abs(w));
    float step = top > 0 ? top / 127.0F : 1.0F;
    put(out, step);
    put(out, static_cast<std::uint32_t>(m_keys.size()));
    for (auto key : m_keys)
        put(out, key);
    // One label after the other: like stands by like, and compresses better.
    for (std::size_t k = 0; k < width(); ++k)
        for (std::size_t row = 0; row < m_keys.size(); ++row)
            put(out, static_cast<std::int8_t>(std::lround(m_weights[row * width() + k] / step)));
    return out;
}

Model::Model(std::string_view data) {
    if (!data.starts_with(magic)) throw Error("model.bin does not begin with EKBPICO1");
    data.remove_prefix(magic.size());
    for (auto& threshold : thresholds)
        threshold = take<float>(data, file);
    fields.resize(take<std::uint8_t>(data, file));
    for (auto& field : fields) {
        field.label_class.resize(take<std::uint8_t>(data, file));
        for (auto& c : field.label_class)
            if ((c = take<std::uint8_t>(data, file)) >= classes) throw Error("model.bin names an unknown class");
        field.transition.resize(field.labels() * field.labels());
        for (auto& t : field.transition)
            t = take<float>(data, file);
    }
    auto step = take<float>(data, file);
    m_keys.resize(take<std::uint32_t>(data, file));
    for (auto& key : m_keys)
        key = take<std::uint32_t>(data, file);
    m_weights.resize(m_keys.size() * width());
    for (std::size_t k = 0; k < width(); ++k)
        for (std::size_t row = 0; row < m_keys.size(); ++row)
            m_weights[row * width() + k] = step * take<std::int8_t>(data, file);
    index_rows();
}

std::vector<ClassProbabilities> Model::tag(std::span<const std::vector<std::uint64_t>> sentence) const {
    std::size_t wide = width();
    std::vector<float> scores(sentence.size() * wide);
    for (std::size_t i = 0; i < sentence.size(); ++i) {
        float* score = &scores[i * wide];
        for (auto feature : sentence[i]) {
            auto row = row_of(fold(feature));
            if (row == nothing) continue;
            const float* weight = &m_weights[row * wide];
            for (std::size_t k = 0; k < wide; ++k)
                score[k] += weight[k];
        }
    }
    std::vector<ClassProbabilities> out(sentence.size());
    std::size_t offset = 0;
    for (const auto& field : fields) {
        Chain chain{field.labels(), {}, field.transition.data()};
        for (std::size_t i = 0; i < sentence.size(); ++i)
            chain.emission.insert(chain.emission.end(), &scores[i * wide + offset],
                                  &scores[i * wide + offset] + field.labels());
        auto result = marginals(chain);
        for (std::size_t i = 0; i < sentence.size(); ++i)
            for (std::size_t k = 0; k < field.labels(); ++k)
                out[i][field.label_class[k]] +=
                    result.label[i * field.labels() + k] / static_cast<float>(fields.size());
        offset += field.labels();
    }
    return out;
}

} // namespace ekb::importers::extraction::pico
