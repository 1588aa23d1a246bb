// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/query_feeds.h"

#include "kb/store/identifier.h"
#include "query/http/url.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>

namespace ekb::query::http {

namespace {

constexpr std::size_t most_entries = 50;

struct ChangeWords {
    std::string_view what;
    std::string_view words;
};

constexpr ChangeWords change_words[] = {
    {"put", "a report came or was read anew: "},
    {"remove", "a report was withdrawn: "},
    {"regroup", "a report joined or left the study: "},
    {"notice", "a notice was published of "},
    {"review", "a person reviewed a claim of "},
    {"discrepancy", "its reports disagree otherwise than before"},
};

std::string words_of(const kb::StudyChange& change) {
    const auto* row = std::ranges::find(change_words, change.what, &ChangeWords::what);
    const std::string_view words = row == std::end(change_words) ? std::string_view(change.what) : row->words;
    return std::string(words) + change.document;
}

std::string address_of(const std::string& study) {
    return "/api/v1/studies/" + percent_encoded(study);
}

std::optional<std::int64_t> key_of(const kb::HistoryReader& history, const AnswerStudy& study, const kb::Snapshot& newest) {
    if (study.documents.empty()) return std::nullopt;
    return history.study_key(study.documents.front().id, newest.sequence);
}

/// What was logged of the study last, in one commit.
FeedEntry newest_change(const kb::HistoryReader& history, const AnswerStudy& study, std::vector<kb::StudyChange> changes) {
    const kb::StudyChange last = changes.back();
    const auto commit = history.snapshot(last.sequence)->at_ms;
    std::erase_if(changes, [&](const kb::StudyChange& each) { return history.snapshot(each.sequence)->at_ms != commit; });
    std::vector<std::string> told;
    for (const kb::StudyChange& change : changes) {
        std::string words = words_of(change);
        if (std::ranges::find(told, words) == told.end()) told.push_back(std::move(words));
    }
    std::string text;
    for (const std::string& words : told)
        text += (text.empty() ? "" : "; ") + words;
    return {fmt::format("urn:ekb:change:{}", last.sequence), study.title, text, address_of(study.id), commit.value_or(last.at_ms)};
}

std::vector<FeedEntry> newest_first(std::vector<FeedEntry> entries) {
    std::ranges::stable_sort(entries, std::greater{}, &FeedEntry::at_ms);
    if (entries.size() > most_entries) entries.resize(most_entries);
    return entries;
}

bool has_notice(const std::optional<kb::StoredStudy>& study, const std::string& document, const Notice& notice) {
    if (!study) return false;
    const auto stored = std::ranges::find(study->documents, document, [](const kb::StoredDocument& one) { return one.document.id; });
    return stored != study->documents.end() && std::ranges::find(stored->document.notices, notice) != stored->document.notices.end();
}

/// When the knowledge base came to know of a notice.
std::int64_t known_since(const kb::HistoryReader& history, std::int64_t study_key, const std::string& document, const Notice& notice,
                         const std::vector<kb::StudyChange>& changes) {
    for (const kb::StudyChange& change : changes) {
        const bool may_bring_it = change.document == document && (change.what == "put" || change.what == "notice");
        if (may_bring_it && has_notice(history.study(study_key, change.sequence), document, notice))
            return history.snapshot(change.sequence)->at_ms.value_or(change.at_ms);
    }
    return changes.back().at_ms; // it came with a document that joined the study later
}

/// Whether the notice is about the document that it stands in, and not about another that this one is the notice of.
bool is_about(const Notice& notice, const Document& document) {
    if (!notice.target || *notice.target == document.id) return true;
    const std::string form = kb::identifier_form(*notice.target);
    return std::ranges::any_of(kb::own_identifiers(document), [&](const kb::OwnIdentifier& own) { return own.value == form; });
}

FeedEntry notice_entry(const Document& document, const Notice& notice, std::int64_t at_ms) {
    std::string kind(name_of(notice.kind));
    std::ranges::replace(kind, '_', ' ');
    const std::string id = fmt::format("urn:ekb:notice:{}:{}:{}:{}", percent_encoded(document.id), name_of(notice.kind),
                                       percent_encoded(notice.notice.value_or("")), notice.date.value_or(""));
    std::string text = fmt::format("{} of {}", kind, document.id);
    if (notice.date) text += ", " + *notice.date;
    if (notice.notice) text += ", " + *notice.notice;
    if (!notice.text.empty()) text += ": " + notice.text;
    return {id, fmt::format("{}: {}", kind, document.title), text, "/api/v1/documents/" + percent_encoded(document.id), at_ms};
}

} // namespace

std::vector<FeedEntry> change_entries(const kb::HistoryReader& history, const std::vector<AnswerStudy>& found,
                                      const kb::Snapshot& newest) {
    std::vector<FeedEntry> entries;
    for (const AnswerStudy& study : found) {
        const auto key = key_of(history, study, newest);
        auto changes = key ? history.changes_of(*key, 0, newest.sequence) : std::vector<kb::StudyChange>();
        if (!changes.empty()) entries.push_back(newest_change(history, study, std::move(changes)));
    }
    return newest_first(std::move(entries));
}

std::vector<FeedEntry> notice_entries(const kb::HistoryReader& history, const std::vector<AnswerStudy>& found,
                                      const kb::Snapshot& newest) {
    std::vector<FeedEntry> entries;
    for (const AnswerStudy& each : found) {
        const auto key = key_of(history, each, newest);
        const auto study = key ? history.study(*key, newest.sequence) : std::nullopt;
        if (!study) continue;
        const auto changes = history.changes_of(*key, 0, newest.sequence);
        for (const kb::StoredDocument& stored : study->documents) {
            for (const Notice& notice : stored.document.notices) {
                if (!is_about(notice, stored.document)) continue;
                entries.push_back(notice_entry(stored.document, notice,
                                               known_since(history, *key, stored.document.id, notice, changes)));
            }
        }
    }
    return newest_first(std::move(entries));
}

} // namespace ekb::query::http
