// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/linear/linear_model.h"

#include "kb/model/error.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

namespace ekb::importers::extraction {

namespace {

constexpr std::string_view magic = "ekb linear model 1\n";

template <typename T>
void put(std::string& bytes, T value) {
    char raw[sizeof value];
    std::memcpy(raw, &value, sizeof value);
    bytes.append(raw, sizeof value);
}

/// Takes a value from the front of the bytes.
template <typename T>
T take(std::string_view& bytes) {
    if (bytes.size() < sizeof(T)) throw Error("a linear model ends too early");
    T value;
    std::memcpy(&value, bytes.data(), sizeof value);
    bytes.remove_prefix(sizeof value);
    return value;
}

float largest(const std::vector<float>& weights) {
    float most = 0;
    for (const float w : weights)
        most = std::max(most, std::fabs(w));
    return most;
}

} // namespace

std::uint32_t feature_hash(std::string_view name) {
    // FNV-1a, with a last mix so that the low bits depend on every byte.
    std::uint64_t h = 14695981039346656037ULL;
    for (const char c : name)
        h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    h ^= h >> 32U;
    h *= 0x9E3779B97F4A7C15ULL;
    return static_cast<std::uint32_t>(h >> 32U);
}

LinearModel::LinearModel(int bits, std::vector<float> intercepts, std::vector<float> weights)
    : m_bits(bits), m_intercepts(std::move(intercepts)) {
    const std::size_t wide = m_intercepts.size();
    for (std::size_t row = 0; row < rows(); ++row) {
        const float* const of_row = &weights[row * wide];
        if (std::any_of(of_row, of_row + wide, [](float w) { return w != 0; })) add_row(row, of_row);
    }
    count_rows();
}

LinearModel::LinearModel(std::string_view bytes) {
    if (!bytes.starts_with(magic)) throw Error("not a linear model of this version");
    bytes.remove_prefix(magic.size());
    m_bits = take<std::int32_t>(bytes);
    const auto classes = take<std::int32_t>(bytes);
    const auto kept = take<std::int32_t>(bytes);
    const auto scale = take<float>(bytes);
    if (m_bits < 1 || m_bits > 24 || classes < 2 || classes > 64) throw Error("a linear model has an impossible size");
    for (int c = 0; c < classes; ++c)
        m_intercepts.push_back(take<float>(bytes));
    std::vector<float> weights(m_intercepts.size());
    std::size_t next = 0;
    for (int i = 0; i < kept; ++i) {
        const std::size_t row = take<std::uint32_t>(bytes);
        if (row >= rows()) throw Error("a linear model has a row out of range");
        if (row < next) throw Error("a linear model has its rows out of order");
        next = row + 1;
        for (float& weight : weights)
            weight = take<std::int16_t>(bytes) * scale;
        add_row(row, weights.data());
    }
    count_rows();
}

void LinearModel::add_row(std::size_t row, const float* weights) {
    m_present.resize((rows() + 63) / 64);
    m_present[row / 64] |= std::uint64_t{1} << (row % 64);
    m_weights.insert(m_weights.end(), weights, weights + m_intercepts.size());
}

void LinearModel::count_rows() {
    m_present.resize((rows() + 63) / 64);
    m_before.reserve(m_present.size());
    std::uint32_t before = 0;
    for (const std::uint64_t bits : m_present) {
        m_before.push_back(before);
        before += static_cast<std::uint32_t>(std::popcount(bits));
    }
}

const float* LinearModel::row(std::size_t row) const {
    const std::uint64_t bits = m_present[row / 64];
    const std::uint64_t bit = std::uint64_t{1} << (row % 64);
    if ((bits & bit) == 0) return nullptr;
    const auto before = m_before[row / 64] + static_cast<std::size_t>(std::popcount(bits & (bit - 1)));
    return &m_weights[before * m_intercepts.size()];
}

std::vector<double> LinearModel::scores(const Features& features) const {
    std::vector<double> sums(m_intercepts.begin(), m_intercepts.end());
    const std::size_t mask = rows() - 1;
    for (const Feature& f : features) {
        const float* const weights = row(f.hash & mask);
        if (weights == nullptr) continue;
        for (std::size_t c = 0; c < sums.size(); ++c)
            sums[c] += static_cast<double>(weights[c]) * static_cast<double>(f.value);
    }
    return sums;
}

std::vector<double> LinearModel::probabilities(const Features& features) const {
    std::vector<double> p = scores(features);
    const double most = *std::ranges::max_element(p);
    double total = 0;
    for (double& x : p)
        total += x = std::exp(x - most);
    for (double& x : p)
        x /= total;
    return p;
}

std::string LinearModel::serialised() const {
    const std::size_t classes = m_intercepts.size();
    const float scale = std::max(largest(m_weights), 1e-6F) / 32767.0F;
    std::string kept;
    std::int32_t count = 0;
    for (std::size_t at = 0; at < rows(); ++at) {
        const float* const weights = row(at);
        if (weights == nullptr) continue;
        std::vector<std::int16_t> quantised;
        for (std::size_t c = 0; c < classes; ++c)
            quantised.push_back(static_cast<std::int16_t>(std::lround(weights[c] / scale)));
        if (std::ranges::all_of(quantised, [](std::int16_t q) { return q == 0; })) continue;
        put(kept, static_cast<std::uint32_t>(at));
        for (const std::int16_t q : quantised)
            put(kept, q);
        ++count;
    }
    std::string bytes(magic);
    put(bytes, static_cast<std::int32_t>(m_bits));
    put(bytes, static_cast<std::int32_t>(classes));
    put(bytes, count);
    put(bytes, scale);
    for (const float intercept : m_intercepts)
        put(bytes, intercept);
    return bytes + kept;
}

} // namespace ekb::importers::extraction
