// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/document.h"
#include "kb/model/vocabulary_concept.h"
#include "kb/store/reader.h"
#include "kb/store/review.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace ekb::kb {

struct PreparedDocument;

/// Two documents, by any of their identifiers, and who says what they are and why.
struct JoinRequest {
    std::string document_a;
    std::string document_b;
    std::string who;
    std::string why;
};

enum class PutOutcome { imported, updated, unchanged };

struct PutResult {
    PutOutcome outcome = PutOutcome::unchanged;
    /// The study that the document founded and is the only report of, where the store holds nothing else that bears on
    /// it: no notice of it, no curator's word. What comes later is told by the change log.
    std::optional<std::int64_t> lone_study;
};

/// Writes a knowledge base: one writer at a time in all processes (a second one waits, then throws Error). Not
/// thread-safe. Changes are seen by readers, and kept over a crash, from commit() on; destroyed without it they are
/// lost.
class Writer {
public:
    /// Opens the store of the knowledge base folder, made and brought to this version's schema where needed. Waits up
    /// to `patience` for another writer, then throws Error that says who it is.
    explicit Writer(const std::filesystem::path& kb_dir, std::chrono::milliseconds patience = std::chrono::seconds(10));
    ~Writer();
    Writer(Writer&& other) noexcept;
    Writer& operator=(Writer&& other) noexcept;

    /// Stores a document with its raw source, joins it to its study, and appends to the change log. The same raw
    /// source again, read by the same version of the extractor, is `unchanged` and writes nothing.
    ///
    /// A document that the store holds is replaced, and the version before kept in the history; its claims that a
    /// curator reviewed stay. A reference that is no more than a title does not replace what a source of another format
    /// said at length: it is `unchanged` too. A raw source that was replaced by a newer one before is `unchanged` too: it does not come
    /// back.
    PutOutcome put(const Document& document, const RawSource& raw);
    /// The same of a document that prepare() (kb/store/prepared.h) made ready, which can be done on other threads.
    PutResult put(const PreparedDocument& document);
    /// Stores what the document's own, unchanged source says when it is read again, with a newer vocabulary or
    /// extractor: `unchanged` where that is what the store has, else as put() does. Throws Error where there is no such
    /// document.
    PutOutcome put_read_again(const PreparedDocument& document);
    /// True where the store already holds exactly this raw source, read by this version of the extractor, so that it
    /// need not be parsed again; also where a newer one replaced it, or its document was removed. To be relied on, all
    /// documents of one raw source must be put before commit().
    bool has(const RawSource& raw) const;
    /// The source that the document of this id was read from, as this writer left it; nullopt where there is none.
    std::optional<RawSource> raw(std::string_view id) const;
    /// Takes a document out, its history kept; false where there is none.
    bool remove(std::string_view id, std::string_view reason);
    /// Remembers a person's word that two documents report one study, and joins their studies. Throws Error where there
    /// is no such document.
    void join(const JoinRequest& request);
    /// Remembers that the two are never to be joined, and parts them where they are: each goes with the documents that
    /// it shares identifiers with, the older first. Throws Error as join does.
    void separate(const JoinRequest& request);

    /// Accepts, corrects or rejects a claim in a person's name. What was, what is and why is kept for ever, and no
    /// newer reading of the document changes the claim. A correction keeps the claim's id, and its quotes must stand in
    /// the document's text. Throws Error, saying which rule is broken, and then nothing has changed.
    void review(const ReviewRequest& request);
    /// Adds a claim that a person found in the document (by any of its identifiers): method `curator`, accepted. Its
    /// quotes must stand in the text. Gives its id. Throws Error as review does.
    std::string add_claim(const ClaimRequest& request);

    /// A new token for the HTTP API. What it gives is the only copy of the token there is: the store keeps a hash.
    /// Throws Error where the name is empty.
    std::string add_token(std::string_view name, TokenRole role);
    /// Ends a token, by its key; false where there is none or it is revoked already.
    bool revoke_token(std::int64_t key);

    /// Stores a concept of a vocabulary that is imported, under the name of its source. What was labelled before stays as
    /// it is until it is read again.
    PutOutcome put_concept(std::string_view source, const Concept& value);
    /// Takes out all that the source gave; the number of concepts.
    std::size_t remove_vocabulary(std::string_view source);

    void commit();
    /// Brings what was committed into place now, which is done at the end otherwise: it can go on beside other work.
    void settle();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace ekb::kb
