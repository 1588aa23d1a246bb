// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/answers/find_studies.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

namespace ekb::query {

using indexer::Clause;
using indexer::Hit;
using indexer::IndexReader;
using indexer::Matches;

namespace {

constexpr std::size_t literal_candidates = 20;
constexpr std::size_t least_candidates = 500;
/// Which part of what was asked, weighed by how much each part tells, a study must have: where it has something of
/// every part that was understood, and where it was found by its words alone.
constexpr double share_needed = 0.6;
constexpr double literal_share = 0.85;
/// How much a word that is not understood counts where two parts of the question or more are.
constexpr double word_beside_parts = 0.4;

/// How much of what was asked a study has.
class Coverage {
public:
    Coverage(const IndexReader& index, const std::vector<Need>& needs) : m_index(index), m_needs(needs) {
        const auto studies = static_cast<double>(index.study_count());
        for (const Need& need : needs) {
            std::size_t most = 0;
            for (const auto& way : need.ways) {
                m_terms.insert(m_terms.end(), way.begin(), way.end());
                most = std::max(most, least_frequent(way));
            }
            m_bits.push_back(std::max(need.least_bits, std::log2((studies + 1) / (static_cast<double>(most) + 0.5))));
        }
        std::ranges::sort(m_terms);
        m_terms.erase(std::unique(m_terms.begin(), m_terms.end()), m_terms.end());
    }

    /// 0..1; 1 where nothing was needed. `word_weight` is how much words count beside what was understood.
    double share(std::int64_t study_key, double word_weight) const {
        const std::vector<bool> has = m_index.has_terms(study_key, m_terms);
        const auto has_term = [&](const std::string& term) {
            return has[static_cast<std::size_t>(std::ranges::lower_bound(m_terms, term) - m_terms.begin())];
        };
        const auto has_way = [&](const std::vector<std::string>& way) { return std::ranges::all_of(way, has_term); };
        double held = 0;
        double all = 0;
        for (std::size_t i = 0; i < m_needs.size(); ++i) {
            const double bits = m_bits[i] * (m_needs[i].is_word ? word_weight : 1);
            all += bits;
            if (std::ranges::any_of(m_needs[i].ways, has_way)) held += bits;
        }
        return all > 0 ? held / all : 1;
    }

private:
    std::size_t least_frequent(const std::vector<std::string>& way) const {
        std::size_t least = way.empty() ? 0 : m_index.frequency(way.front());
        for (const std::string& term : way)
            least = std::min(least, m_index.frequency(term));
        return least;
    }

    const IndexReader& m_index;
    const std::vector<Need>& m_needs;
    std::vector<double> m_bits;
    std::vector<std::string> m_terms; // sorted
};

/// The best by score that are covered.
Matches search_covered(const IndexReader& index, const Clause& query, const indexer::SearchOptions& options,
                       const std::function<bool(const Hit&)>& covered) {
    Matches matches = index.search(query, options);
    const std::size_t before = matches.hits.size();
    std::erase_if(matches.hits, std::not_fn(covered));
    // Where some of the best fall short, those beyond them do too.
    if (matches.hits.size() < before) matches.total = matches.hits.size();
    return matches;
}

} // namespace

Matches find_studies(const IndexReader& index, const QuestionClauses& clauses, Page page) {
    const Coverage coverage(index, clauses.needs);
    const std::size_t wanted = std::max(least_candidates, page.offset + page.limit);
    const Clause query = combined(Clause::Kind::require, {clauses.score, clauses.filters, clauses.match});
    const double word_weight = clauses.parts_understood > 1 ? word_beside_parts : 1;
    Matches matches = search_covered(index, query, {.limit = wanted}, [&](const Hit& hit) {
        return coverage.share(hit.study_key, word_weight) >= share_needed;
    });
    std::set<std::int64_t> known;
    for (const Hit& hit : matches.hits)
        known.insert(hit.study_key);
    // Words alone: for what the vocabulary read otherwise than the report writes it.
    const Clause words = combined(Clause::Kind::require, {clauses.score, clauses.filters});
    const Matches literal =
        search_covered(index, words, {.limit = literal_candidates, .exact_total = false},
                       [&](const Hit& hit) { return coverage.share(hit.study_key, 1) >= literal_share; });
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
