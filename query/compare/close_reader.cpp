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

CloseReader::CloseReader(std::filesystem::path kb_dir, const std::optional<kb::Snapshot>& then)
    : m_kb_dir(std::move(kb_dir)), m_then(then) {}

bool CloseReader::available() const {
    return m_store || std::filesystem::exists(kb::store_file(m_kb_dir));
}

kb::Reader* CloseReader::store() {
    if (!m_store) m_store.emplace(m_kb_dir);
    return &*m_store;
}

kb::HistoryReader* CloseReader::past() {
    if (!m_past) m_past.emplace(m_kb_dir);
    return &*m_past;
}

std::optional<std::string> CloseReader::resolved(std::string_view identifier) {
    if (!m_then) return store()->resolve(identifier);
    auto stored = past()->document(identifier, m_then->sequence);
    return stored ? std::optional(std::move(stored->document.id)) : std::nullopt;
}

std::optional<kb::RawSource> CloseReader::raw(const std::string& id) {
    return m_then ? past()->raw(id, m_then->sequence) : store()->raw(id);
}

std::vector<Claim> CloseReader::stored_claims(const std::string& id) {
    auto stored = m_then ? past()->document(id, m_then->sequence) : store()->document(id);
    return stored ? std::move(stored->document.claims) : std::vector<Claim>();
}

const Document* CloseReader::source(const std::string& id) {
    const auto kept = std::ranges::find(m_read, id, &Document::id);
    if (kept != m_read.end()) {
        m_read.splice(m_read.begin(), m_read, kept);
        return &m_read.front();
    }
    auto source = raw(id);
    const importers::Format* format = source ? importers::format_named(source->format) : nullptr;
    if (format == nullptr) return nullptr;
    importers::Reading reading = importers::read_record(*format, {std::move(source->bytes)});
    const auto found = std::ranges::find(reading.documents, id, &Document::id);
    if (found == reading.documents.end()) return nullptr;
    m_read.push_front(std::move(*found));
    if (m_read.size() > sources_kept) m_read.pop_back();
    return &m_read.front();
}

ComparisonAnswer CloseReader::compare(const ComparisonRequest& request) {
    ComparisonAnswer answer;
    const auto id = resolved(request.document.value_or(""));
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
    if (answer.direction) answer.claim = claim_behind(answer, stored_claims(*id));
    return answer;
}

std::vector<ComparisonAnswer> CloseReader::compare_each(const ComparisonRequest& request, const std::vector<AnswerStudy>& studies) {
    std::vector<ComparisonAnswer> answers;
    ComparisonRequest one = request;
    for (const AnswerStudy& study : studies) {
        for (const Document& document : study.documents) {
            one.document = document.id;
            answers.push_back(compare(one));
        }
    }
    return answers;
}

std::string comparison_question(const ComparisonRequest& request) {
    const std::string against = request.comparator ? " compared with " + *request.comparator : "";
    return "does " + request.intervention + against + " change " + request.endpoint;
}

} // namespace ekb::query
