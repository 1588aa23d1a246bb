// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/pico/model.h"
#include "importers/extraction/training/labelled.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace ekb::importers::extraction::training {

/// Tokens of one sentence, in Dataset::classes and Dataset::token_begin.
struct Sentence {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t document = 0;
};

/// All labelled abstracts as feature numbers, in flat arrays (some 40 million numbers).
struct Dataset {
    std::vector<std::uint64_t> features;  ///< number -> hash
    std::vector<std::uint32_t> numbers;   ///< features of all tokens
    std::vector<std::size_t> token_begin; ///< token -> its first in `numbers`; one more at the end
    std::vector<std::uint8_t> classes;    ///< token -> class
    std::vector<std::uint64_t> stems;     ///< token -> stem hash
    std::vector<Sentence> sentences;
    std::vector<std::uint32_t> document_begin; ///< document -> its first token; one more at the end

    std::size_t documents() const { return document_begin.size() - 1; }
};

Dataset make_dataset(const std::vector<Labelled>& abstracts, const pico::WordTable& words);

/// `data` with the features of a second pass added, given what a first model said of each token.
Dataset with_second_pass(const Dataset& data, const std::vector<Labelled>& abstracts, const pico::WordTable& words,
                         const std::vector<pico::ClassProbabilities>& first);

} // namespace ekb::importers::extraction::training
