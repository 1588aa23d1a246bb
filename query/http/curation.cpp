// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/curation.h"

#include "indexer/index_writer.h"
#include "kb/json/contract_json.h"
#include "kb/model/error.h"
#include "kb/store/curation_json.h"
#include "kb/store/reader.h"
#include "kb/store/schema.h"
#include "kb/store/writer.h"

#include <nlohmann/json.hpp>

namespace ekb::query::http {

using Json = nlohmann::ordered_json;

namespace {

bool holds_a_store(const std::filesystem::path& kb_dir) {
    return std::filesystem::exists(kb::store_file(kb_dir));
}

/// False where the store refuses what the correction says; other errors are the store's own.
bool written(const std::filesystem::path& kb_dir, const kb::ReviewRequest& request) {
    kb::Writer writer(kb_dir);
    try {
        writer.review(request);
    } catch (const Error&) {
        if (!request.correction) throw;
        return false;
    }
    writer.commit();
    return true;
}

} // namespace

std::optional<kb::Token> StoreCuration::token(std::string_view text) {
    if (!holds_a_store(m_kb_dir)) return std::nullopt;
    return kb::Reader(m_kb_dir).check_token(text);
}

Expected<std::string, ReviewRefusal> StoreCuration::review(const kb::ReviewRequest& request) {
    if (!holds_a_store(m_kb_dir)) return Unexpected(ReviewRefusal::no_claim);
    const kb::Reader reader(m_kb_dir);
    if (!reader.claim(request.claim_id)) return Unexpected(ReviewRefusal::no_claim);
    if (!written(m_kb_dir, request)) return Unexpected(ReviewRefusal::bad_correction);
    indexer::update_index(m_kb_dir);
    return kb::claim_json(reader.claim(request.claim_id).value()).dump();
}

std::optional<std::string> StoreCuration::history(std::string_view claim_id) {
    if (!holds_a_store(m_kb_dir)) return std::nullopt;
    const kb::Reader reader(m_kb_dir);
    const auto events = reader.review_events(claim_id);
    if (events.empty() && !reader.claim(claim_id)) return std::nullopt;
    Json list = Json::array();
    for (const auto& event : events)
        list.push_back(kb::review_event_json(event));
    return Json{{"events", std::move(list)}}.dump();
}

} // namespace ekb::query::http
