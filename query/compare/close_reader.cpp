// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/compare/close_reader.h"

#include "importers/extraction/compare.h"
#include "importers/format.h"
#include "kb/store/schema.h"

#include <algorithm>

namespace ekb::query {

namespace {

constexpr std::size_t sources_kept = 4; // questions about one document follow each other

bool same_words(const Evidence& a, const Evidence& b) {
    if (!a.code_point_start || !b.code_point_start || !a.code_point_end || !b.code_point_end) return a.quote == b.quote;
    return *a.code_point_start < *b.code_point_end && *b.code_point_start < *a.code_point_end;
}

/// The stored claim that rests on the same words and says the same.
std::optional<std::string> claim_behind(const ComparisonAnswer& answer, const std::vector<Claim>& claims) {
    if (!answer.evidence) return std::nullopt;
    for (const Claim& claim : claims) {
        if (claim.status == ReviewStatus::rejected || claim.effect.direction != answer.direction) continue;
        const auto found =
            std::ranges::find_if(claim.evidence, [&](const Evidence& e) { return same_words(e, *answer.evidence); });
        if (found != claim.evidence.end()) return claim.id;
    }
    return std::nullopt;
}

} // namespace

CloseReader::CloseReader(std::filesystem::path kb_dir) : m_kb_dir(std::move(kb_dir)) {}

bool CloseReader::available() const {
    return m_store || std::filesystem::exists(kb::store_file(m_kb_dir));
}

kb::Reader* CloseReader::store() {
    if (!m_store) m_store.emplace(m_kb_dir);
    return &*m_store;
}

const Document* CloseReader::source(const std::string& id) {
    const auto kept = std::ranges::find(m_read, id, &Document::id);
    if (kept != m_read.end()) {
        m_read.splice(m_read.begin(), m_read, kept);
        return &m_read.front();
    }
    auto raw = store()->raw(id);
    const importers::Format* format = raw ? importers::format_named(raw->format) : nullptr;
    if (format == nullptr) return nullptr;
    importers::Reading reading = importers::read_record(*format, {std::move(raw->bytes)});
    const auto found = std::ranges::find(reading.documents, id, &Document::id);
    if (found == reading.documents.end()) return nullptr;
    m_read.push_front(std::move(*found));
    if (m_read.size() > sources_kept) m_read.pop_back();
    return &m_read.front();
}

ComparisonAnswer CloseReader::compare(const ComparisonRequest& request) {
    ComparisonAnswer answer;
    const auto id = store()->resolve(request.document.value_or(""));
    if (!id) {
        answer.document = request.document.value_or("");
        answer.reason = NoDirection::unknown_document;
        return answer;
    }
    answer.document = *id;
    const Document* document = source(*id);
    if (document == nullptr) {
        answer.reason = NoDirection::unreadable;
        return answer;
    }
    importers::extraction::ComparisonReading reading =
        importers::extraction::compare(*document, {request.intervention, request.comparator, request.endpoint});
    answer.direction = reading.direction;
    if (!answer.direction) answer.reason = NoDirection::no_evidence;
    answer.confidence = reading.confidence;
    answer.evidence = std::move(reading.evidence);
    answer.arms = std::move(reading.arms);
    if (answer.direction) {
        if (const auto stored = store()->document(*id)) answer.claim = claim_behind(answer, stored->document.claims);
    }
    return answer;
}

} // namespace ekb::query
