// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/linear/linear_model.h"

#include "kb/model/error.h"

#include <algorithm>
#include <array>
#include <atomic>
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

std::uint64_t next_number() {
    static std::atomic<std::uint64_t> last = 0;
    return ++last;
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

LinearModel::LinearModel(std::string_view bytes) : m_number(next_number()) {
    if (!bytes.starts_with(magic)) throw Error("not a linear model of this version");
    bytes.remove_prefix(magic.size());
    m_bits = take<std::int32_t>(bytes);
    const auto classes = take<std::int32_t>(bytes);
    const auto kept = take<std::int32_t>(bytes);
    m_scale = take<float>(bytes);
    if (m_bits < 1 || m_bits > 24 || classes < 1 || classes > most_classes)
        throw Error("a linear model has an impossible size");
    for (int c = 0; c < classes; ++c)
        m_intercepts.push_back(take<float>(bytes));
    take_rows(static_cast<std::size_t>(std::max(kept, 0)), m_read);
    std::size_t next = 0;
    for (int i = 0; i < kept; ++i) {
        const std::size_t row = take<std::uint32_t>(bytes);
        if (row >= rows()) throw Error("a linear model has a row out of range");
        if (row < next) throw Error("a linear model has its rows out of order");
        next = row + 1;
        std::int16_t* const weights = add_row(row, m_read);
        for (std::size_t c = 0; c < m_intercepts.size(); ++c)
            weights[c] = take<std::int16_t>(bytes);
    }
    end_rows(m_read);
}

LinearModel::LinearModel(int bits, std::vector<float> intercepts, std::vector<float> weights)
    : m_number(next_number()), m_bits(bits), m_intercepts(std::move(intercepts)) {
    const auto of_row = [&](std::size_t row) { return std::span(weights).subspan(row * m_intercepts.size(), m_intercepts.size()); };
    std::vector<std::size_t> kept;
    for (std::size_t row = 0; row < rows(); ++row) {
        if (!std::ranges::all_of(of_row(row), [](float w) { return w == 0; })) kept.push_back(row);
    }
    take_rows(kept.size(), m_fitted);
    for (const std::size_t row : kept)
        std::ranges::copy(of_row(row), add_row(row, m_fitted));
    end_rows(m_fitted);
}

template <typename Weight>
void LinearModel::take_rows(std::size_t count, std::vector<Weight>& weights) {
    const bool all = count > rows() / 4 * 3;
    if (!all) m_present.resize((rows() + 31) / 32);
    if (all) weights.resize(rows() * m_intercepts.size());
    else weights.reserve(std::min(count, rows()) * m_intercepts.size() + width());
}

template <typename Weight>
Weight* LinearModel::add_row(std::size_t row, std::vector<Weight>& weights) {
    const std::size_t classes = m_intercepts.size();
    if (!sparse()) return &weights[row * classes];
    m_present[row / 32].bits |= std::uint32_t{1} << (row % 32);
    weights.resize(weights.size() + classes);
    return weights.data() + weights.size() - classes;
}

template <typename Weight>
void LinearModel::end_rows(std::vector<Weight>& weights) {
    std::uint32_t count = 0;
    for (Present& group : m_present) {
        group.before = count;
        count += bits_set(group.bits);
    }
    weights.resize(weights.size() + width()); // a row is read in fours
}

std::size_t LinearModel::place_of(std::size_t row) const {
    if (!sparse()) return row * m_intercepts.size();
    const Present& group = m_present[row / 32];
    const std::uint32_t bit = std::uint32_t{1} << (row % 32);
    if ((group.bits & bit) == 0) return absent;
    return (group.before + bits_set(group.bits & (bit - 1))) * m_intercepts.size();
}

namespace {

// Vectors of the size of a register that every processor of the kind has.
using FourShort [[gnu::vector_size(8), gnu::aligned(2), gnu::may_alias]] = std::int16_t;
using FourInt [[gnu::vector_size(16)]] = std::int32_t;
using FourFloat [[gnu::vector_size(16)]] = float;
using FourLooseFloat [[gnu::vector_size(16), gnu::aligned(4), gnu::may_alias]] = float;
using TwoDouble [[gnu::vector_size(16)]] = double;

/// Four sums, or four weights as they are added to them.
struct Four {
    TwoDouble first;
    TwoDouble second;

    Four& operator+=(const Four& more) {
        first += more.first;
        second += more.second;
        return *this;
    }
};

Four four_at(const float* weights, float) {
    const FourFloat four = *reinterpret_cast<const FourLooseFloat*>(weights);
    return {__builtin_convertvector(__builtin_shufflevector(four, four, 0, 1), TwoDouble),
            __builtin_convertvector(__builtin_shufflevector(four, four, 2, 3), TwoDouble)};
}

/// Each made a float and taken times the scale as a float.
Four four_at(const std::int16_t* weights, float scale) {
    const FourInt wide = __builtin_convertvector(*reinterpret_cast<const FourShort*>(weights), FourInt);
    const FourFloat four = __builtin_convertvector(wide, FourFloat) * scale;
    return four_at(reinterpret_cast<const float*>(&four), 1);
}

/// A row to add: where its weights are, and the value they are taken by.
struct Taken {
    std::size_t place;
    float value;
};

std::uint32_t hash_of(const Feature& f) {
    return f.hash;
}
std::uint32_t hash_of(std::uint32_t hash) {
    return hash;
}

Taken taken(std::size_t place, const Feature& f) {
    return {place, f.value};
}
std::size_t taken(std::size_t place, std::uint32_t) {
    return place;
}

template <typename Weight>
Four four_of(const Taken& row, const Weight* weights, float scale) {
    const Four four = four_at(weights + row.place, scale);
    const auto value = static_cast<double>(row.value);
    return {four.first * value, four.second * value};
}
template <typename Weight>
Four four_of(std::size_t row, const Weight* weights, float scale) {
    return four_at(weights + row, scale);
}

/// Adds rows of four times so many weights. The number is known when compiled, so that the sums stay in registers.
template <typename Row, typename Weight, std::size_t... Which>
void add_rows(std::span<const Row> rows, const Weight* weights, float scale, double* sums, std::index_sequence<Which...>) {
    std::array<Four, sizeof...(Which)> all; // NOLINT: set by the next line
    std::memcpy(all.data(), sums, sizeof all);
    for (const Row& row : rows)
        ((all[Which] += four_of(row, weights + 4 * Which, scale)), ...);
    std::memcpy(sums, all.data(), sizeof all);
}

template <typename Row, typename Weight>
void add_rows(std::span<const Row> rows, const Weight* weights, float scale, std::span<double> sums) {
    if (sums.size() == 8) return add_rows(rows, weights, scale, sums.data(), std::make_index_sequence<2>());
    for (std::size_t at = 0; at < sums.size(); at += 4)
        add_rows(rows, weights + at, scale, &sums[at], std::make_index_sequence<1>());
}

} // namespace

template <typename Wanted, typename Weight>
void LinearModel::add_all(std::span<const Wanted> wanted, std::span<double> sums, const std::vector<Weight>& weights) const {
    // Found first and added then: a row is seldom in the processor's cache, and so many are fetched at a time.
    using Row = decltype(taken(0, std::declval<Wanted>()));
    std::array<Row, 64> found; // NOLINT: those that are used are set below
    const std::size_t mask = rows() - 1;
    while (!wanted.empty()) {
        const auto some = wanted.first(std::min(wanted.size(), found.size()));
        wanted = wanted.subspan(some.size());
        std::size_t count = 0;
        for (const Wanted& one : some) {
            const std::size_t place = place_of(hash_of(one) & mask);
            if (place == absent) continue;
            __builtin_prefetch(&weights[place]);
            found[count++] = taken(place, one);
        }
        add_rows(std::span<const Row>(found).first(count), weights.data(), m_scale, sums);
    }
}

void LinearModel::begin(std::span<double> sums) const {
    for (std::size_t c = 0; c < sums.size(); ++c)
        sums[c] = c < m_intercepts.size() ? static_cast<double>(m_intercepts[c]) : 0;
}

void LinearModel::add(std::span<const std::uint32_t> hashes, std::span<double> sums) const {
    if (m_fitted.empty()) add_all(hashes, sums, m_read);
    else add_all(hashes, sums, m_fitted);
}

void LinearModel::scores(std::span<const Feature> features, std::span<double> out) const {
    std::array<double, most_classes> places; // NOLINT: those that are used are set below
    const std::span<double> sums = std::span(places).first(width());
    begin(sums);
    if (m_fitted.empty()) add_all(features, sums, m_read);
    else add_all(features, sums, m_fitted);
    std::copy_n(sums.begin(), m_intercepts.size(), out.begin());
}

void softmax(std::span<double> scores) {
    const double most = *std::ranges::max_element(scores);
    double total = 0;
    for (double& x : scores)
        total += x = x < most ? std::exp(x - most) : 1;
    for (double& x : scores)
        x /= total;
}

void LinearModel::probabilities(std::span<const Feature> features, std::span<double> p) const {
    scores(features, p);
    softmax(p);
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

namespace {

/// The weights as 16 bits, and what they are taken times.
std::pair<std::vector<std::int16_t>, float> quantised(const std::vector<float>& weights) {
    const float scale = std::max(largest(weights), 1e-6F) / 32767.0F;
    std::vector<std::int16_t> all;
    all.reserve(weights.size());
    for (const float w : weights)
        all.push_back(static_cast<std::int16_t>(std::lround(w / scale)));
    return {std::move(all), scale};
}

} // namespace

std::string LinearModel::serialised() const {
    const auto [weights, scale] = m_fitted.empty() ? std::pair(m_read, m_scale) : quantised(m_fitted);
    std::string kept;
    std::int32_t count = 0;
    for (std::size_t at = 0; at < rows(); ++at) {
        const std::size_t place = place_of(at);
        if (place == absent) continue;
        const std::span<const std::int16_t> row = std::span(weights).subspan(place, m_intercepts.size());
        if (std::ranges::all_of(row, [](std::int16_t q) { return q == 0; })) continue;
        put(kept, static_cast<std::uint32_t>(at));
        for (const std::int16_t q : row)
            put(kept, q);
        ++count;
    }
    std::string bytes(magic);
    put(bytes, static_cast<std::int32_t>(m_bits));
    put(bytes, static_cast<std::int32_t>(m_intercepts.size()));
    put(bytes, count);
    put(bytes, scale);
    for (const float intercept : m_intercepts)
        put(bytes, intercept);
    return bytes + kept;
}

} // namespace ekb::importers::extraction
