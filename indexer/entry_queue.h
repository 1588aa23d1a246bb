// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "indexer/study_entry.h"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <mutex>

namespace ekb::indexer {

// Of entries; bounded by what they weigh, as little of them should be left when an import of full texts ends.
inline constexpr std::size_t postings_in_flight = 24'000;
inline constexpr std::size_t postings_at_once = 8'000; ///< so that the processor's cache is not fought for at every record

/// Entries on their way from those who make them to the one thread that writes them. Thread-safe.
class EntryQueue {
public:
    /// Waits while entries of `postings_in_flight` or more wait to be taken. Throws what fail() was told.
    void add(StudyEntry&& entry);
    /// All entries that wait, in the order in which they were added, once they have `postings_at_once` or no more come; none at
    /// the end.
    std::deque<StudyEntry> next();

    /// All entries were added.
    void close();
    /// What was added is not wanted: what still waits is dropped.
    void abandon();
    /// No entry is taken any more, for this reason.
    void fail(std::exception_ptr failure);

    /// Whether all entries were added, and none was dropped.
    bool complete() const;
    /// Throws what fail() was told, if anything.
    void rethrow_failure() const;

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<StudyEntry> m_waiting;
    std::size_t m_postings = 0; ///< of those that wait
    bool m_closed = false;
    bool m_abandoned = false;
    std::exception_ptr m_failure;
};

} // namespace ekb::indexer
