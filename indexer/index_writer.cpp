// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/index_writer.h"

#include "indexer/index_folder.h"
#include "indexer/index_update.h"
#include "indexer/segments.h"
#include "indexer/study_entry.h"
#include "indexer/tokens.h"
#include "indexer/xapian_edge.h"
#include "kb/store/kb_vocabulary.h"
#include "kb/store/reader.h"
#include "kb/vocabulary/vocabulary.h"

#include <xapian.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <set>
#include <span>
#include <thread>
#include <utility>

namespace ekb::indexer {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t studies_a_block = 8'000; // segments of neighbours that one worker merges as it goes
constexpr std::size_t rebuild_from = 2'000; // changes: more are faster by new segments than one after the other
constexpr unsigned workers = 2;

std::optional<StudyEntry> entry_of(const kb::Reader& reader, std::int64_t study_key, const kb::Vocabulary& vocabulary,
                                   Stemmer& stem) {
    auto study = reader.study(study_key);
    if (!study || study->documents.empty()) return std::nullopt;
    return study_entry(std::move(*study), vocabulary, stem);
}

IndexReport follow(Xapian::WritableDatabase& database, const kb::Reader& reader, const kb::KbVocabulary& known,
                   const IndexOptions& options) {
    IndexReport report;
    report.sequence = sequence_of(database);
    const std::int64_t last = reader.last_sequence();
    const auto of = static_cast<std::size_t>(last - report.sequence);
    Stemmer stem;
    while (report.sequence < last) {
        const std::vector<kb::Change> changes = reader.changes_after(report.sequence, options.studies_a_commit);
        if (changes.empty()) break;
        std::set<std::int64_t> studies;
        for (const kb::Change& change : changes)
            studies.insert(change.study_key);
        for (const std::int64_t key : studies)
            apply(database, reader, key, *known.vocabulary, stem);
        report.sequence = changes.back().sequence;
        report.studies += studies.size();
        stamp(database, report.sequence, known.revision);
        database.commit();
        if (options.progress) options.progress(of - static_cast<std::size_t>(last - report.sequence), of);
    }
    return report;
}

/// Studies to be indexed, handed out to workers a block at a time.
class Work {
public:
    explicit Work(const kb::Reader& reader) {
        for (std::int64_t after = 0;;) {
            const auto keys = reader.study_keys_after(after, 100'000);
            if (keys.empty()) return;
            m_keys.insert(m_keys.end(), keys.begin(), keys.end());
            after = keys.back();
        }
    }

    /// The next block's studies; empty when all are handed out.
    std::span<const std::int64_t> take() {
        // Small stores are divided too, so that every core has some.
        const std::size_t share = std::clamp(m_keys.size() / (8 * workers), std::size_t{50}, studies_a_block);
        const std::size_t begin = std::min(m_keys.size(), m_next.fetch_add(share));
        return std::span(m_keys).subspan(begin, std::min(share, m_keys.size() - begin));
    }

    std::size_t size() const { return m_keys.size(); }

private:
    std::vector<std::int64_t> m_keys;
    std::atomic<std::size_t> m_next{0};
};

/// What the workers of a rebuild share.
struct Rebuild {
    fs::path kb_dir;
    fs::path folder;
    Work& work;
    const kb::Vocabulary& vocabulary;
    const IndexOptions& options;
    std::mutex mutex{};
    std::vector<fs::path> blocks{};
    std::size_t done = 0;
    std::exception_ptr failure{};
};

/// A segment of as many of the studies as it holds, which are taken off.
fs::path write_segment(Rebuild& rebuild, const kb::Reader& reader, std::span<const std::int64_t>& keys, Stemmer& stem) {
    Segment segment(rebuild.folder, keys.front());
    const std::size_t before = keys.size();
    for (; !keys.empty() && !segment.full(); keys = keys.subspan(1)) {
        if (const auto entry = entry_of(reader, keys.front(), rebuild.vocabulary, stem)) segment.add(*entry);
    }
    fs::path finished = segment.finish();
    const std::lock_guard lock(rebuild.mutex);
    rebuild.done += before - keys.size();
    if (rebuild.options.progress) rebuild.options.progress(rebuild.done, rebuild.work.size());
    return finished;
}

void write_block(Rebuild& rebuild, const kb::Reader& reader, std::span<const std::int64_t> keys, Stemmer& stem) {
    std::vector<fs::path> segments;
    const fs::path block = part_path(rebuild.folder, "block", keys.front());
    while (!keys.empty())
        segments.push_back(write_segment(rebuild, reader, keys, stem));
    merge_all(std::move(segments), {}, block);
    const std::lock_guard lock(rebuild.mutex);
    rebuild.blocks.push_back(block);
}

void write_blocks(Rebuild& rebuild) {
    try {
        const kb::Reader reader(rebuild.kb_dir);
        Stemmer stem;
        for (auto keys = rebuild.work.take(); !keys.empty(); keys = rebuild.work.take()) {
            write_block(rebuild, reader, keys, stem);
        }
    } catch (...) {
        const std::lock_guard lock(rebuild.mutex);
        rebuild.failure = std::current_exception();
    }
}

} // namespace

void apply(Xapian::WritableDatabase& database, const kb::Reader& reader, std::int64_t study_key,
           const kb::Vocabulary& vocabulary, Stemmer& stem) {
    const auto number = static_cast<Xapian::docid>(study_key);
    if (const auto entry = entry_of(reader, study_key, vocabulary, stem)) {
        database.replace_document(number, xapian_document(*entry));
        return;
    }
    try {
        database.delete_document(number);
    } catch (const Xapian::DocNotFoundError&) {
        return; // it never had claims or text to be found by, or an earlier run took it out
    }
}

void stamp(Xapian::WritableDatabase& database, std::int64_t sequence, std::int64_t vocabulary_revision) {
    database.set_metadata(version_key, index_version);
    database.set_metadata(sequence_key, std::to_string(sequence));
    database.set_metadata(vocabulary_key, std::to_string(vocabulary_revision));
}

std::int64_t sequence_of(const Xapian::Database& database) {
    return std::stoll("0" + database.get_metadata(sequence_key));
}

std::int64_t vocabulary_revision_of(const Xapian::Database& database) {
    return std::stoll("0" + database.get_metadata(vocabulary_key));
}

IndexReport rebuild_locked(const IndexFolder& folder, const fs::path& kb_dir, const IndexOptions& options) {
    folder.remove_others();
    const kb::Reader reader(kb_dir);
    const kb::KbVocabulary known = kb::vocabulary_of(kb_dir);
    // What changes from here on is applied by the next update, to whatever state of it the workers met.
    IndexReport report{.sequence = reader.last_sequence()};
    const std::string name = folder.fresh_name();
    const fs::path target = folder.database(name);
    const fs::path parts = folder.parts_of(name);
    fs::create_directories(parts);
    Work work(reader);
    Rebuild rebuild{.kb_dir = kb_dir, .folder = parts, .work = work, .vocabulary = *known.vocabulary, .options = options};
    {
        std::vector<std::jthread> threads;
        for (unsigned i = 0; i < workers; ++i)
            threads.emplace_back([&rebuild] { write_blocks(rebuild); });
    }
    if (rebuild.failure) std::rethrow_exception(rebuild.failure);
    merge_all(rebuild.blocks, {}, target);
    Xapian::WritableDatabase database(target.string(), Xapian::DB_CREATE_OR_OPEN);
    stamp(database, report.sequence, known.revision);
    database.commit();
    folder.set_current(name);
    folder.remove_others();
    report.studies = work.size();
    return report;
}

namespace {

bool needs_rebuild(const IndexFolder& folder, const kb::Reader& reader, std::int64_t vocabulary_revision) {
    const std::string name = folder.current();
    if (name.empty() || !fs::exists(folder.database(name))) return true;
    const Xapian::Database database(folder.database(name).string());
    if (database.get_metadata(version_key) != index_version) return true;
    // A study may name what only the newer vocabulary knows.
    if (vocabulary_revision_of(database) != vocabulary_revision) return true;
    const std::int64_t behind = reader.last_sequence() - sequence_of(database);
    return behind < 0 || behind > static_cast<std::int64_t>(rebuild_from + database.get_doccount());
}

} // namespace

IndexReport update_locked(const IndexFolder& folder, const fs::path& kb_dir, const IndexOptions& options) {
    const kb::Reader reader(kb_dir);
    const std::int64_t revision = kb::vocabulary_revision_of(kb_dir);
    if (needs_rebuild(folder, reader, revision)) return rebuild_locked(folder, kb_dir, options);
    Xapian::WritableDatabase database(folder.database(folder.current()).string(), Xapian::DB_OPEN);
    if (sequence_of(database) == reader.last_sequence()) return {.sequence = sequence_of(database)};
    const kb::KbVocabulary known = kb::vocabulary_of(kb_dir);
    if (known.revision != revision) return rebuild_locked(folder, kb_dir, options); // it changed just now
    return follow(database, reader, known, options);
}

IndexReport update_index(const fs::path& kb_dir, const IndexOptions& options) {
    const IndexFolder folder(kb_dir);
    try {
        const IndexLock lock(folder);
        return update_locked(folder, kb_dir, options);
    } catch (const Xapian::Error& error) {
        rethrow(error, "the index of " + kb_dir.string() + " cannot be written");
    }
}

IndexReport rebuild_index(const fs::path& kb_dir, const IndexOptions& options) {
    const IndexFolder folder(kb_dir);
    try {
        const IndexLock lock(folder);
        return rebuild_locked(folder, kb_dir, options);
    } catch (const Xapian::Error& error) {
        rethrow(error, "the index of " + kb_dir.string() + " cannot be rebuilt");
    }
}

} // namespace ekb::indexer
