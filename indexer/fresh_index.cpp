// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/fresh_index.h"

#include "indexer/entry_queue.h"
#include "indexer/index_folder.h"
#include "indexer/index_update.h"
#include "indexer/segments.h"
#include "indexer/tokens.h"
#include "indexer/xapian_edge.h"
#include "kb/store/kb_vocabulary.h"

#include <xapian.h>

#include <algorithm>
#include <exception>
#include <optional>
#include <thread>
#include <unordered_map>
#include <utility>

namespace ekb::indexer {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t segments_a_block = 128; ///< merged as they come, so that little is left for the end
/// A merge copies the old index, about 30 studies in the time that one is added to it.
constexpr std::size_t studies_copied_while_one_is_added = 30;

/// Writes entries as segments in a folder.
class SegmentStream {
public:
    explicit SegmentStream(fs::path folder) : m_folder(std::move(folder)) {}

    void add(const StudyEntry& entry) {
        if (!m_segment) m_segment.emplace(m_folder, entry.key);
        m_segment->add(entry);
        m_keys.push_back(entry.key);
        if (m_segment->full()) close_segment();
    }

    /// The finished parts, in the order of their studies.
    std::vector<fs::path> finish() {
        if (m_segment) close_segment();
        std::vector<fs::path> parts = std::move(m_blocks);
        parts.insert(parts.end(), m_segments.begin(), m_segments.end());
        return parts;
    }

    /// Gives up what is not finished.
    void drop() { m_segment.reset(); }

    const std::vector<std::int64_t>& keys() const { return m_keys; }

private:
    void close_segment() {
        m_segments.push_back(m_segment->finish());
        m_segment.reset();
        if (m_segments.size() < segments_a_block) return;
        m_blocks.push_back(m_segments.front().string() + "-block");
        merge_neighbours(m_segments, m_blocks.back());
        m_segments.clear();
    }

    fs::path m_folder;
    std::optional<Segment> m_segment;
    std::vector<fs::path> m_segments;
    std::vector<fs::path> m_blocks;
    std::vector<std::int64_t> m_keys; ///< of the studies added, rising
};

struct Beside {
    std::vector<std::int64_t> studies; ///< rising
    std::int64_t sequence = 0;         ///< the last change that was looked at
};

/// The studies that changed after `sequence` other than by being founded as an entry says: one change, the founding.
Beside changed_beside(const std::vector<std::int64_t>& fresh, const kb::Reader& reader, std::int64_t sequence) {
    std::unordered_map<std::int64_t, unsigned> changes;
    for (;;) {
        const std::vector<kb::Change> some = reader.changes_after(sequence, 100'000);
        if (some.empty()) break;
        for (const kb::Change& change : some)
            ++changes[change.study_key];
        sequence = some.back().sequence;
    }
    Beside beside{{}, sequence};
    for (const auto& [key, count] : changes) {
        if (count > 1 || !std::ranges::binary_search(fresh, key)) beside.studies.push_back(key);
    }
    std::ranges::sort(beside.studies);
    return beside;
}

/// The index that an update begins from.
struct Base {
    fs::path path; ///< empty where there is none of this version
    std::int64_t sequence = 0;
    std::size_t studies = 0;
    std::int64_t last_key = 0;
};

Base current_base(const IndexFolder& folder, std::int64_t vocabulary_revision) {
    const std::string name = folder.current();
    if (name.empty() || !fs::exists(folder.database(name))) return {};
    const fs::path path = folder.database(name);
    const Xapian::Database database(path.string());
    if (database.get_metadata(version_key) != index_version) return {};
    if (vocabulary_revision_of(database) != vocabulary_revision) return {};
    return {path, sequence_of(database), database.get_doccount(),
            database.get_lastdocid()};
}

} // namespace

StudyEntry lone_entry(Document document, const kb::Vocabulary& vocabulary) {
    thread_local Stemmer stem;
    kb::StoredStudy study;
    study.id = document.id;
    study.documents.push_back({0, std::move(document)});
    for (Claim& claim : study.documents.front().document.claims)
        claim.study = study.id;
    return study_entry(std::move(study), vocabulary, stem);
}

struct FreshIndex::State {
    fs::path kb_dir;
    std::int64_t vocabulary_revision; ///< of the entries that are added
    IndexFolder folder;
    IndexLock lock;
    std::string name;
    SegmentStream stream;
    EntryQueue queue{};
    std::optional<Base> merged_with{}; ///< set by the thread where it merged base and segments
    bool made_here = true; ///< what stands under the name is neither the current index nor given up
    std::thread thread{};

    explicit State(const fs::path& dir)
        : kb_dir(dir), vocabulary_revision(kb::vocabulary_revision_of(dir)), folder(dir), lock(folder), name(prepared()), stream(folder.parts_of(name)),
          thread([this] { write(); }) {}

    ~State() {
        queue.abandon();
        if (thread.joinable()) thread.join();
        if (made_here) give_up();
    }

    void give_up() {
        stream.drop();
        std::error_code ignored; // the next update deletes what stays behind
        fs::remove_all(folder.parts_of(name), ignored);
        fs::remove_all(folder.database(name), ignored);
        made_here = false; // a rebuild may take the name
    }

    std::string prepared() const {
        folder.remove_others();
        std::string fresh = folder.fresh_name();
        fs::create_directories(folder.parts_of(fresh));
        return fresh;
    }

    void write() {
        try {
            for (auto entries = queue.next(); !entries.empty(); entries = queue.next()) {
                for (const StudyEntry& entry : entries)
                    stream.add(entry);
            }
            if (queue.complete()) merge();
        } catch (...) {
            queue.fail(std::current_exception());
        }
    }

    /// Merges the old index and the segments, where that is the way to go. What the store tells of it only when it has
    /// committed is looked at by finish().
    void merge() {
        const std::vector<std::int64_t>& fresh = stream.keys();
        if (fresh.empty()) return;
        const Base base = current_base(folder, vocabulary_revision);
        const bool few = !base.path.empty() && fresh.size() * studies_copied_while_one_is_added < base.studies;
        if (few || fresh.front() <= base.last_key) return;
        merge_all(stream.finish(), base.path, folder.database(name));
        merged_with = base;
    }

    IndexReport finish() {
        queue.close();
        thread.join();
        queue.rethrow_failure();
        if (merged_with && vocabulary_revision == kb::vocabulary_revision_of(kb_dir)) {
            const kb::Reader reader(kb_dir);
            const Beside beside = changed_beside(stream.keys(), reader, merged_with->sequence);
            if (beside.studies.size() <= stream.keys().size() + merged_with->studies) return put_in_place(reader, beside);
        }
        give_up();
        return update_locked(folder, kb_dir, {});
    }

    /// Puts right in the merged database what else changed, and makes it the current one.
    IndexReport put_in_place(const kb::Reader& reader, const Beside& beside) {
        const kb::KbVocabulary known = kb::vocabulary_of(kb_dir);
        const IndexReport report{stream.keys().size() + beside.studies.size(), beside.sequence};
        Xapian::WritableDatabase database(folder.database(name).string(), Xapian::DB_OPEN);
        Stemmer stem;
        for (const std::int64_t key : beside.studies)
            apply(database, reader, key, *known.vocabulary, stem);
        stamp(database, report.sequence, vocabulary_revision);
        database.commit();
        folder.set_current(name);
        made_here = false;
        folder.remove_others();
        return report;
    }
};

FreshIndex::FreshIndex(const fs::path& kb_dir) : m_state(std::make_unique<State>(kb_dir)) {}
FreshIndex::~FreshIndex() = default;

void FreshIndex::add(StudyEntry&& entry) {
    try {
        m_state->queue.add(std::move(entry));
    } catch (const Xapian::Error& error) {
        rethrow(error, "the index of " + m_state->kb_dir.string() + " cannot be written");
    }
}

void FreshIndex::close() {
    m_state->queue.close();
}

IndexReport FreshIndex::finish() {
    try {
        return m_state->finish();
    } catch (const Xapian::Error& error) {
        rethrow(error, "the index of " + m_state->kb_dir.string() + " cannot be written");
    }
}

} // namespace ekb::indexer
