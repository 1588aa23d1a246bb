// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/answers/find_studies.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace ekb::query {

using indexer::Clause;
using indexer::Hit;
using indexer::IndexReader;
using indexer::Matches;

namespace {

constexpr std::size_t literal_candidates = 20;
constexpr std::size_t least_candidates = 200;
/// Which part of what was asked, weighed by how much each part tells, a study must have: where it has something of
/// every part that was understood, and where it was found by its words alone.
constexpr double share_needed = 0.6;
constexpr double literal_share = 0.85;

/// How much of what was asked a study has.
class Coverage {
public:
    Coverage(const IndexReader& index, const std::vector<std::vector<std::string>>& needs) : m_index(index) {
        const auto studies = static_cast<double>(index.study_count());
        for (const auto& any : needs) {
            std::size_t most = 0;
            for (const std::string& term : any) {
                m_terms.emplace_back(term, m_bits.size());
                most = std::max(most, index.frequency(term));
            }
            // The rarer, the more it tells; what every study has still tells a little.
            m_bits.push_back(std::max(0.1, std::log2((studies + 1) / (static_cast<double>(most) + 0.5))));
        }
        std::ranges::sort(m_terms);
        for (const auto& [term, need] : m_terms)
            m_sorted.push_back(term);
    }

    double share(std::int64_t study_key) const {
        const std::vector<bool> has = m_index.has_terms(study_key, m_sorted);
        std::set<std::size_t> held;
        for (std::size_t i = 0; i < has.size(); ++i) {
            if (has[i]) held.insert(m_terms[i].second);
        }
        double sum = 0;
        double all = 0;
        for (std::size_t need = 0; need < m_bits.size(); ++need) {
            all += m_bits[need];
            if (held.contains(need)) sum += m_bits[need];
        }
        return all > 0 ? sum / all : 1;
    }

private:
    const IndexReader& m_index;
    std::vector<double> m_bits;
    std::vector<std::pair<std::string, std::size_t>> m_terms; // and which need each belongs to; sorted
    std::vector<std::string> m_sorted;
};

/// The best by score that have at least this share.
Matches search_covered(const IndexReader& index, const Clause& query, const indexer::SearchOptions& options,
                       const Coverage& coverage, double least) {
    Matches matches = index.search(query, options);
    const std::size_t before = matches.hits.size();
    std::erase_if(matches.hits, [&](const Hit& hit) { return coverage.share(hit.study_key) < least; });
    matches.total -= before - matches.hits.size();
    return matches;
}

} // namespace

Matches find_studies(const IndexReader& index, const QuestionClauses& clauses, Page page) {
    const Coverage coverage(index, clauses.needs);
    const std::size_t wanted = std::max(least_candidates, page.offset + page.limit);
    const Clause query = combined(Clause::Kind::require, {clauses.score, clauses.filters, clauses.match});
    Matches matches = search_covered(index, query, {.limit = wanted}, coverage, share_needed);
    std::set<std::int64_t> known;
    for (const Hit& hit : matches.hits)
        known.insert(hit.study_key);
    // Words alone: for what the vocabulary read otherwise than the report writes it.
    const Clause words = combined(Clause::Kind::require, {clauses.score, clauses.filters});
    const Matches literal =
        search_covered(index, words, {.limit = literal_candidates, .exact_total = false}, coverage, literal_share);
    for (const Hit& hit : literal.hits) {
        if (!known.insert(hit.study_key).second) continue;
        matches.hits.push_back(hit);
        matches.total = std::max(matches.total, known.size());
    }
    std::ranges::stable_sort(matches.hits, std::greater{}, &Hit::score);
    matches.hits.erase(matches.hits.begin(),
                       matches.hits.begin() + static_cast<std::ptrdiff_t>(std::min(page.offset, matches.hits.size())));
    matches.hits.resize(std::min(page.limit, matches.hits.size()));
    return matches;
}

} // namespace ekb::query
