// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace ekb::importers::extraction::training {

/// Running text as word numbers. Number 0 separates passages.
struct WordStream {
    std::vector<std::string> words;     ///< number -> normal form, the most frequent first after [0]
    std::vector<std::uint32_t> counts;  ///< number -> how often
    std::vector<std::uint32_t> numbers; ///< the text
};

/// Collects passages; a passage that came before is left out.
class WordCollector {
public:
    void add(const std::string& passage);
    /// Words that came `least` times or more; rarer ones are dropped from the text.
    WordStream finish(std::uint32_t least);

private:
    std::unordered_map<std::string, std::uint32_t> m_index;
    std::vector<std::uint32_t> m_numbers;
    std::unordered_map<std::uint64_t, bool> m_seen;
};

struct VectorSettings {
    int dimensions = 64;
    int window = 5;
    int negatives = 5;
    int epochs = 4;
    double subsample =
        1e-4; ///< a word of a greater share of the text is left out at times; advised for some million words
    std::uint64_t seed = 1;
};

/// Skip-gram vectors with negative sampling (Mikolov and others 2013), each of length 1; `dimensions` floats a word.
std::vector<float> train_vectors(const WordStream& text, const VectorSettings& settings);

/// Spherical k-means; the cluster of each word, from 1. Seeds are the most frequent words.
std::vector<std::uint16_t> cluster(const std::vector<float>& vectors, std::size_t dimensions, std::size_t clusters);

} // namespace ekb::importers::extraction::training
