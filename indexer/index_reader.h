// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "indexer/card.h"
#include "indexer/clause.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::indexer {

struct SearchOptions {
    std::size_t offset = 0;
    std::size_t limit = 50;
    bool exact_total = true; ///< else `total` may be an estimate, and large collections are read no further than needed
};

struct Hit {
    std::int64_t study_key = 0;
    double score = 0; ///< of BM25
};

struct Matches {
    std::size_t total = 0;
    std::vector<Hit> hits; ///< best first; of equals, the one with the higher quality, then with the lower key
};

/// The number that a slot of numbers holds as these bytes.
double number_of(std::string_view value);

/// Reads the index of a knowledge base. Sees the last commit when a call begins, or that of at_one_commit(). A knowledge
/// base without an index is empty. Not thread-safe: one a thread. Throws Error where the index cannot be read or is
/// another version's.
class IndexReader {
public:
    explicit IndexReader(std::filesystem::path kb_dir);
    ~IndexReader();
    IndexReader(IndexReader&&) noexcept;
    IndexReader& operator=(IndexReader&&) noexcept;

    /// Runs reads that belong together: all of them see the commit that is the last when it begins, and none looks for a
    /// newer one. Runs them all again where a writer overtakes them, so `reads` must begin with nothing done. Nests.
    void at_one_commit(const std::function<void()>& reads) const;

    /// The last change of the store that the index knows of.
    std::int64_t sequence() const;
    /// The revision of the knowledge base's vocabulary (kb::KbVocabulary) that the index was made with; 0: the built-in
    /// one.
    std::int64_t vocabulary_revision() const;
    /// A name of the commit that is seen, another one for every commit and every index built anew.
    std::string commit() const;
    std::size_t study_count() const;

    Matches search(const Clause& clause, const SearchOptions& options = {}) const;
    /// How many studies match, and whether any does.
    std::size_t count(const Clause& clause) const;
    bool any(const Clause& clause) const;
    /// How many of these studies match; their keys are rising.
    std::size_t count_among(std::span<const std::int64_t> keys, const Clause& clause) const;
    /// Which of these studies have the term; their keys are rising.
    std::vector<bool> which_have(std::span<const std::int64_t> keys, std::string_view term) const;
    /// Calls for each of these studies that has something in the slot, with its place among the keys, which are rising, and
    /// the bytes that the slot holds, which stay until the callee returns.
    void each_value(std::span<const std::int64_t> keys, Slot slot, const std::function<void(std::size_t, std::string_view)>& take) const;
    /// The card of a study that the index holds; nullopt where it is gone meanwhile.
    std::optional<StudyCard> card(std::int64_t study_key) const;
    /// How many studies have the term.
    std::size_t frequency(std::string_view term) const;
    /// The terms that begin so, in byte order, without the given beginning, up to `limit`.
    std::vector<std::string> terms_with(std::string_view beginning, std::size_t limit) const;
    /// Which of the terms, in byte order, the study has.
    std::vector<bool> has_terms(std::int64_t study_key, const std::vector<std::string>& terms) const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace ekb::indexer
