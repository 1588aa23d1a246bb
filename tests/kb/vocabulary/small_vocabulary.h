// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/vocabulary/vocabulary.h"

#include <catch2/catch.hpp>

#include <array>
#include <string>

namespace ekb::kb {

/// A vocabulary of a few rows, so that a test does not hang on the built-in data.
inline Vocabulary small_vocabulary(const std::string& rows) {
    const std::array<VocabularyFile, 1> files{{{"small.tsv", "id\tkind\tlabel\tsynonyms\tparents\n" + rows}}};
    auto made = Vocabulary::of_files(files);
    if (!made) FAIL(made.error().front().message);
    return std::move(*made);
}

/// "span=id,id; …": the mentions of a text, for comparing whole.
inline std::string shown(const Vocabulary& vocabulary, std::string_view text,
                         LetterCase letter_case = LetterCase::respected) {
    std::string all;
    for (const Mention& mention : vocabulary.match(text, letter_case)) {
        if (!all.empty()) all += "; ";
        all += std::string(text.substr(mention.span.begin, mention.span.size())) + "=";
        for (std::size_t i = 0; i < mention.concepts.size(); ++i)
            all += (i == 0 ? "" : ",") + mention.concepts[i]->id;
    }
    return all;
}

} // namespace ekb::kb
