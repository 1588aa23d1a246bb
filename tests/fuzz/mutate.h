// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace ekb::fuzz {

/// The same numbers on every machine (the standard's distributions differ from library to library).
class Random {
public:
    explicit Random(std::uint64_t seed) : m_engine(seed) {}
    /// 0 … below - 1; 0 where there is nothing below.
    std::size_t below(std::size_t below_this) { return below_this == 0 ? 0 : m_engine() % below_this; }
    bool one_in(std::size_t n) { return below(n) == 0; }

private:
    std::mt19937_64 m_engine;
};

/// A damaged copy of one of the inputs, which are not empty: bits turned over, cut short, chunks doubled, dropped or
/// taken from another input, numbers made huge, brackets nested deep. At most 256 KiB.
std::string damaged(const std::vector<std::string>& inputs, Random& random);

/// The bytes as a .gz file.
std::string gzipped(const std::string& bytes);

} // namespace ekb::fuzz
