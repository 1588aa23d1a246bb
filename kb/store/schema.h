// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace ekb::kb {

class Database;

/// The store is one SQLite file, `store.sqlite` in the knowledge base's folder. Its tables:
///
/// A *study* is nothing but a key, the same for its whole life: what it is called follows from its documents. Every
/// *document* belongs to one study. A document's row holds its JSON in the contract's shape (without text and claims),
/// its text (zstd), the version of the extractor that read it, and the *raw* source that it came from; `since` is the
/// change that brought this version. Several documents may come from one raw source, and a raw source stays when a
/// newer one replaces it. `hash` is BLAKE2b-256 of the format's name, a zero byte and the bytes.
///
/// *study_move* keeps which study a document left for which other one, from that change on.
///
/// An *identifier* is what a source gives as its own, in the normal form of kb/store/identifier.h; those with `joins`
/// make the documents that share them one study. A *claim* is a row of its own: its JSON (which is what is read back)
/// and the columns that are searched. `position` is its place in the document.
///
/// *history* keeps each version of a document that was replaced or removed: its JSON with text and claims (zstd), valid
/// from change `since` to before change `until`. A *notice* says of the document with identifier `target` that it was
/// retracted, corrected and so on; it may come before that document does. A *join_decision* is a person's word that
/// two documents do or do not report the same study; it stands when the documents are imported anew, so it names ids.
///
/// A *review_event* is what a person did to a claim: its JSON before and after. Its newest event is the last word on a
/// claim, and outlives the claim's row. A *discrepancy* is what the reports of a study disagree on, found anew whenever
/// one of them changes. A *fingerprint* is a likeness that documents may share (kb/store/likeness.h). A *token* lets a
/// program write over HTTP; only an argon2id hash of it is kept.
///
/// A *snapshot* is a state that a commit left: its last change, and when. With `past_notice`, the notices that a version
/// in the history gave, and study_move and review_event it lets every state be read again (kb/store/history.h).
///
/// A *saved_query* is kept under a name for those who follow what comes of it.
///
/// A *concept* is one that was imported beside the built-in vocabulary, by the source that gave it; the number of
/// *vocabulary_revision*, its only row, rises with whatever changes one, so that it tells what an index was made with.
///
/// A *change* is appended, in the transaction that makes it, for every study that a write touches; its sequence rises
/// and is never used twice. Times are milliseconds since 1970, UTC.
///
/// `user_version` counts the migrations (kb/store/schema/NNNN_*.sql) that have run.
///
/// Makes the schema of a new store and brings an older one to this version, in one transaction. Throws Error for the
/// store of a newer version, naming both.
void migrate(Database& database);

/// Throws Error, saying what to do, unless the store has exactly this version's schema.
void require_current_schema(Database& database);

/// The store's file in a knowledge base's folder.
std::filesystem::path store_file(const std::filesystem::path& kb_dir);

/// How long a statement waits for another connection: a reader only while one recovers the log of a process that was killed.
inline constexpr int busy_timeout_ms = 10'000;

/// The store of a knowledge base, to be written by who holds its lock: made where there is none, and brought up to this
/// version's schema. Throws Error where that cannot be.
Database open_to_write(const std::filesystem::path& kb_dir);

/// The store of a knowledge base, to be read only. Throws Error, saying what to do, where there is none or its schema is
/// not this version's.
Database open_to_read(const std::filesystem::path& kb_dir);

} // namespace ekb::kb
