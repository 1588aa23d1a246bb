// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/reply_cache.h"

#include <utility>

namespace ekb::query::http {

namespace {

constexpr std::size_t overhead = 512; // of an entry's own texts, headers and links

} // namespace

std::shared_ptr<const PreparedReply> ReplyCache::find(const std::string& target, const std::string& state) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_by_target.find(target);
    if (found == m_by_target.end()) return nullptr;
    if (found->second->state != state) {
        drop(found->second);
        return nullptr;
    }
    m_kept.splice(m_kept.begin(), m_kept, found->second);
    return found->second->reply;
}

void ReplyCache::keep(const std::string& target, const std::string& state, std::shared_ptr<const PreparedReply> reply) {
    // Its compressed form, made when first asked for, is smaller than the plain one.
    const std::size_t bytes = 2 * reply->response.body.size() + target.size() + state.size() + overhead;
    if (bytes > m_most_bytes / 8) return;
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_by_target.find(target); found != m_by_target.end()) drop(found->second);
    m_kept.push_front({target, state, std::move(reply), bytes});
    m_by_target.emplace(m_kept.front().target, m_kept.begin());
    m_bytes += bytes;
    while (m_bytes > m_most_bytes)
        drop(std::prev(m_kept.end()));
}

void ReplyCache::drop(std::list<Kept>::iterator kept) {
    m_bytes -= kept->bytes;
    m_by_target.erase(kept->target);
    m_kept.erase(kept);
}

} // namespace ekb::query::http
