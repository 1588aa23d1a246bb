// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/suggestions.h"

#include "kb/store/documents.h"
#include "kb/store/sqlite.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace ekb::kb {

namespace {

using Pair = std::pair<std::int64_t, std::int64_t>;

// A fingerprint that many documents share tells nothing ("aspirin, 100 mg, death").
constexpr int most_sharers = 50;
constexpr int most_pairs = 20'000;

std::vector<Pair> pairs_of(Rows rows) {
    std::vector<Pair> pairs;
    while (rows.next())
        pairs.emplace_back(rows->integer(0), rows->integer(1));
    return pairs;
}

std::vector<Pair> pairs_of_store(Database& database) {
    return pairs_of(
        database.query("WITH shared AS (SELECT value FROM fingerprint GROUP BY value HAVING count(*) BETWEEN 2 AND ?) "
                       "SELECT DISTINCT a.document_key, b.document_key FROM shared JOIN fingerprint a USING (value) "
                       "JOIN fingerprint b USING (value) JOIN document da ON da.key = a.document_key "
                       "JOIN document db ON db.key = b.document_key "
                       "WHERE a.document_key < b.document_key AND da.study_key <> db.study_key ORDER BY 1, 2 LIMIT ?",
                       most_sharers, most_pairs));
}

std::vector<Pair> pairs_of_study(Database& database, std::int64_t study_key) {
    return pairs_of(database.query(
        "SELECT DISTINCT min(own.key, other.key), max(own.key, other.key) FROM document own "
        "JOIN fingerprint a ON a.document_key = own.key JOIN fingerprint b ON b.value = a.value "
        "JOIN document other ON other.key = b.document_key WHERE own.study_key = ?1 AND other.study_key <> ?1 "
        "AND (SELECT count(*) FROM fingerprint c WHERE c.value = a.value) <= ?2 ORDER BY 1, 2 LIMIT ?3",
        study_key, most_sharers, most_pairs));
}

/// The studies between whose reports a person decided: that two of them are of different trials tells so of all others.
std::set<Pair> decided_studies(Database& database) {
    std::set<Pair> decided;
    Rows rows = database.query("SELECT a.study_key, b.study_key FROM join_decision j JOIN document a ON a.id = j.document_a "
                               "JOIN document b ON b.id = j.document_b");
    while (rows.next())
        decided.insert(std::minmax(rows->integer(0), rows->integer(1)));
    return decided;
}

/// Documents, each read once.
class Documents {
public:
    explicit Documents(Database& database) : m_database(database) {}
    const Document& operator[](std::int64_t key) {
        const auto found = m_read.find(key);
        if (found != m_read.end()) return found->second;
        return m_read.emplace(key, load_document(m_database, key).document).first->second;
    }

private:
    Database& m_database;
    std::map<std::int64_t, Document> m_read;
};

struct Candidate {
    Pair studies;
    JoinSuggestion suggestion;
};

std::int64_t study_of(Database& database, std::int64_t document_key) {
    return database.integer("SELECT study_key FROM document WHERE key = ?", document_key).value();
}

/// What the reports of the one study and those of the other would disagree on.
std::vector<Discrepancy> disagreements_of(Database& database, const Pair& studies) {
    std::vector<Document> reports;
    std::set<std::string> of_first;
    for (StoredDocument& stored : load_study(database, studies.first, WithText::no)) {
        of_first.insert(stored.document.id);
        reports.push_back(std::move(stored.document));
    }
    for (StoredDocument& stored : load_study(database, studies.second, WithText::no)) {
        reports.push_back(std::move(stored.document));
    }
    std::vector<Discrepancy> found = discrepancies_of(reports);
    std::erase_if(found, [&](const Discrepancy& discrepancy) {
        const auto heard =
            std::count_if(discrepancy.positions.begin(), discrepancy.positions.end(),
                          [&](const Position& position) { return of_first.contains(position.document); });
        return heard == 0 || static_cast<std::size_t>(heard) == discrepancy.positions.size();
    });
    return found;
}

} // namespace

std::vector<JoinSuggestion> join_suggestions(Database& database, std::optional<std::int64_t> study_key,
                                             std::size_t limit) {
    std::vector<Candidate> candidates;
    Documents documents(database);
    const std::set<Pair> decided = decided_studies(database);
    for (const auto& [a, b] : study_key ? pairs_of_study(database, *study_key) : pairs_of_store(database)) {
        std::optional<JoinSuggestion> suggestion = suggest_join(documents[a], documents[b]);
        if (!suggestion) continue;
        const Pair studies = std::minmax(study_of(database, a), study_of(database, b));
        if (!decided.contains(studies)) candidates.push_back({studies, std::move(*suggestion)});
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.suggestion.score > b.suggestion.score; });
    std::vector<JoinSuggestion> suggestions;
    std::set<Pair> told;
    for (Candidate& candidate : candidates) {
        if (suggestions.size() == limit) break;
        if (!told.insert(candidate.studies).second) continue;
        candidate.suggestion.disagreements = disagreements_of(database, candidate.studies);
        suggestions.push_back(std::move(candidate.suggestion));
    }
    return suggestions;
}

} // namespace ekb::kb
