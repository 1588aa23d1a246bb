// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/notices.h"

#include "kb/model/error.h"
#include "kb/store/replace.h"
#include "kb/store/sqlite.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace ekb::kb {

namespace {

bool names_report(const OwnIdentifier& own) {
    return own.value.starts_with("pmid:") || own.value.starts_with("pmc:") || own.value.starts_with("doi:");
}

bool retracts(NoticeKind kind) {
    return kind == NoticeKind::retraction || kind == NoticeKind::retract_and_replace;
}

/// Whether the notice is about the document that it stands in.
bool is_about_itself(const Notice& notice, const Document& document, const std::vector<OwnIdentifier>& own) {
    if (!notice.target || *notice.target == document.id) return true;
    const std::string form = identifier_form(*notice.target);
    return std::any_of(own.begin(), own.end(), [&](const OwnIdentifier& one) { return one.value == form; });
}

std::vector<Notice> of_others(Database& database, std::int64_t document_key) {
    std::vector<Notice> notices;
    Rows rows = database.query("SELECT DISTINCT n.kind, n.target, n.notice, n.date, n.text FROM identifier i "
                               "JOIN notice n ON n.target = i.value WHERE i.document_key = ?1 AND n.document_key <> ?1 "
                               "ORDER BY n.key",
                               document_key);
    while (rows.next()) {
        const auto kind = from_name<NoticeKind>(rows->text(0));
        if (!kind) throw Error("the store holds a notice of an unknown kind: " + std::string(rows->text(0)));
        notices.push_back({*kind, rows->optional_text(1), rows->optional_text(2), rows->optional_text(3),
                           std::string(rows->text(4))});
    }
    return notices;
}

bool is_same(const Notice& a, const Notice& b) {
    return a.kind == b.kind && a.notice == b.notice && a.date == b.date;
}

auto age_key(const Notice& notice) {
    const bool undated_reinstatement = !notice.date && notice.kind == NoticeKind::reinstatement;
    return std::tuple(undated_reinstatement, notice.date.value_or(""));
}

} // namespace

std::vector<TargetedNotice> targeted_notices(const Document& document, const std::vector<OwnIdentifier>& own) {
    std::vector<TargetedNotice> targeted;
    const auto about_this_report = [&](const Notice& notice) {
        for (const OwnIdentifier& one : own) {
            if (names_report(one)) targeted.push_back({one.value, notice});
        }
    };
    bool says_retracted = false;
    for (const Notice& notice : document.notices) {
        if (is_about_itself(notice, document, own)) {
            says_retracted = says_retracted || retracts(notice.kind);
            about_this_report(notice);
        } else {
            targeted.push_back({identifier_form(*notice.target), notice});
        }
    }
    if (document.retracted && !says_retracted) {
        about_this_report({NoticeKind::retraction, std::nullopt, std::nullopt, std::nullopt, ""});
    }
    return targeted;
}

void apply_notices(Database& database, std::int64_t document_key, Document& document) {
    apply_notices(of_others(database, document_key), document);
}

void apply_notices(std::vector<Notice> others, Document& document) {
    const std::vector<OwnIdentifier> own = own_identifiers(document);
    std::vector<Notice> about_this;
    for (const Notice& notice : document.notices) {
        if (is_about_itself(notice, document, own)) about_this.push_back(notice);
    }
    for (Notice& notice : others) {
        const auto same = [&](const Notice& known) { return is_same(known, notice); };
        if (std::any_of(about_this.begin(), about_this.end(), same)) continue;
        about_this.push_back(notice);
        document.notices.push_back(std::move(notice));
    }
    std::stable_sort(about_this.begin(), about_this.end(),
                     [](const Notice& a, const Notice& b) { return age_key(a) < age_key(b); });
    for (const Notice& notice : about_this) {
        if (retracts(notice.kind)) document.retracted = true;
        if (notice.kind == NoticeKind::reinstatement) document.retracted = false;
    }
}

void log_notices(Database& database, std::int64_t document_key) {
    std::vector<std::pair<std::int64_t, std::string>> reached;
    Rows rows =
        database.query("SELECT DISTINCT d.study_key, d.id FROM notice n JOIN identifier i ON i.value = n.target "
                       "JOIN document d ON d.key = i.document_key WHERE n.document_key = ?1 AND d.key <> ?1 "
                       "ORDER BY d.key",
                       document_key);
    while (rows.next())
        reached.emplace_back(rows->integer(0), rows->text(1));
    for (const auto& [study_key, id] : reached)
        log_change(database, study_key, "notice", id);
}

} // namespace ekb::kb
