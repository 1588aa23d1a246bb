// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/document.h"
#include "kb/model/extractor_version.h"
#include "kb/store/discrepancy.h"
#include "kb/store/joins.h"
#include "kb/store/likeness.h"
#include "kb/store/review.h"
#include "kb/store/token.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::kb {

/// One entry of the change log: something of this study changed, or the study is gone.
struct Change {
    std::int64_t sequence = 0;  ///< rising, never reused
    std::int64_t study_key = 0; ///< the study's integer key, the same for its whole life
};

/// A document of the store, as imported, with its claims as curators left them.
struct StoredDocument {
    std::int64_t key = 0;
    Document document; ///< content.text is filled, its blocks and tables are not: read the raw source again for those
};

/// The reports of one trial.
struct StoredStudy {
    std::int64_t key = 0;
    std::string id; ///< that of its registry record where it has one, else of its first document
    std::vector<StoredDocument> documents;
    std::vector<Discrepancy> discrepancies = {}; ///< what its reports disagree on, as the last commit found it
};

/// A file that concepts were imported from, and how many.
struct VocabularySource {
    std::string name;
    std::size_t concepts = 0;
};

/// A source as it came: one record, cut from its file.
struct RawSource {
    std::string format; ///< the contract's name
    std::string bytes;
    int extractor_version = ekb::extractor_version; ///< of the program that reads it
};

/// Reads a knowledge base. Any number may be open beside one Writer, each sees the last committed state when a call
/// begins. Not thread-safe: one a thread. Every call throws Error where the store cannot be read.
class Reader {
public:
    /// Opens the store of the knowledge base folder. Throws Error where it holds none or a newer version's.
    explicit Reader(const std::filesystem::path& kb_dir);
    ~Reader();
    Reader(Reader&& other) noexcept;
    Reader& operator=(Reader&& other) noexcept;

    /// The sequence number of the newest change; 0 for an empty store.
    std::int64_t last_sequence() const;
    /// Up to `limit` changes after `sequence`, oldest first.
    std::vector<Change> changes_after(std::int64_t sequence, std::size_t limit) const;
    /// The keys of all studies after `study_key`, rising, up to `limit`.
    std::vector<std::int64_t> study_keys_after(std::int64_t study_key, std::size_t limit) const;

    /// The id of the document that has this identifier: its id, or "pmid:…", "doi:…", "PMC…", "NCT…", an URL …
    std::optional<std::string> resolve(std::string_view identifier) const;
    std::optional<StoredDocument> document(std::string_view id) const;
    /// The claim of this id as curators left it, its study filled.
    std::optional<Claim> claim(std::string_view id) const;
    std::optional<RawSource> raw(std::string_view id) const;
    std::optional<StoredStudy> study(std::int64_t key) const;
    std::optional<std::int64_t> study_key(std::string_view study_id) const;

    /// What persons did to the claim, oldest first; also where its document was removed since.
    std::vector<ReviewEvent> review_events(std::string_view claim_id) const;

    /// Why the documents of a study are joined, or of all studies: every document with the oldest one that it shares an
    /// identifier with, and the pairs that a person joined.
    std::vector<Join> joins(std::optional<std::int64_t> study_key = std::nullopt) const;
    /// Every pair that a person joined or keeps apart, oldest first.
    std::vector<JoinDecision> join_decisions() const;

    /// What the reports of a study disagree on, as the last commit found it.
    std::vector<Discrepancy> discrepancies(std::int64_t study_key) const;
    /// The studies whose reports disagree, on this or on anything; rising.
    std::vector<std::int64_t> studies_with_discrepancies(std::optional<DiscrepancyKind> kind = std::nullopt) const;

    /// Documents of different studies that look like reports of one trial, likeliest first: those of this study with
    /// others, or of the whole store (of which up to 20,000 pairs are looked at). One pair for any two studies; pairs
    /// that a person decided on are left out.
    std::vector<JoinSuggestion> join_suggestions(std::optional<std::int64_t> study_key, std::size_t limit) const;

    /// The token that is written so, where it is one and was not revoked. Takes some 20 ms on purpose: keep the answer,
    /// but not for long.
    std::optional<ApiToken> check_token(std::string_view written) const;
    /// Every token that was ever given, oldest first.
    std::vector<ApiToken> tokens() const;

    /// The files that concepts were imported from, oldest first.
    std::vector<VocabularySource> vocabulary_sources() const;

    /// Copies the store, as its last commit left it, into a new file. A writer may go on meanwhile. Throws Error where
    /// the file exists already.
    void back_up(const std::filesystem::path& file) const;
    /// What is wrong with the store, a sentence each; empty where nothing is. Reads all of it.
    std::vector<std::string> problems() const;

    std::int64_t document_count() const;
    std::int64_t claim_count() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace ekb::kb
