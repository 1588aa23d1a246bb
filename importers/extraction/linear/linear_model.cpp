// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/linear/linear_model.h"

#include "kb/model/error.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <span>
#include <utility>

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

/// std::popcount is a call where the processor is not known to have the instruction.
std::uint32_t bits_set(std::uint32_t bits) {
    bits -= bits >> 1U & 0x55555555U;
    bits = (bits & 0x33333333U) + (bits >> 2U & 0x33333333U);
    return ((bits + (bits >> 4U)) & 0x0F0F0F0FU) * 0x01010101U >> 24U;
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
    take_rows(static_cast<std::size_t>(std::max(kept, 0)));
    std::size_t next = 0;
    for (int i = 0; i < kept; ++i) {
        const std::size_t row = take<std::uint32_t>(bytes);
        if (row >= rows()) throw Error("a linear model has a row out of range");
        if (row < next) throw Error("a linear model has its rows out of order");
        next = row + 1;
        float* const weights = add_row(row);
        for (std::size_t c = 0; c < m_intercepts.size(); ++c)
            weights[c] = take<std::int16_t>(bytes) * scale;
    }
    count_before();
}

LinearModel::LinearModel(int bits, std::vector<float> intercepts, std::vector<float> weights)
    : m_bits(bits), m_intercepts(std::move(intercepts)) {
    const auto of_row = [&](std::size_t row) { return std::span(weights).subspan(row * m_intercepts.size(), m_intercepts.size()); };
    std::vector<std::size_t> kept;
    for (std::size_t row = 0; row < rows(); ++row) {
        if (!std::ranges::all_of(of_row(row), [](float w) { return w == 0; })) kept.push_back(row);
    }
    take_rows(kept.size());
    for (const std::size_t row : kept)
        std::ranges::copy(of_row(row), add_row(row));
    count_before();
}

void LinearModel::take_rows(std::size_t count) {
    const bool all = count > rows() / 2;
    if (!all) m_present.resize((rows() + 31) / 32);
    if (all) m_weights.resize(rows() * stride());
    else m_weights.reserve(count * stride());
}

float* LinearModel::add_row(std::size_t row) {
    if (!sparse()) return &m_weights[row * stride()];
    m_present[row / 32].bits |= std::uint32_t{1} << (row % 32);
    m_weights.resize(m_weights.size() + stride());
    return m_weights.data() + m_weights.size() - stride();
}

void LinearModel::count_before() {
    std::uint32_t count = 0;
    for (Present& group : m_present) {
        group.before = count;
        count += bits_set(group.bits);
    }
}

const float* LinearModel::row(std::size_t row) const {
    if (!sparse()) return &m_weights[row * stride()];
    const Present& group = m_present[row / 32];
    const std::uint32_t bit = std::uint32_t{1} << (row % 32);
    if ((group.bits & bit) == 0) return nullptr;
    return &m_weights[(group.before + bits_set(group.bits & (bit - 1))) * stride()];
}

namespace {

/// A row to add: its weights, and the value they are taken by.
struct Taken {
    const float* weights;
    float value;
};

// Two sums, to which two weights are added by one instruction.
using TwoSums [[gnu::vector_size(16)]] = double;

TwoSums two_of(const float* weights) {
    return TwoSums{weights[0], weights[1]};
}

/// Adds rows of twice as many weights as there are pairs of sums. The number is known when compiled, so that the sums
/// stay in registers.
template <std::size_t... Pair>
void add_rows(std::span<const Taken> rows, TwoSums* sums, std::index_sequence<Pair...>) {
    std::array<TwoSums, sizeof...(Pair)> all{sums[Pair]...};
    for (const Taken& row : rows)
        ((all[Pair] += two_of(row.weights + 2 * Pair) * static_cast<double>(row.value)), ...);
    ((sums[Pair] = all[Pair]), ...);
}

void add_rows(std::span<const Taken> rows, std::span<TwoSums> sums) {
    switch (sums.size()) {
    case 1: return add_rows(rows, sums.data(), std::make_index_sequence<1>());
    case 2: return add_rows(rows, sums.data(), std::make_index_sequence<2>());
    case 3: return add_rows(rows, sums.data(), std::make_index_sequence<3>());
    case 4: return add_rows(rows, sums.data(), std::make_index_sequence<4>());
    default: break;
    }
    for (std::size_t p = 0; p < sums.size(); ++p) {
        for (const Taken& row : rows)
            sums[p] += two_of(row.weights + 2 * p) * static_cast<double>(row.value);
    }
}

} // namespace

void LinearModel::scores(std::span<const Feature> features, std::span<double> out) const {
    std::array<TwoSums, (most_classes + 1) / 2> places; // NOLINT: those that are used are set below
    const std::span<TwoSums> sums = std::span(places).first(stride() / 2);
    for (std::size_t c = 0; c < stride(); ++c)
        sums[c / 2][c % 2] = c < m_intercepts.size() ? m_intercepts[c] : 0;
    const std::size_t mask = rows() - 1;
    const std::size_t wide = stride();
    const bool some_only = sparse();
    // Found first and added then: a row is seldom in the processor's cache, and so many are fetched at a time.
    std::array<Taken, 64> found;
    for (std::span<const Feature> rest = features; !rest.empty();) {
        const auto some = rest.first(std::min(rest.size(), found.size()));
        rest = rest.subspan(some.size());
        std::size_t count = 0;
        for (const Feature& f : some) {
            const float* const weights = some_only ? row(f.hash & mask) : m_weights.data() + (f.hash & mask) * wide;
            if (weights == nullptr) continue;
            __builtin_prefetch(weights);
            found[count++] = {weights, f.value};
        }
        add_rows(std::span(found).first(count), sums);
    }
    for (std::size_t c = 0; c < m_intercepts.size(); ++c)
        out[c] = sums[c / 2][c % 2];
}

void LinearModel::probabilities(std::span<const Feature> features, std::span<double> p) const {
    scores(features, p);
    const double most = *std::ranges::max_element(p);
    double total = 0;
    for (double& x : p)
        total += x = std::exp(x - most);
    for (double& x : p)
        x /= total;
}

std::vector<double> LinearModel::scores(const Features& features) const {
    std::vector<double> sums(m_intercepts.size());
    scores(features, sums);
    return sums;
}

std::vector<double> LinearModel::probabilities(const Features& features) const {
    std::vector<double> p(m_intercepts.size());
    probabilities(features, p);
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
