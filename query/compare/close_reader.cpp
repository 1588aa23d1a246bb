// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/compare/close_reader.h"

#include "importers/extraction/compare.h"
#include "importers/format.h"
#include "kb/store/schema.h"
#include "query/answers/likeness.h"

#include <re2/re2.h>

#include <algorithm>

namespace ekb::query {

namespace {

constexpr std::size_t reports_kept = 4; // questions about one document follow each other

bool same_words(const Evidence& a, const Evidence& b) {
    if (!a.code_point_start || !b.code_point_start || !a.code_point_end || !b.code_point_end) return a.quote == b.quote;
    return *a.code_point_start < *b.code_point_end && *b.code_point_start < *a.code_point_end;
}

/// Whether the claim rests on the same words and says the same.
bool is_behind(const Claim& claim, const ComparisonAnswer& answer) {
    if (claim.status == ReviewStatus::rejected || claim.effect.direction != answer.direction) return false;
    return std::ranges::any_of(claim.evidence, [&](const Evidence& e) { return same_words(e, *answer.evidence); });
}

/// "Decline in the ALSFRS-R total score" where ALSFRS-R is asked for: less of the one is more of the other.
bool is_loss_of(const std::string& told, const std::string& asked, indexer::Stemmer& stem) {
    static const RE2 loss(R"((?i)^(?:(?:the|mean|rate|degree|extent|of) )*(?:decline|deterioration|worsening|reduction|decrease|loss|fall|drop)s? (?:in|of|on|from) )");
    static const RE2 loss_word(R"((?i)\b(?:declin|deteriorat|worsen|reduc|decreas|loss|fall|drop))");
    if (!RE2::PartialMatch(told, loss) || RE2::PartialMatch(asked, loss_word)) return false;
    const std::vector<std::string> of = stems_of(asked, stem);
    return !of.empty() && std::ranges::includes(stems_of(told, stem), of);
}

Direction turned(Direction direction) {
    if (direction == Direction::no_difference) return direction;
    return direction == Direction::increased ? Direction::decreased : Direction::increased;
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

std::optional<kb::StoredDocument> CloseReader::stored(const std::string& id) {
    return m_then ? past()->document(id, m_then->sequence) : store()->document(id);
}

bool CloseReader::is_retracted(const std::string& id) {
    const auto found = stored(id);
    return found && found->document.retracted;
}

/// A sentence may tell of several endpoints, each in a claim of its own: the one whose endpoint is most like that asked for.
const Claim* CloseReader::claim_behind(const Document& recorded, const ComparisonAnswer& answer, const std::string& endpoint) {
    const std::vector<std::string> asked = stems_of(endpoint, m_stem);
    const Claim* best = nullptr;
    double best_likeness = -1;
    for (const Claim& claim : recorded.claims) {
        if (!is_behind(claim, answer)) continue;
        const double like = likeness(stems_of(claim.endpoint.text, m_stem), asked);
        if (like > best_likeness) best = &claim, best_likeness = like;
    }
    return best;
}

/// A past snapshot stays as it was; the store of now may hold other versions of what was read.
void CloseReader::forget_what_changed() {
    const std::int64_t now = m_then ? 0 : store()->last_sequence();
    if (now != m_read_at) m_read.clear();
    m_read_at = now;
}

/// Of prose, the source is read for its content alone: what else a comparison goes by was found in it when it was recorded.
std::optional<CloseReader::Report> CloseReader::read(const std::string& id) {
    auto source = raw(id);
    const importers::Format* format = source ? importers::format_named(source->format) : nullptr;
    auto recorded = format != nullptr ? stored(id) : std::nullopt;
    if (!recorded) return std::nullopt;
    importers::Reading reading = format->read({std::move(source->bytes)});
    const auto found = std::ranges::find(reading.documents, id, &Document::id);
    if (found == reading.documents.end()) return std::nullopt;
    if (format->prose) found->n = recorded->document.n;
    return Report{std::move(*found), std::move(recorded->document)};
}

const CloseReader::Report* CloseReader::report(const std::string& id) {
    forget_what_changed();
    const auto kept = std::ranges::find(m_read, id, [](const Report& each) -> const std::string& { return each.source.id; });
    if (kept != m_read.end()) {
        m_read.splice(m_read.begin(), m_read, kept);
        return &m_read.front();
    }
    auto one = read(id);
    if (!one) return nullptr;
    m_read.push_front(std::move(*one));
    if (m_read.size() > reports_kept) m_read.pop_back();
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
    const Report* its = report(*id);
    if (its == nullptr) {
        answer.reason = NoDirection::unreadable;
        return answer;
    }
    importers::extraction::ComparisonReading reading =
        importers::extraction::compare(its->source, {request.intervention, request.comparator, request.endpoint});
    answer.direction = reading.direction;
    if (!answer.direction) answer.reason = NoDirection::no_evidence;
    answer.confidence = reading.confidence;
    answer.evidence = std::move(reading.evidence);
    answer.arms = std::move(reading.arms);
    const Claim* behind = answer.evidence && answer.direction ? claim_behind(its->recorded, answer, request.endpoint) : nullptr;
    if (behind == nullptr) return answer;
    answer.claim = behind->id;
    if (is_loss_of(behind->endpoint.text, request.endpoint, m_stem)) answer.direction = turned(*answer.direction);
    return answer;
}

std::vector<ComparisonAnswer> CloseReader::compare_each(const ComparisonRequest& request, const AnswerStudy& study) {
    std::vector<ComparisonAnswer> answers;
    ComparisonRequest one = request;
    for (const Document& document : study.documents) {
        one.document = document.id;
        answers.push_back(compare(one));
    }
    return answers;
}

std::string comparison_question(const ComparisonRequest& request) {
    const std::string against = request.comparator ? " compared with " + *request.comparator : "";
    return "does " + request.intervention + against + " change " + request.endpoint;
}

} // namespace ekb::query
