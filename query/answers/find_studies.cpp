// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/answers/find_studies.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace ekb::query {

using indexer::Clause;
using indexer::Hit;
using indexer::IndexReader;
using indexer::Matches;

namespace {

constexpr std::size_t literal_candidates = 20;
/// Which part of what was asked, weighed by how much each part tells, a study must have: where it has something of
/// every part that was understood, and where it was found by its words alone.
constexpr double share_needed = 0.6;
constexpr double literal_share = 0.85;
/// How much a word that is not understood counts where two parts of the question or more are.
constexpr double word_beside_parts = 0.4;

std::size_t frequency(const IndexReader& index, const std::vector<std::string>& way) {
    std::size_t least = way.empty() ? 0 : index.frequency(way.front());
    for (const std::string& term : way)
        least = std::min(least, index.frequency(term));
    return least;
}

/// The ways of a need as a clause that counts for what the need tells: the rarer it is, the more.
Clause need_clause(const IndexReader& index, const Need& need) {
    std::size_t most = 0;
    std::vector<Clause> ways;
    for (const auto& way : need.ways) {
        most = std::max(most, frequency(index, way));
        std::vector<Clause> terms;
        for (const std::string& term : way)
            terms.push_back(indexer::term_clause("", term));
        ways.push_back(combined(Clause::Kind::all_of, std::move(terms)));
    }
    const auto studies = static_cast<double>(index.study_count());
    const double bits = std::log2((studies + 1) / (static_cast<double>(most) + 0.5));
    return scaled(combined(Clause::Kind::any_of, std::move(ways)), std::max(need.least_bits, bits));
}

/// What was asked for, to be held against studies.
class Needs {
public:
    Needs(const IndexReader& index, const std::vector<Need>& needs) {
        for (const Need& need : needs) {
            m_parts.push_back(need_clause(index, need));
            m_words.push_back(need.is_word);
        }
    }

    /// The studies that have that share of it. `word_weight` is how much words count beside what was understood.
    Clause covered(double share, double word_weight) const {
        Clause enough = combined(Clause::Kind::enough, m_parts);
        enough.low = share;
        double all = 0;
        for (std::size_t i = 0; i < m_words.size(); ++i) {
            if (m_words[i]) enough.parts[i].factor *= word_weight;
            all += enough.parts[i].factor;
        }
        // What the others do not make up for, every such study has: it leads the index to few.
        std::vector<Clause> parts;
        for (const Clause& need : enough.parts) {
            if (all - need.factor < (share - rounding) * all) parts.push_back(need.parts.front());
        }
        parts.push_back(std::move(enough));
        return combined(Clause::Kind::all_of, std::move(parts));
    }

private:
    static constexpr double rounding = 1e-9;
    std::vector<Clause> m_parts;
    std::vector<bool> m_words;
};

/// Of the studies best by their words, those that have nearly all that was asked, and are none of `found` as they are
/// written otherwise than the vocabulary reads it.
Matches search_literally(const IndexReader& index, const QuestionClauses& clauses, Clause covered, Clause found) {
    const Clause others =
        combined(Clause::Kind::without, {combined(Clause::Kind::all_of, {clauses.filters, std::move(covered)}), std::move(found)});
    if (!index.any(others)) return {}; // as it mostly is
    const Clause words = combined(Clause::Kind::require, {clauses.score, clauses.filters});
    Clause best{.kind = Clause::Kind::among};
    for (const Hit& hit : index.search(words, {.limit = literal_candidates, .exact_total = false}).hits)
        best.keys.push_back(hit.study_key);
    if (best.keys.empty()) return {};
    return index.search(combined(Clause::Kind::require, {clauses.score, others, std::move(best)}),
                        {.limit = literal_candidates});
}

} // namespace

Matches find_studies(const IndexReader& index, const QuestionClauses& clauses, Page page) {
    const Needs needs(index, clauses.needs);
    const double word_weight = clauses.parts_understood > 1 ? word_beside_parts : 1;
    const Clause covered = needs.covered(share_needed, word_weight);
    const Clause query = combined(Clause::Kind::require, {clauses.score, clauses.filters, clauses.match, covered});
    Matches matches = index.search(query, {.limit = page.offset + page.limit});
    if (clauses.match.kind != Clause::Kind::everything) {
        const Matches literal = search_literally(index, clauses, needs.covered(literal_share, 1),
                                                 combined(Clause::Kind::all_of, {clauses.match, covered}));
        matches.total += literal.total;
        matches.hits.insert(matches.hits.end(), literal.hits.begin(), literal.hits.end());
        std::ranges::stable_sort(matches.hits, std::greater{}, &Hit::score);
    }
    matches.hits.erase(matches.hits.begin(),
                       matches.hits.begin() + static_cast<std::ptrdiff_t>(std::min(page.offset, matches.hits.size())));
    matches.hits.resize(std::min(page.limit, matches.hits.size()));
    return matches;
}

} // namespace ekb::query
