// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/studies.h"

#include "kb/store/grouping.h"
#include "kb/store/replace.h"
#include "kb/store/sqlite.h"

#include <algorithm>
#include <map>
#include <utility>

namespace ekb::kb {

namespace {

struct Member {
    std::int64_t key = 0;
    std::string id;
    std::int64_t study_key = 0;
};

std::vector<Member> members_of(Database& database, const std::set<std::int64_t>& study_keys) {
    std::vector<Member> members;
    for (const std::int64_t study_key : study_keys) {
        Rows rows = database.query("SELECT key, id, study_key FROM document WHERE study_key = ?", study_key);
        while (rows.next())
            members.push_back({rows->integer(0), std::string(rows->text(1)), rows->integer(2)});
    }
    std::sort(members.begin(), members.end(), [](const Member& a, const Member& b) { return a.key < b.key; });
    return members;
}

std::vector<std::vector<std::size_t>> sharing_of(Database& database, const std::vector<Member>& members) {
    std::map<std::string, std::vector<std::size_t>> by_value;
    for (std::size_t i = 0; i < members.size(); ++i) {
        Rows rows = database.query("SELECT value FROM identifier WHERE document_key = ? AND joins = 1", members[i].key);
        while (rows.next())
            by_value[std::string(rows->text(0))].push_back(i);
    }
    std::vector<std::vector<std::size_t>> sharing;
    for (auto& [value, documents] : by_value) {
        if (documents.size() > 1) sharing.push_back(std::move(documents));
    }
    return sharing;
}

GroupingInput input_of(Database& database, const std::vector<Member>& members) {
    GroupingInput input;
    input.documents = members.size();
    input.sharing = sharing_of(database, members);
    std::map<std::string_view, std::size_t> number;
    for (std::size_t i = 0; i < members.size(); ++i)
        number[members[i].id] = i;
    for (const Member& member : members) {
        Rows rows = database.query("SELECT document_a, document_b, together FROM join_decision WHERE document_a = ?",
                                   member.id);
        while (rows.next()) {
            const auto other = number.find(rows->text(1));
            if (other == number.end()) continue;
            (rows->integer(2) != 0 ? input.together : input.apart).emplace_back(number[member.id], other->second);
        }
    }
    return input;
}

/// Each group's study: the oldest that one of its documents is in and no older group has taken, else a new one.
std::vector<std::int64_t> studies_of(Database& database, const std::vector<Member>& members,
                                     const std::vector<std::size_t>& oldest) {
    std::map<std::size_t, std::set<std::int64_t>> candidates;
    for (std::size_t i = 0; i < members.size(); ++i)
        candidates[oldest[i]].insert(members[i].study_key);
    std::set<std::int64_t> taken;
    std::map<std::size_t, std::int64_t> study_of;
    for (const auto& [first, keys] : candidates) {
        const auto free =
            std::find_if(keys.begin(), keys.end(), [&](std::int64_t key) { return !taken.contains(key); });
        study_of[first] = free != keys.end() ? *free : new_study(database);
        taken.insert(study_of[first]);
    }
    std::vector<std::int64_t> studies;
    studies.reserve(members.size());
    for (const std::size_t first : oldest)
        studies.push_back(study_of[first]);
    return studies;
}

void move(Database& database, const Member& member, std::int64_t to) {
    const std::int64_t sequence = log_change(database, member.study_key, "regroup", member.id);
    log_change(database, to, "regroup", member.id);
    database.execute("INSERT INTO study_move (document, from_study, to_study, sequence) VALUES (?, ?, ?, ?)", member.id,
                     member.study_key, to, sequence);
    database.execute("UPDATE document SET study_key = ? WHERE key = ?", to, member.key);
}

} // namespace

std::int64_t new_study(Database& database) {
    database.execute("INSERT INTO study DEFAULT VALUES");
    return database.last_insert_key();
}

std::set<std::int64_t> tied_studies(Database& database, std::int64_t document_key) {
    std::set<std::int64_t> keys;
    Rows rows =
        database.query("SELECT study_key FROM document WHERE key = ?1 UNION "
                       "SELECT d.study_key FROM identifier own JOIN identifier other ON other.value = own.value "
                       "JOIN document d ON d.key = other.document_key "
                       "WHERE own.document_key = ?1 AND own.joins = 1 AND other.joins = 1 UNION "
                       "SELECT d.study_key FROM document self JOIN join_decision j ON j.document_a = self.id "
                       "JOIN document d ON d.id = j.document_b WHERE self.key = ?1 UNION "
                       "SELECT d.study_key FROM document self JOIN join_decision j ON j.document_b = self.id "
                       "JOIN document d ON d.id = j.document_a WHERE self.key = ?1",
                       document_key);
    while (rows.next())
        keys.insert(rows->integer(0));
    return keys;
}

std::optional<std::int64_t> simple_study(Database& database, const PreparedDocument& document) {
    if (database.integer("SELECT 1 FROM join_decision LIMIT 1")) return std::nullopt;
    std::set<std::int64_t> keys;
    for (const OwnIdentifier& own : document.identifiers) {
        if (!own.joins) continue;
        Rows rows =
            database.query("SELECT d.study_key FROM identifier i JOIN document d ON d.key = i.document_key "
                           "WHERE i.value = ? AND i.joins = 1",
                           own.value);
        while (rows.next())
            keys.insert(rows->integer(0));
    }
    if (keys.empty()) return new_study(database);
    if (keys.size() == 1) return *keys.begin();
    return std::nullopt;
}

void regroup(Database& database, const std::set<std::int64_t>& study_keys) {
    const std::vector<Member> members = members_of(database, study_keys);
    const std::vector<std::size_t> oldest = group(input_of(database, members));
    const std::vector<std::int64_t> studies = studies_of(database, members, oldest);
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (studies[i] != members[i].study_key) move(database, members[i], studies[i]);
    }
}

void remember_decision(Database& database, const JoinDecision& decision) {
    database.execute(
        "INSERT INTO join_decision (document_a, document_b, together, who, at_ms, why) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (document_a, document_b) DO UPDATE SET together = excluded.together, who = excluded.who, "
        "at_ms = excluded.at_ms, why = excluded.why",
        decision.document_a, decision.document_b, decision.together, decision.who, decision.at_ms, decision.why);
}

std::vector<Join> joins(Database& database, std::optional<std::int64_t> study_key) {
    std::vector<Join> found;
    std::string value;
    std::string first;
    std::int64_t of_study = 0;
    Rows rows =
        database.query("SELECT d.study_key, i.value, d.id FROM document d JOIN identifier i ON i.document_key = d.key "
                       "WHERE i.joins = 1 AND (?1 IS NULL OR d.study_key = ?1) ORDER BY d.study_key, i.value, d.key",
                       study_key);
    while (rows.next()) {
        if (rows->integer(0) == of_study && rows->text(1) == value) {
            found.push_back({of_study, first, std::string(rows->text(2)), value});
            continue;
        }
        of_study = rows->integer(0);
        value = rows->text(1);
        first = rows->text(2);
    }
    Rows decided =
        database.query("SELECT a.study_key, a.id, b.id FROM join_decision j JOIN document a ON a.id = j.document_a "
                       "JOIN document b ON b.id = j.document_b WHERE j.together = 1 AND a.study_key = b.study_key "
                       "AND (?1 IS NULL OR a.study_key = ?1) ORDER BY a.study_key, j.key",
                       study_key);
    while (decided.next()) {
        found.push_back({decided->integer(0), std::string(decided->text(1)), std::string(decided->text(2)), ""});
    }
    return found;
}

std::vector<JoinDecision> join_decisions(Database& database) {
    std::vector<JoinDecision> decisions;
    Rows rows =
        database.query("SELECT document_a, document_b, together, who, at_ms, why FROM join_decision ORDER BY key");
    while (rows.next()) {
        decisions.push_back({std::string(rows->text(0)), std::string(rows->text(1)), rows->integer(2) != 0,
                             std::string(rows->text(3)), rows->integer(4), std::string(rows->text(5))});
    }
    return decisions;
}

} // namespace ekb::kb
