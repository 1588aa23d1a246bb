// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "indexer/index_reader.h"

#include <filesystem>
#include <string>

namespace ekb::tests {

/// Everything that an index tells, for comparing two of them: the terms, which studies have them with what score, and
/// the cards.
inline std::string index_dump(const std::filesystem::path& kb_dir) {
    using indexer::Clause;
    const indexer::IndexReader index(kb_dir);
    std::string all;
    for (const std::string& term : index.terms_with("", 1'000'000)) {
        all += term + " " + std::to_string(index.frequency(term));
        for (const indexer::Hit& hit : index.search({.kind = Clause::Kind::term, .term = term}).hits) {
            all += " " + std::to_string(hit.study_key) + "=" + std::to_string(hit.score);
        }
        all += "\n";
    }
    for (const indexer::Hit& hit : index.search({.kind = Clause::Kind::everything}, {.limit = 1'000'000}).hits) {
        all += indexer::packed(index.card(hit.study_key).value());
    }
    return all;
}

} // namespace ekb::tests
