// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace ekb::query {

/// Work on several threads whose results come out in the order in which the work went in, with bounded memory: push
/// waits while the inputs and results in flight weigh more than `most_weight` (one is always let in). One thread
/// pushes, one pops. Destroyed early, it drops what is left.
template <typename In, typename Out>
class OrderedPipeline {
public:
    OrderedPipeline(std::size_t threads, std::size_t most_weight, std::function<Out(In&&)> work)
        : m_most_weight(most_weight), m_work(std::move(work)) {
        for (std::size_t i = 0; i < threads; ++i) m_threads.emplace_back([this] { work_until_stopped(); });
    }
    ~OrderedPipeline() {
        {
            const std::lock_guard lock(m_mutex);
            m_stopped = true;
        }
        wake_all();
        for (std::thread& thread : m_threads) thread.join();
    }
    OrderedPipeline(const OrderedPipeline&) = delete;
    OrderedPipeline& operator=(const OrderedPipeline&) = delete;

    /// False where the pipeline was stopped meanwhile and the input is dropped.
    bool push(In input, std::size_t weight) {
        std::unique_lock lock(m_mutex);
        m_room.wait(lock, [&] { return m_stopped || m_slots.empty() || m_weight + weight <= m_most_weight; });
        if (m_stopped) return false;
        m_slots.push_back(std::make_unique<Slot>(Slot{std::move(input), std::nullopt, nullptr, weight}));
        m_waiting.push_back(m_slots.back().get());
        m_weight += weight;
        m_work_waits.notify_one();
        return true;
    }
    /// No more input comes; with an exception, pop throws it once everything before it has come out.
    void finish(std::exception_ptr why = nullptr) {
        const std::lock_guard lock(m_mutex);
        m_finished = true;
        m_failure = std::move(why);
        wake_all();
    }
    /// Nothing more is popped: push gives false from now on.
    void stop() {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
        wake_all();
    }
    /// The next result in order; nullopt at the end. Throws what the work on it threw.
    std::optional<Out> pop() {
        std::unique_lock lock(m_mutex);
        m_first_done.wait(lock, [&] { return m_slots.empty() ? m_finished : m_slots.front()->done(); });
        if (m_slots.empty()) {
            if (m_failure) std::rethrow_exception(std::exchange(m_failure, nullptr));
            return std::nullopt;
        }
        const std::unique_ptr<Slot> slot = std::move(m_slots.front());
        m_slots.pop_front();
        m_weight -= slot->weight;
        m_room.notify_one();
        if (slot->failure) std::rethrow_exception(slot->failure);
        return std::move(slot->output);
    }

private:
    struct Slot {
        In input;
        std::optional<Out> output;
        std::exception_ptr failure;
        std::size_t weight;
        bool done() const { return output.has_value() || failure; }
    };

    void wake_all() {
        m_room.notify_all();
        m_work_waits.notify_all();
        m_first_done.notify_all();
    }

    void work_until_stopped() {
        std::unique_lock lock(m_mutex);
        while (true) {
            m_work_waits.wait(lock, [&] { return m_stopped || !m_waiting.empty() || m_finished; });
            if (m_stopped || m_waiting.empty()) return;
            Slot* slot = m_waiting.front();
            m_waiting.pop_front();
            lock.unlock();
            std::optional<Out> output;
            std::exception_ptr failure;
            try {
                output = m_work(std::move(slot->input));
            } catch (...) {
                failure = std::current_exception(); // thrown again by pop, in its place
            }
            lock.lock();
            slot->output = std::move(output);
            slot->failure = failure;
            if (slot == m_slots.front().get()) m_first_done.notify_one();
        }
    }

    const std::size_t m_most_weight;
    const std::function<Out(In&&)> m_work;
    std::mutex m_mutex;
    std::condition_variable m_room;       ///< for the one that pushes
    std::condition_variable m_work_waits; ///< for the threads
    std::condition_variable m_first_done; ///< for the one that pops
    std::deque<std::unique_ptr<Slot>> m_slots; ///< in order of input
    std::deque<Slot*> m_waiting;               ///< those of m_slots that no thread has taken yet
    std::size_t m_weight = 0;
    bool m_finished = false;
    bool m_stopped = false;
    std::exception_ptr m_failure;
    std::vector<std::thread> m_threads;
};

} // namespace ekb::query
