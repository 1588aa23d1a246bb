// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/segments.h"
#include "indexer/study_entry.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>
#include <xapian.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <random>
#include <string>
#include <vector>

using namespace ekb;
using namespace ekb::indexer;

namespace {

StudyEntry entry(std::int64_t key) {
    StudyEntry made;
    made.key = key;
    made.terms.mark("", "study" + std::to_string(key));
    return made;
}

std::filesystem::path segment_of(const std::filesystem::path& folder, std::int64_t key) {
    Segment segment(folder, key);
    segment.add(entry(key));
    return segment.finish();
}

/// Whether the database holds the studies 1 to `last`, each found by its term under its own number.
void check_studies(const std::filesystem::path& path, Xapian::docid last) {
    const Xapian::Database database(path.string());
    CHECK(database.get_doccount() == last);
    CHECK(database.get_lastdocid() == last);
    for (Xapian::docid key = 1; key <= last; ++key) {
        const std::string term = "study" + std::to_string(key);
        const std::vector<Xapian::docid> found(database.postlist_begin(term), database.postlist_end(term));
        if (found != std::vector<Xapian::docid>{key}) FAIL(term);
    }
}

} // namespace

TEST_CASE("a segment is full by its postings, however many studies have them") {
    const tests::TempDir dir;
    Segment segment(dir.path(), 1);
    StudyEntry large = entry(1);
    for (std::size_t i = large.terms.size(); i < postings_a_segment - 1; ++i)
        large.terms.mark("", std::to_string(i));
    segment.add(large);
    CHECK_FALSE(segment.full());
    segment.add(entry(2));
    CHECK(segment.full());
}

TEST_CASE("more segments than are open at once are merged in the order of their studies, behind the base, which is kept") {
    constexpr int last = 300; // of one study each, in whatever order they were finished
    const tests::TempDir dir;
    const std::filesystem::path parts = dir.path() / "parts";
    std::filesystem::create_directory(parts);
    const std::filesystem::path base = segment_of(dir.path(), 1);
    std::vector<std::filesystem::path> segments;
    for (int key = 2; key <= last; ++key)
        segments.push_back(segment_of(parts, key));
    std::shuffle(segments.begin(), segments.end(), std::mt19937(1));
    merge_all(segments, base, dir.path() / "all");
    check_studies(dir.path() / "all", last);
    check_studies(base, 1);
    CHECK_FALSE(std::ranges::any_of(segments, [](const auto& segment) { return std::filesystem::exists(segment); }));
}
