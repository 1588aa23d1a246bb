// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/store/reader.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::kb {

/// A state of the store, named by the last change in it.
struct Snapshot {
    std::int64_t sequence = 0;         ///< 0: the empty store
    std::optional<std::int64_t> at_ms; ///< when it was committed: milliseconds since 1970, UTC; empty for the empty store

    bool operator==(const Snapshot&) const = default;
};

/// Something that was logged of a study.
struct StudyChange {
    std::int64_t sequence = 0;
    std::int64_t at_ms = 0;  ///< milliseconds since 1970, UTC
    std::string what;        ///< put, remove, regroup, notice, review, discrepancy
    std::string document;    ///< the document that it is about; empty for a discrepancy

    bool operator==(const StudyChange&) const = default;
};

/// Reads the store as it was after any of its changes: which documents it held, in which version and which study, with
/// the claims as curators had left them and the notices that it knew of. What is read of one change is the same for
/// ever. Versions that were replaced before schema 3 may show notices that came after them. Not thread-safe: one a
/// thread. Throws Error where the store cannot be read.
class HistoryReader {
public:
    /// Throws Error as Reader's does.
    explicit HistoryReader(const std::filesystem::path& kb_dir);
    ~HistoryReader();
    HistoryReader(HistoryReader&& other) noexcept;
    HistoryReader& operator=(HistoryReader&& other) noexcept;

    Snapshot newest() const;
    /// The state after this change, with the time of the commit that brought it; nullopt where the store has not come
    /// so far.
    std::optional<Snapshot> snapshot(std::int64_t sequence) const;
    /// The newest state that a commit had left by then.
    Snapshot snapshot_at(std::int64_t at_ms) const;

    /// The keys of the studies that had documents then, rising.
    std::vector<std::int64_t> study_keys(std::int64_t sequence) const;
    /// The study as it was then; nullopt where it had no documents. The documents' keys are 0 where they are not known.
    std::optional<StoredStudy> study(std::int64_t study_key, std::int64_t sequence) const;
    /// The key of the study that a document was in then, by an identifier that the store knows now or by the document's
    /// id.
    std::optional<std::int64_t> study_key(std::string_view identifier, std::int64_t sequence) const;

    /// The document as it was then, by an identifier that the store knows now or by its id.
    std::optional<StoredDocument> document(std::string_view identifier, std::int64_t sequence) const;
    /// The raw source that the document's version of then was read from, by its id.
    std::optional<RawSource> raw(std::string_view document, std::int64_t sequence) const;
    /// The claim as it was then. One that the store does not hold now is looked for in every version held then.
    std::optional<Claim> claim(std::string_view id, std::int64_t sequence) const;

    /// The keys of the studies with changes after the one and up to the other, rising.
    std::vector<std::int64_t> changed_studies(std::int64_t after, std::int64_t up_to) const;
    /// Of each change up to this one its study's key, newest first, until `visit` gives false.
    void visit_changes(std::int64_t up_to, const std::function<bool(std::int64_t)>& visit) const;
    /// The keys of the studies that a retraction, a correction or another notice touches, or touched once: those of the
    /// reports that it is about, and that of the document that holds it. Rising.
    std::vector<std::int64_t> noticed_studies() const;
    /// What was logged of a study after the one change and up to the other, oldest first.
    std::vector<StudyChange> changes_of(std::int64_t study_key, std::int64_t after, std::int64_t up_to) const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace ekb::kb
