// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/import/import.h"

#include "indexer/fresh_index.h"
#include "kb/store/prepared.h"
#include "kb/store/writer.h"
#include "query/import/fold.h"
#include "query/import/parallel_records.h"
#include "query/import/vocabulary_when_needed.h"

#include <algorithm>
#include <iterator>
#include <mutex>
#include <optional>
#include <utility>

namespace ekb::query {

namespace {

/// A document ready for the store and, where it may found a study of its own, for the index.
struct Ready {
    kb::PreparedDocument document;
    std::optional<indexer::StudyEntry> entry;
    kb::PutOutcome outcome = kb::PutOutcome::unchanged; ///< what the store made of it
};

/// A record on its way in: what it says, or that it is known already, or that its source was rejected as a whole.
struct Arrival {
    std::string path;
    std::string format = "-"; ///< its name
    std::size_t raw_bytes = 0;
    bool is_record = false; ///< else errors of a source that gave none
    bool known = false;
    std::vector<Ready> documents;
    std::vector<Diagnostic> errors;
    std::vector<std::string> deleted;
    std::vector<kb::Concept> concepts;
    std::optional<SourceRecord> part; ///< the record, where its documents may have other parts in the store
};

importers::Reading read(const SourceRecord& record, VocabularyWhenNeeded& vocabulary) {
    vocabulary.want();
    return read_documents(record, [&]() -> const kb::Vocabulary& { return vocabulary.get(); });
}

Ready ready(Document&& document, const kb::RawSource& raw, VocabularyWhenNeeded& vocabulary, bool index) {
    Ready made{kb::prepare(document, raw), std::nullopt};
    if (!index || !document.notices.empty()) return made;
    document.claims.clear();
    for (const kb::PreparedClaim& claim : made.document.claims) document.claims.push_back(claim.claim);
    made.entry = indexer::lone_entry(std::move(document), vocabulary.get());
    return made;
}

Arrival arrive(Arriving&& arriving, VocabularyWhenNeeded& vocabulary, bool index) {
    Arrival arrival;
    arrival.errors = std::move(arriving.errors);
    if (arriving.format != nullptr) arrival.format = arriving.format->name;
    if (!arriving.record) {
        if (!arrival.errors.empty()) arrival.path = arrival.errors.front().path;
        return arrival;
    }
    arrival.is_record = true;
    SourceRecord& record = *arriving.record;
    arrival.path = record.path;
    arrival.raw_bytes = record.raw.bytes.size();
    arrival.known = arriving.known;
    if (arriving.known) return arrival;
    importers::Reading reading = read(record, vocabulary);
    if (record.format->fold != nullptr) arrival.part = record;
    const kb::RawSource raw{std::string(record.format->name), std::move(record.raw.bytes)};
    for (Document& document : reading.documents) arrival.documents.push_back(ready(std::move(document), raw, vocabulary, index));
    arrival.errors = std::move(reading.diagnostics);
    arrival.deleted = std::move(reading.deleted);
    arrival.concepts = std::move(reading.concepts);
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

/// The index, where there is to be one, as the studies that an import founds come to it.
class Indexing {
public:
    explicit Indexing(const std::filesystem::path* kb_dir) {
        if (kb_dir != nullptr) m_index.emplace(*kb_dir);
    }

    void take(std::int64_t study_key, std::optional<indexer::StudyEntry>& entry) {
        if (!m_index || !entry) return;
        entry->key = study_key;
        m_index->add(std::move(*entry));
    }
    void close() {
        if (m_index) m_index->close();
    }
    void finish() {
        if (m_index) m_index->finish();
    }

private:
    std::optional<indexer::FreshIndex> m_index;
};

/// Where the store holds other parts of the documents: makes them ready again, of all parts together, and leaves out those of which
/// that cannot be made. It depends on the sources before, so it cannot be done ahead on the reading threads; but the store is not
/// held meanwhile, as nobody else writes to it.
void fold_parts(SharedWriter& shared, VocabularyWhenNeeded& vocabulary, std::size_t most_bytes, Arrival& arrival) {
    std::vector<Ready> kept;
    for (Ready& document : arrival.documents) {
        const std::string id = document.document.id;
        const auto held = shared.with([&](const kb::Writer& writer) { return writer.raw(id); });
        if (held && held->format == arrival.part->format->name) {
            auto whole = folded({id, *held, *arrival.part, most_bytes}, [&]() -> const kb::Vocabulary& { return vocabulary.get(); }, arrival.errors);
            if (!whole) continue;
            document = {std::move(*whole), std::nullopt};
        }
        kept.push_back(std::move(document));
    }
    arrival.documents = std::move(kept);
}

void store_document(kb::Writer& writer, Indexing& index, Ready& ready, ImportSummary& summary) {
    const kb::PutResult put = writer.put(ready.document);
    ready.outcome = put.outcome;
    switch (put.outcome) {
    case kb::PutOutcome::imported: ++summary.imported; break;
    case kb::PutOutcome::updated: ++summary.updated; break;
    case kb::PutOutcome::unchanged: ++summary.unchanged; return;
    }
    summary.claims += ready.document.claims.size();
    if (put.lone_study) index.take(*put.lone_study, ready.entry);
}

void store_concepts(kb::Writer& writer, const Arrival& arrival, ImportSummary& summary) {
    const std::string source = std::filesystem::path(arrival.path).filename();
    for (const kb::Concept& value : arrival.concepts) {
        if (writer.put_concept(source, value) == kb::PutOutcome::unchanged) ++summary.unchanged;
        else ++summary.concepts;
    }
}

void store(SharedWriter& shared, Indexing& index, VocabularyWhenNeeded& vocabulary, const ImportOptions& options, Arrival& arrival,
           ImportSummary& summary) {
    if (arrival.known) ++summary.unchanged;
    if (arrival.part) fold_parts(shared, vocabulary, options.bytes_a_fold, arrival);
    shared.with([&](kb::Writer& writer) {
        for (Ready& document : arrival.documents) store_document(writer, index, document, summary);
        store_concepts(writer, arrival, summary);
        for (const std::string& id : arrival.deleted) summary.removed += writer.remove(id, "its source says that it is withdrawn");
    });
}

/// Counts format by format what was stored, source after source.
class Counting {
public:
    void take(const Arrival& arrival, CountsByFormat& formats) {
        FormatCounts& counts = formats[arrival.format];
        if (arrival.path != m_path || arrival.format != m_format) ++counts.files;
        m_path = arrival.path;
        m_format = arrival.format;
        counts.records += arrival.is_record ? 1 : 0;
        for (const Ready& document : arrival.documents) {
            if (document.outcome == kb::PutOutcome::unchanged) continue;
            ++counts.documents;
            counts.claims += document.document.claims.size();
        }
        counts.concepts += arrival.concepts.size();
        counts.rejected += arrival.errors.size();
        for (const Diagnostic& error : arrival.errors) ++counts.reasons[reason_kind(error.message)];
    }

private:
    std::string m_path;
    std::string m_format;
};

/// Stores what arrives, committing as it goes.
class Storing {
public:
    Storing(SharedWriter& writer, Indexing& index, VocabularyWhenNeeded& vocabulary, const ImportOptions& options)
        : m_writer(writer), m_index(index), m_vocabulary(vocabulary), m_options(options) {}

    void take(Arrival&& arrival) {
        store(m_writer, m_index, m_vocabulary, m_options, arrival, m_summary);
        m_counting.take(arrival, m_summary.formats);
        m_summary.rejected += arrival.errors.size();
        std::ranges::move(arrival.errors, std::back_inserter(m_summary.errors));
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
        if (!m_options.dry_run) m_writer.with([](kb::Writer& writer) { writer.settle(); });
        return std::move(m_summary);
    }

private:
    void commit() {
        if (!m_options.dry_run) m_writer.with([](kb::Writer& writer) { writer.commit(); });
        m_bytes_since_commit = 0;
    }

    SharedWriter& m_writer;
    Indexing& m_index;
    VocabularyWhenNeeded& m_vocabulary;
    const ImportOptions& m_options;
    ImportSummary m_summary;
    ImportProgress m_progress;
    Counting m_counting;
    std::size_t m_bytes_since_commit = 0;
};

} // namespace

ImportSummary import_sources(const std::filesystem::path& kb_dir, const ImportSources& sources, const ImportOptions& options) {
    const bool indexed = options.index && !options.dry_run;
    SharedWriter writer(kb_dir);
    Indexing index(indexed ? &kb_dir : nullptr); // after the writer's lock, for which an import does not wait long
    VocabularyWhenNeeded vocabulary(kb_dir);
    Storing storing(writer, index, vocabulary, options);
    read_records_in_parallel<Arrival>(
        sources, {[&](const SourceRecord& record) { return writer.has(record); },
                  [&](Arriving&& arriving) { return arrive(std::move(arriving), vocabulary, indexed); },
                  [&](Arrival&& arrival) { storing.take(std::move(arrival)); }});
    index.close(); // the index is written out while the store is
    ImportSummary summary = storing.finish();
    index.finish();
    return summary;
}

} // namespace ekb::query
