// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/import/read_again.h"

#include "kb/store/kb_vocabulary.h"
#include "kb/store/prepared.h"
#include "kb/store/writer.h"
#include "query/import/records.h"

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
        for (const kb::StoredDocument& stored : study->documents) read_document(stored.document.id);
    }

    void read_document(const std::string& id) {
        auto raw = m_reader.raw(id);
        if (!raw) return;
        const importers::Format* format = importers::format_named(raw->format);
        if (format == nullptr) {
            m_done.errors.push_back({id, {}, {}, "its source is in the format " + raw->format + ", which is not read any more"});
            return;
        }
        ++m_done.documents;
        SourceRecord record{id, format, {std::move(raw->bytes), 1, 1}};
        importers::Reading reading = read_documents(record, *m_vocabulary.vocabulary);
        const kb::RawSource source{raw->format, std::move(record.raw.bytes)};
        for (const Document& document : reading.documents) {
            if (document.id != id) continue; // another document of the same source, which has its turn
            m_done.changed += m_writer.put_read_again(kb::prepare(document, source)) == kb::PutOutcome::updated;
        }
        for (Diagnostic& error : reading.diagnostics) m_done.errors.push_back(std::move(error));
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
