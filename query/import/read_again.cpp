// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/import/read_again.h"

#include "kb/store/kb_vocabulary.h"
#include "kb/store/prepared.h"
#include "kb/store/writer.h"
#include "query/import/fold.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ekb::query {

namespace {

constexpr std::size_t studies_a_commit = 500;

class Again {
public:
    explicit Again(const std::filesystem::path& kb_dir)
        : m_writer(kb_dir), m_reader(kb_dir), m_vocabulary(kb::vocabulary_of(kb_dir)) {}

    ReadAgain run(const std::function<void(std::size_t)>& progress) {
        std::int64_t last = 0;
        for (;;) {
            const std::vector<std::int64_t> keys = m_reader.study_keys_after(last, studies_a_commit);
            if (keys.empty()) return std::move(m_done);
            for (const std::int64_t key : keys) read_study(key);
            m_writer.commit();
            last = keys.back();
            if (progress) progress(m_done.documents);
        }
    }

private:
    void read_study(std::int64_t key) {
        const auto study = m_reader.study(key);
        if (!study) return; // joined to another one meanwhile
        for (const kb::StoredDocument& stored : study->documents) read_document(stored.document);
    }

    void read_document(const Document& stored) {
        // As the writer has it: what was put together with another document a moment ago is not committed yet.
        auto raw = m_writer.raw(stored.id);
        if (!raw) return;
        const importers::Format* format = importers::format_named(raw->format);
        if (format == nullptr) {
            m_done.errors.push_back({stored.id, {}, {}, "its source is in the format " + raw->format + ", which is not read any more"});
            return;
        }
        ++m_done.documents;
        const SourceRecord record{stored.id, format, {std::move(raw->bytes), 1, 1}};
        importers::Reading reading = read_documents(record, *m_vocabulary.vocabulary);
        std::ranges::move(reading.diagnostics, std::back_inserter(m_done.errors));
        // Other documents of the same source have their turn.
        const auto document = std::ranges::find(reading.documents, stored.id, &Document::id);
        if (document != reading.documents.end())
            m_done.changed += m_writer.put_read_again(kb::prepare(*document, source_of(record))) == kb::PutOutcome::updated;
        else if (reading.documents.size() == 1)
            put_as(reading.documents.front(), stored, record);
    }

    static kb::RawSource source_of(const SourceRecord& record) { return {std::string(record.format->name), record.raw.bytes}; }

    /// An older version gave the document another id, such as a trial's results one beside the trial's: its source goes to
    /// the document of the id of now, as a part of it where there are others.
    void put_as(const Document& now, const Document& stored, const SourceRecord& record) {
        const auto stays = [&](const std::string& why) {
            m_done.errors.push_back({stored.id, {}, {}, "its source is of “" + now.id + "”; it stays beside that, as " + why});
        };
        if (std::ranges::any_of(stored.claims, [](const Claim& claim) { return claim.status != ReviewStatus::unreviewed; }))
            return stays("persons reviewed its claims");
        const auto held = m_writer.raw(now.id);
        if (held && (held->format != record.format->name || record.format->fold == nullptr)) return stays("that has a source of its own");
        const auto vocabulary = [&]() -> const kb::Vocabulary& { return *m_vocabulary.vocabulary; };
        const std::optional<kb::PreparedDocument> document =
            held ? folded({now.id, *held, record}, vocabulary, m_done.errors) : kb::prepare(now, source_of(record));
        if (!document) return;
        m_writer.put(*document);
        m_writer.remove(stored.id, "its source is read as “" + now.id + "” now");
        ++m_done.changed;
    }

    kb::Writer m_writer;
    kb::Reader m_reader;
    kb::KbVocabulary m_vocabulary;
    ReadAgain m_done;
};

} // namespace

ReadAgain read_again(const std::filesystem::path& kb_dir, const std::function<void(std::size_t)>& progress) {
    return Again(kb_dir).run(progress);
}

} // namespace ekb::query
