// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/http/finish.h"

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace ekb::query::http {

/// Replies that were made before, for as long as the knowledge base stays what it was: each is kept with the state that
/// it was made from, and given for that state alone. The least lately used go first. Thread-safe.
class ReplyCache {
public:
    explicit ReplyCache(std::size_t most_bytes) : m_most_bytes(most_bytes) {}

    /// The reply to the same target at the same state; null where there is none.
    std::shared_ptr<const PreparedReply> find(const std::string& target, const std::string& state);
    /// Keeps it; nothing that is larger than an eighth of the whole, as one such would drive out too many.
    void keep(const std::string& target, const std::string& state, std::shared_ptr<const PreparedReply> reply);

private:
    struct Kept {
        std::string target;
        std::string state;
        std::shared_ptr<const PreparedReply> reply;
        std::size_t bytes;
    };
    void drop(std::list<Kept>::iterator kept);

    std::size_t m_most_bytes;
    std::mutex m_mutex;
    std::list<Kept> m_kept; // the latest used first
    std::unordered_map<std::string_view, std::list<Kept>::iterator> m_by_target; // the keys are the list's own texts
    std::size_t m_bytes = 0;
};

} // namespace ekb::query::http
