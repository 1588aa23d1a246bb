// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

namespace ekb::indexer {

struct StudyEntry;

/// How many postings make a segment full, those of some hundred abstracts or thirty full texts: the trees in memory that
/// Xapian inverts them with make each posting dearer as they outgrow the processor's cache, and each segment has to be merged.
/// Measured on abstracts: with 100 in a segment, writing and merging them takes a quarter less than with 500, with 50 no less.
inline constexpr std::size_t postings_a_segment = 35'000;

/// A small Xapian database of new studies, to be merged with its neighbours. Not thread-safe. Throws Xapian::Error.
class Segment {
public:
    /// Begins one in the folder, named after its first study: the names are in the order of the studies.
    Segment(const std::filesystem::path& folder, std::int64_t first_key);
    ~Segment();
    Segment(const Segment&) = delete;
    Segment& operator=(const Segment&) = delete;

    void add(const StudyEntry& entry);
    /// Whether it is time for another one.
    bool full() const;
    /// Writes it out; the path of the finished database.
    std::filesystem::path finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// The name of a database of studies from this one on.
std::filesystem::path part_path(const std::filesystem::path& folder, const char* kind, std::int64_t first_key);

/// Merges databases of neighbouring studies, given in their order, into one, and deletes them.
void merge_neighbours(const std::vector<std::filesystem::path>& parts, const std::filesystem::path& to);

/// The same of any number; `base`, where it is not empty, is a database of older studies that comes first and is kept.
void merge_all(std::vector<std::filesystem::path> parts, const std::filesystem::path& base,
               const std::filesystem::path& to);

} // namespace ekb::indexer
