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

/// The studies of those found that changed last, at most as many as a feed tells of.
std::vector<std::int64_t> changed_last(const kb::HistoryReader& history, std::set<std::int64_t> found, std::int64_t sequence) {
    if (found.size() <= most_entries) return {found.begin(), found.end()};
    std::vector<std::int64_t> last;
    history.visit_changes(sequence, [&](std::int64_t key) {
        if (found.erase(key) > 0) last.push_back(key);
        return last.size() < most_entries;
    });
    return last;
}

/// That of its registry record where it is named after one, as on its card.
const std::string& title_of(const kb::StoredStudy& study) {
    const auto named = std::ranges::find(study.documents, study.id, [](const kb::StoredDocument& one) { return one.document.id; });
    return (named == study.documents.end() ? study.documents.front() : *named).document.title;
}

/// What was logged of the study last, in one commit.
FeedEntry newest_change(const kb::HistoryReader& history, const kb::StoredStudy& study, std::vector<kb::StudyChange> changes) {
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
    return {fmt::format("urn:ekb:change:{}", last.sequence), title_of(study), text, address_of(study.id), commit.value_or(last.at_ms)};
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

/// A study with all that was logged of it, and when the last of it was committed.
struct Changed {
    std::int64_t study_key = 0;
    std::vector<kb::StudyChange> changes;
    std::int64_t at_ms = 0;
};

/// Those that are both found and noticed, the one that changed last first.
std::vector<Changed> latest_first(const kb::HistoryReader& history, const std::set<std::int64_t>& found,
                                  const std::vector<std::int64_t>& noticed, std::int64_t sequence) {
    std::vector<Changed> all;
    for (const std::int64_t key : noticed) {
        if (!found.contains(key)) continue;
        auto changes = history.changes_of(key, 0, sequence);
        if (changes.empty()) continue;
        const kb::StudyChange& last = changes.back();
        const std::int64_t at_ms = history.snapshot(last.sequence)->at_ms.value_or(last.at_ms);
        all.push_back({key, std::move(changes), at_ms});
    }
    std::ranges::stable_sort(all, std::greater{}, &Changed::at_ms);
    return all;
}

void add_notices(const kb::HistoryReader& history, const Changed& changed, std::int64_t sequence, std::vector<FeedEntry>& entries) {
    const auto study = history.study(changed.study_key, sequence);
    if (!study) return;
    for (const kb::StoredDocument& stored : study->documents) {
        for (const Notice& notice : stored.document.notices) {
            if (!is_about(notice, stored.document)) continue;
            const std::int64_t since = known_since(history, changed.study_key, stored.document.id, notice, changed.changes);
            entries.push_back(notice_entry(stored.document, notice, since));
        }
    }
}

} // namespace

std::vector<FeedEntry> change_entries(const kb::HistoryReader& history, const std::set<std::int64_t>& found, const kb::Snapshot& then) {
    std::vector<FeedEntry> entries;
    for (const std::int64_t key : changed_last(history, found, then.sequence)) {
        const auto study = history.study(key, then.sequence);
        auto changes = history.changes_of(key, 0, then.sequence);
        if (study && !changes.empty()) entries.push_back(newest_change(history, *study, std::move(changes)));
    }
    return newest_first(std::move(entries));
}

std::vector<FeedEntry> notice_entries(const kb::HistoryReader& history, const std::set<std::int64_t>& found, const kb::Snapshot& then) {
    const std::vector<std::int64_t> noticed = history.noticed_studies();
    std::vector<FeedEntry> entries;
    for (const Changed& each : latest_first(history, found, noticed, then.sequence)) {
        // A notice is known since one of the study's changes: those that are left are no newer than this one's last.
        entries = newest_first(std::move(entries));
        if (entries.size() == most_entries && each.at_ms <= entries.back().at_ms) break;
        add_notices(history, each, then.sequence, entries);
    }
    return newest_first(std::move(entries));
}

} // namespace ekb::query::http
