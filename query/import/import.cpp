// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/import/import.h"

#include "kb/store/prepared.h"
#include "kb/store/writer.h"
#include "query/import/parallel_records.h"

#include <mutex>
#include <utility>

namespace ekb::query {

namespace {

/// A record on its way in: what it says, or that it is known already, or that its source was rejected as a whole.
struct Arrival {
    std::string path;
    std::size_t raw_bytes = 0;
    bool known = false;
    std::vector<kb::PreparedDocument> documents;
    std::vector<Diagnostic> errors;
    std::vector<std::string> deleted;
};

Arrival arrive(Arriving&& arriving) {
    Arrival arrival;
    arrival.errors = std::move(arriving.errors);
    if (!arriving.record) return arrival;
    SourceRecord& record = *arriving.record;
    arrival.path = record.path;
    arrival.raw_bytes = record.raw.bytes.size();
    arrival.known = arriving.known;
    if (arriving.known) return arrival;
    importers::Reading reading = read_documents(record);
    const kb::RawSource raw{std::string(record.format->name), std::move(record.raw.bytes)};
    for (const Document& document : reading.documents) arrival.documents.push_back(kb::prepare(document, raw));
    arrival.errors = std::move(reading.diagnostics);
    arrival.deleted = std::move(reading.deleted);
    return arrival;
}

/// The store, which the thread that cuts records asks and the one that stores documents writes.
class SharedWriter {
public:
    explicit SharedWriter(const std::filesystem::path& kb_dir) : m_writer(kb_dir) {}

    bool has(const SourceRecord& record) {
        const std::lock_guard lock(m_mutex);
        // The bytes are lent for the question, not copied: a record may be large.
        kb::RawSource raw{std::string(record.format->name), record.raw.bytes};
        return m_writer.has(raw);
    }
    template <typename Function>
    auto with(Function function) {
        const std::lock_guard lock(m_mutex);
        return function(m_writer);
    }

private:
    std::mutex m_mutex;
    kb::Writer m_writer;
};

void store_document(kb::Writer& writer, const kb::PreparedDocument& document, ImportSummary& summary) {
    switch (writer.put(document)) {
    case kb::PutOutcome::imported: ++summary.imported; break;
    case kb::PutOutcome::updated: ++summary.updated; break;
    case kb::PutOutcome::unchanged: ++summary.unchanged; return;
    }
    summary.claims += document.claims.size();
}

void store(SharedWriter& shared, Arrival& arrival, ImportSummary& summary) {
    summary.rejected += arrival.errors.size();
    for (Diagnostic& error : arrival.errors) summary.errors.push_back(std::move(error));
    if (arrival.known) ++summary.unchanged;
    shared.with([&](kb::Writer& writer) {
        for (const kb::PreparedDocument& document : arrival.documents) store_document(writer, document, summary);
        for (const std::string& id : arrival.deleted) summary.removed += writer.remove(id, "its source says that it is withdrawn");
    });
}

/// Stores what arrives, committing as it goes.
class Storing {
public:
    Storing(SharedWriter& writer, const ImportOptions& options) : m_writer(writer), m_options(options) {}

    void take(Arrival&& arrival) {
        store(m_writer, arrival, m_summary);
        m_bytes_since_commit += arrival.raw_bytes;
        if (m_bytes_since_commit >= m_options.bytes_a_commit) commit();
        if (!m_options.progress) return;
        ++m_progress.records;
        m_progress.documents += arrival.documents.size();
        m_progress.rejected = m_summary.rejected;
        m_progress.path = std::move(arrival.path);
        m_options.progress(m_progress);
    }
    ImportSummary finish() {
        commit();
        return std::move(m_summary);
    }

private:
    void commit() {
        if (!m_options.dry_run) m_writer.with([](kb::Writer& writer) { writer.commit(); });
        m_bytes_since_commit = 0;
    }

    SharedWriter& m_writer;
    const ImportOptions& m_options;
    ImportSummary m_summary;
    ImportProgress m_progress;
    std::size_t m_bytes_since_commit = 0;
};

} // namespace

ImportSummary import_sources(const std::filesystem::path& kb_dir, const ImportSources& sources, const ImportOptions& options) {
    SharedWriter writer(kb_dir);
    Storing storing(writer, options);
    read_records_in_parallel<Arrival>(sources, {[&](const SourceRecord& record) { return writer.has(record); }, arrive,
                                                [&](Arrival&& arrival) { storing.take(std::move(arrival)); }});
    return storing.finish();
}

} // namespace ekb::query
