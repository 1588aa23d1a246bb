// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/segments.h"

#include "indexer/study_entry.h"
#include "indexer/xapian_edge.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <span>

namespace ekb::indexer {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_merged = 128; // open at once, by two threads: a process has 1,024 files, a database takes three

void compact(std::span<const fs::path> parts, const fs::path& to) {
    Xapian::Database all;
    for (const fs::path& part : parts)
        all.add_database(Xapian::Database(part.string()));
    all.compact(to.string(), Xapian::DBCOMPACT_NO_RENUMBER);
}

} // namespace

struct Segment::State {
    fs::path path;
    Xapian::WritableDatabase database;
    std::size_t postings = 0;
};

Segment::Segment(const fs::path& folder, std::int64_t first_key) {
    fs::path path = part_path(folder, "segment", first_key);
    Xapian::WritableDatabase database(path.string(), Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC);
    m_state = std::make_unique<State>(State{std::move(path), std::move(database)});
}

Segment::~Segment() = default;

void Segment::add(const StudyEntry& entry) {
    m_state->database.replace_document(static_cast<Xapian::docid>(entry.key), xapian_document(entry));
    m_state->postings += entry.terms.size();
}

bool Segment::full() const {
    return m_state->postings >= postings_a_segment;
}

fs::path Segment::finish() {
    m_state->database.commit();
    m_state->database.close();
    return m_state->path;
}

fs::path part_path(const fs::path& folder, const char* kind, std::int64_t first_key) {
    return folder / fmt::format("{}-{:020}", kind, first_key);
}

void merge_neighbours(const std::vector<fs::path>& parts, const fs::path& to) {
    compact(parts, to);
    for (const fs::path& part : parts)
        fs::remove_all(part);
}

void merge_all(std::vector<fs::path> parts, const fs::path& base, const fs::path& to) {
    std::ranges::sort(parts); // their names are in the order of their studies
    for (unsigned round = 0; parts.size() > most_merged; ++round) {
        std::vector<fs::path> merged;
        for (std::span<const fs::path> rest = parts; !rest.empty();) {
            const auto group = rest.first(std::min(rest.size(), most_merged));
            merged.push_back(group.front().string() + "-" + std::to_string(round));
            merge_neighbours({group.begin(), group.end()}, merged.back());
            rest = rest.subspan(group.size());
        }
        parts = std::move(merged);
    }
    if (!base.empty()) {
        parts.insert(parts.begin(), base);
        return compact(parts, to);
    }
    if (!parts.empty()) merge_neighbours(parts, to);
}

} // namespace ekb::indexer
