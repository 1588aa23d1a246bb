// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/linear/linear_model.h"

#include "kb/model/error.h"

#include <algorithm>
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
    : m_bits(bits), m_intercepts(std::move(intercepts)), m_weights(std::move(weights)) {}

LinearModel::LinearModel(std::string_view bytes) {
    if (!bytes.starts_with(magic)) throw Error("not a linear model of this version");
    bytes.remove_prefix(magic.size());
    m_bits = take<std::int32_t>(bytes);
    const auto classes = take<std::int32_t>(bytes);
    const auto rows = take<std::int32_t>(bytes);
    const auto scale = take<float>(bytes);
    if (m_bits < 1 || m_bits > 24 || classes < 2 || classes > 64) throw Error("a linear model has an impossible size");
    for (int c = 0; c < classes; ++c)
        m_intercepts.push_back(take<float>(bytes));
    m_weights.assign((std::size_t{1} << static_cast<unsigned>(m_bits)) * m_intercepts.size(), 0);
    for (int row = 0; row < rows; ++row) {
        const std::size_t at = take<std::uint32_t>(bytes) * m_intercepts.size();
        if (at >= m_weights.size()) throw Error("a linear model has a row out of range");
        for (std::size_t c = 0; c < m_intercepts.size(); ++c)
            m_weights[at + c] = take<std::int16_t>(bytes) * scale;
    }
}

std::vector<double> LinearModel::scores(const Features& features) const {
    std::vector<double> sums(m_intercepts.begin(), m_intercepts.end());
    const std::uint32_t mask = (1U << static_cast<unsigned>(m_bits)) - 1;
    for (const Feature& f : features) {
        const float* row = &m_weights[(f.hash & mask) * m_intercepts.size()];
        for (std::size_t c = 0; c < sums.size(); ++c)
            sums[c] += static_cast<double>(row[c]) * static_cast<double>(f.value);
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
    std::string rows;
    std::int32_t count = 0;
    for (std::size_t row = 0; row * classes < m_weights.size(); ++row) {
        std::vector<std::int16_t> quantised;
        for (std::size_t c = 0; c < classes; ++c)
            quantised.push_back(static_cast<std::int16_t>(std::lround(m_weights[row * classes + c] / scale)));
        if (std::ranges::all_of(quantised, [](std::int16_t q) { return q == 0; })) continue;
        put(rows, static_cast<std::uint32_t>(row));
        for (const std::int16_t q : quantised)
            put(rows, q);
        ++count;
    }
    std::string bytes(magic);
    put(bytes, static_cast<std::int32_t>(m_bits));
    put(bytes, static_cast<std::int32_t>(classes));
    put(bytes, count);
    put(bytes, scale);
    for (const float intercept : m_intercepts)
        put(bytes, intercept);
    return bytes + rows;
}

} // namespace ekb::importers::extraction
