// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/entry_queue.h"

#include <utility>

namespace ekb::indexer {

void EntryQueue::add(StudyEntry&& entry) {
    std::unique_lock guard(m_mutex);
    m_changed.wait(guard, [&] { return m_failure || m_postings < postings_in_flight; });
    if (m_failure) std::rethrow_exception(m_failure);
    m_postings += entry.terms.size();
    m_waiting.push_back(std::move(entry));
    if (m_postings >= postings_at_once) m_changed.notify_all();
}

std::deque<StudyEntry> EntryQueue::next() {
    std::unique_lock guard(m_mutex);
    m_changed.wait(guard, [&] { return m_closed || m_postings >= postings_at_once; });
    std::deque<StudyEntry> entries = std::exchange(m_waiting, {});
    m_postings = 0;
    m_changed.notify_all();
    return entries;
}

void EntryQueue::close() {
    const std::lock_guard guard(m_mutex);
    m_closed = true;
    m_changed.notify_all();
}

void EntryQueue::abandon() {
    const std::lock_guard guard(m_mutex);
    m_waiting.clear();
    m_postings = 0;
    m_abandoned = true;
    m_closed = true;
    m_changed.notify_all();
}

void EntryQueue::fail(std::exception_ptr failure) {
    const std::lock_guard guard(m_mutex);
    m_failure = std::move(failure);
    m_changed.notify_all();
}

bool EntryQueue::complete() const {
    const std::lock_guard guard(m_mutex);
    return m_closed && !m_abandoned;
}

void EntryQueue::rethrow_failure() const {
    const std::lock_guard guard(m_mutex);
    if (m_failure) std::rethrow_exception(m_failure);
}

} // namespace ekb::indexer
