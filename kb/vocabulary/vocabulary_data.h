// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/concept_rows.h"
#include "kb/vocabulary/name_trie.h"
#include "kb/vocabulary/spelling.h"
#include "kb/vocabulary/vocabulary.h"

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ekb::kb {

/// A token of a text as the matcher walks over it.
struct WalkToken {
    std::uint32_t word = WordTable::none;
    ByteSpan span;
    bool glued = false;
    bool after_space = false;
    bool after_dash = false;
    bool is_word = true;
    bool is_prefix = false; ///< "non" of "non-diabetic"
};

/// What a Vocabulary holds. Not to be included outside kb/vocabulary.
struct Vocabulary::Data {
    std::vector<Concept> concepts;
    std::unordered_map<std::string_view, std::uint32_t> by_id; // views into `concepts`
    std::vector<std::vector<std::uint32_t>> parents;
    std::vector<std::vector<std::uint32_t>> children;
    std::vector<std::vector<const Concept*>> broader; ///< of each concept, with itself first, nearest first
    WordTable words;
    NameTrie trie;
    const Spelling* spelling = &Spelling::builtin();

    /// Joins the rows; reports unknown parents, cycles, and ids with two kinds.
    void build(std::vector<ConceptRow> rows, std::vector<Diagnostic>& problems);

    /// Fills by_id from the concepts.
    void index_ids();
    /// Fills children and broader from the parents.
    void index_parents();

    std::vector<WalkToken> tokens_of(std::string_view text) const;

    /// The concepts that the tokens [first, last] of the text name; `node` is where their words lead.
    std::vector<const Concept*> accepted(std::uint32_t node, std::span<const WalkToken> named, std::string_view text,
                                         LetterCase letter_case) const;

private:
    void add_names();
    void link_parents(const std::vector<ConceptRow>& sources, std::vector<Diagnostic>& problems);
    void find_broader();
    void report_cycles(const std::vector<ConceptRow>& sources, std::vector<Diagnostic>& problems) const;
};

} // namespace ekb::kb
