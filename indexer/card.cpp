// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/card.h"

#include "indexer/card_fields.h"
#include "kb/model/error.h"

#include <zstd.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <span>
#include <utility>

namespace ekb::indexer {

namespace {

// A context is some 100 kB, which costs more to make than a card to pack: one a thread.
struct FreeContext {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

std::string compressed(const std::string& text) {
    thread_local const std::unique_ptr<ZSTD_CCtx, FreeContext> context(ZSTD_createCCtx());
    std::string out(ZSTD_compressBound(text.size()), '\0');
    // What a search takes beside Xapian is mostly to unpack ten cards: zstd's usual levels make them a quarter smaller and
    // take almost three times as long to unpack.
    constexpr int level = -5;
    const std::size_t size = ZSTD_compressCCtx(context.get(), out.data(), out.size(), text.data(), text.size(), level);
    if (ZSTD_isError(size)) throw Error(std::string("a study's card cannot be compressed: ") + ZSTD_getErrorName(size));
    out.resize(size);
    return out;
}

/// The memory that a thread unpacks cards into, one after the other: as large as the largest so far.
class Scratch {
public:
    std::span<char> of(std::size_t size) {
        if (size > m_size) {
            m_bytes = std::make_unique_for_overwrite<char[]>(size);
            m_size = size;
        }
        return {m_bytes.get(), size};
    }

private:
    std::unique_ptr<char[]> m_bytes;
    std::size_t m_size = 0;
};

/// Stays until the thread's next call.
std::string_view decompressed(std::string_view bytes) {
    thread_local const std::unique_ptr<ZSTD_DCtx, FreeContext> context(ZSTD_createDCtx());
    constexpr unsigned long long most = 1ULL << 30;
    const unsigned long long size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
    if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR || size > most) {
        throw Error("the index holds a study's card that is not one: run ekb reindex");
    }
    thread_local Scratch scratch;
    const std::span<char> out = scratch.of(size);
    const std::size_t got = ZSTD_decompressDCtx(context.get(), out.data(), out.size(), bytes.data(), bytes.size());
    if (ZSTD_isError(got)) throw Error(std::string("a study's card cannot be read: ") + ZSTD_getErrorName(got));
    return {out.data(), got};
}

} // namespace

StudyCard study_card(kb::StoredStudy study) {
    StudyCard card;
    card.key = study.key;
    card.id = std::move(study.id);
    for (kb::StoredDocument& stored : study.documents) {
        Document& document = stored.document;
        std::ranges::move(document.claims, std::back_inserter(card.claims));
        document.claims.clear();
        document.content = {};
        document.notices.clear();
        document.mentioned.clear();
        if (card.title.empty() || (document.type == DocumentType::registry_record && document.id == card.id)) {
            card.title = document.title;
        }
        card.documents.push_back(std::move(document));
    }
    return card;
}

std::string packed(const StudyCard& card) {
    CardWriter writer;
    writer(card);
    return compressed(writer.take());
}

StudyCard unpacked(std::string_view bytes, std::int64_t key) {
    CardReader reader(decompressed(bytes));
    StudyCard card;
    card.key = key;
    reader(card);
    if (!reader.at_end()) throw Error("the index holds a card with bytes left over: run ekb reindex");
    return card;
}

namespace {

/// Reads of each claim what it names; all else of a card it leaves out.
class NamesReader {
public:
    NamesReader(std::string_view bytes, const std::function<void(const Claim&)>& take) : m_in(bytes), m_take(take) {}

    template <typename... T>
    void operator()(T&... values) {
        (field(values), ...);
    }
    bool at_end() const { return m_in.at_end(); }

private:
    template <typename T>
    void field(T& value) {
        const auto is = [&](const auto& member) { return static_cast<const void*>(&value) == &member; };
        const bool wanted = is(m_claim.intervention) || is(m_claim.comparator) || is(m_claim.condition) || is(m_claim.species) ||
                            is(m_claim.endpoint) || is(m_claim.status);
        if (wanted) m_in(value);
        else m_in.skip(value);
    }
    void field(std::vector<Claim>&) {
        for (std::uint64_t left = m_in.count(); left > 0; --left) {
            forget();
            each_field(*this, m_claim);
            m_take(m_claim);
        }
    }
    /// What is not given is not written over.
    void forget() {
        m_claim.intervention = {};
        m_claim.endpoint = {};
        m_claim.comparator.reset();
        m_claim.condition.reset();
        m_claim.species.reset();
    }

    CardReader m_in;
    const std::function<void(const Claim&)>& m_take;
    Claim m_claim;
};

} // namespace

void each_claim_named(std::string_view bytes, const std::function<void(const Claim&)>& take) {
    NamesReader reader(decompressed(bytes), take);
    StudyCard card;
    reader(card.id, card.title, card.documents, card.claims);
    if (!reader.at_end()) throw Error("the index holds a card with bytes left over: run ekb reindex");
}

} // namespace ekb::indexer
