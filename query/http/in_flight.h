// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace ekb::query::http {

/// Counts the replies that are being made or sent, so that a stop can wait for them. Thread-safe.
class InFlight {
public:
    /// False once drain() has begun: the request is to be refused, though its reply is counted too.
    bool begin() {
        const std::lock_guard lock(m_mutex);
        ++m_count;
        return !m_draining;
    }
    void end() {
        const std::lock_guard lock(m_mutex);
        --m_count;
        m_changed.notify_all();
    }
    /// Waits until none is left, at most that long; gives how many are.
    std::size_t drain(std::chrono::milliseconds limit) {
        std::unique_lock lock(m_mutex);
        m_draining = true;
        m_changed.wait_for(lock, limit, [this] { return m_count == 0; });
        return m_count;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::size_t m_count = 0;
    bool m_draining = false;
};

} // namespace ekb::query::http
