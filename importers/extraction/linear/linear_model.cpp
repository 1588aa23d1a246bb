// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/linear/linear_model.h"

#include "kb/model/error.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <span>

namespace ekb::importers::extraction {

namespace {

constexpr std::string_view magic = "ekb linear model 1\n";
constexpr int most_classes = 64;

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
    take_rows(std::move(weights));
}

LinearModel::LinearModel(std::string_view bytes) {
    if (!bytes.starts_with(magic)) throw Error("not a linear model of this version");
    bytes.remove_prefix(magic.size());
    m_bits = take<std::int32_t>(bytes);
    const auto classes = take<std::int32_t>(bytes);
    const auto kept = take<std::int32_t>(bytes);
    const auto scale = take<float>(bytes);
    if (m_bits < 1 || m_bits > 24 || classes < 2 || classes > most_classes)
        throw Error("a linear model has an impossible size");
    for (int c = 0; c < classes; ++c)
        m_intercepts.push_back(take<float>(bytes));
    std::vector<float> weights(rows() * m_intercepts.size());
    std::size_t next = 0;
    for (int i = 0; i < kept; ++i) {
        const std::size_t row = take<std::uint32_t>(bytes);
        if (row >= rows()) throw Error("a linear model has a row out of range");
        if (row < next) throw Error("a linear model has its rows out of order");
        next = row + 1;
        for (std::size_t c = 0; c < m_intercepts.size(); ++c)
            weights[row * m_intercepts.size() + c] = take<std::int16_t>(bytes) * scale;
    }
    take_rows(std::move(weights));
}

void LinearModel::take_rows(std::vector<float>&& weights) {
    const std::size_t wide = m_intercepts.size();
    std::vector<std::uint64_t> present((rows() + 63) / 64);
    std::vector<std::uint32_t> before;
    std::vector<float> kept;
    std::uint32_t count = 0;
    for (std::size_t row = 0; row < rows(); ++row) {
        if (row % 64 == 0) before.push_back(count);
        const float* const of_row = &weights[row * wide];
        if (std::all_of(of_row, of_row + wide, [](float w) { return w == 0; })) continue;
        present[row / 64] |= std::uint64_t{1} << (row % 64);
        kept.insert(kept.end(), of_row, of_row + wide);
        ++count;
    }
    if (count > rows() / 2) {
        m_weights = std::move(weights);
        return;
    }
    m_present = std::move(present);
    m_before = std::move(before);
    m_weights = std::move(kept);
    m_weights.shrink_to_fit();
}

const float* LinearModel::row(std::size_t row) const {
    if (!sparse()) return &m_weights[row * m_intercepts.size()];
    const std::uint64_t bits = m_present[row / 64];
    const std::uint64_t bit = std::uint64_t{1} << (row % 64);
    if ((bits & bit) == 0) return nullptr;
    const auto before = m_before[row / 64] + static_cast<std::size_t>(std::popcount(bits & (bit - 1)));
    return &m_weights[before * m_intercepts.size()];
}

namespace {

/// A row to add: its weights, and the value they are taken by.
struct Taken {
    const float* weights;
    double value;
};

/// Adds rows of as many weights as there are sums. The number is known when compiled for the models that most is asked
/// of, so that the sums stay in registers.
template <std::size_t Wide>
void add_rows(std::span<const Taken> rows, double* sums) {
    std::array<double, Wide> all;
    std::copy_n(sums, Wide, all.begin());
    for (const Taken& row : rows) {
        for (std::size_t c = 0; c < Wide; ++c)
            all[c] += static_cast<double>(row.weights[c]) * row.value;
    }
    std::copy_n(all.begin(), Wide, sums);
}

void add_rows(std::span<const Taken> rows, std::span<double> sums) {
    switch (sums.size()) {
    case 2: return add_rows<2>(rows, sums.data());
    case 3: return add_rows<3>(rows, sums.data());
    case 4: return add_rows<4>(rows, sums.data());
    case 5: return add_rows<5>(rows, sums.data());
    case 7: return add_rows<7>(rows, sums.data());
    default: break;
    }
    for (const Taken& row : rows) {
        for (std::size_t c = 0; c < sums.size(); ++c)
            sums[c] += static_cast<double>(row.weights[c]) * row.value;
    }
}

} // namespace

std::vector<double> LinearModel::scores(const Features& features) const {
    std::vector<double> sums(m_intercepts.begin(), m_intercepts.end());
    const std::size_t mask = rows() - 1;
    // Found first and added then: a row is seldom in the processor's cache, and so many are fetched at a time.
    std::array<Taken, 64> found;
    for (std::span<const Feature> rest = features; !rest.empty();) {
        const auto some = rest.first(std::min(rest.size(), found.size()));
        rest = rest.subspan(some.size());
        std::size_t count = 0;
        for (const Feature& f : some) {
            const float* const weights = row(f.hash & mask);
            if (weights == nullptr) continue;
            __builtin_prefetch(weights);
            found[count++] = {weights, f.value};
        }
        add_rows(std::span(found).first(count), sums);
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
