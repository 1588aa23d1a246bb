// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ekb::indexer {
class IndexReader;
class Stemmer;
} // namespace ekb::indexer

namespace ekb::kb {
class Vocabulary;
}

namespace ekb::query {

/// A question's word that nothing knows, and the nearest one that something does.
struct Correction {
    std::string from;
    std::string to;
};

/// Which words were looked up before, and what was found for each, at one commit of the index.
struct KnownCorrections {
    std::string commit;
    std::unordered_map<std::string, std::optional<std::string>> words;
};

/// What a reader is told of a correction.
std::string respelling_note(std::string_view from, std::string_view to);

/// Letters inserted, left out, replaced or swapped with their neighbour, up to `limit`; more than `limit` gives limit
/// + 1.
int edit_distance(std::string_view a, std::string_view b, int limit);

/// The question with the words that neither the index nor the vocabulary knows replaced by near ones that they do, as
/// far as there are such; `corrections` says which. What is found out of a word is kept in `known` for the next time.
std::string corrected(std::string_view question, const indexer::IndexReader& index, const kb::Vocabulary& vocabulary,
                      KnownCorrections& known, std::vector<Correction>& corrections);

} // namespace ekb::query
