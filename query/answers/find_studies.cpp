// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/answers/find_studies.h"

#include "query/answers/coverage.h"

#include <algorithm>
#include <functional>
#include <memory>

namespace ekb::query {

using indexer::Clause;
using indexer::Hit;
using indexer::IndexReader;
using indexer::Matches;

namespace {

/// How many of those that are found by their words alone may stand among the others.
constexpr std::size_t most_by_words = 20;

/// Of the studies best by their words, those that have nearly all that was asked, `by_words`: they name a part of it otherwise than the
/// vocabulary reads it.
Matches best_by_words(const IndexReader& index, const QuestionClauses& clauses, const Coverage::ByWords& by_words) {
    const Clause words = combined(Clause::Kind::require, {clauses.score, clauses.filters});
    Clause best{.kind = Clause::Kind::among};
    for (const Hit& hit : index.search(words, {.limit = most_by_words, .exact_total = false}).hits) {
        if (std::ranges::binary_search(by_words, hit.study_key)) best.keys.push_back(hit.study_key);
    }
    if (best.keys.empty()) return {};
    return index.search(combined(Clause::Kind::require, {clauses.score, std::move(best)}), {.limit = most_by_words});
}

void take_out(std::vector<Hit>& hits, const Coverage::ByWords& keys) {
    std::erase_if(hits, [&](const Hit& hit) { return std::ranges::binary_search(keys, hit.study_key); });
}

} // namespace

Matches find_studies(const IndexReader& index, const QuestionClauses& clauses, Page page) {
    const std::size_t wanted = page.offset + page.limit;
    const auto by_words = std::make_shared<Coverage::ByWords>();
    const Clause query = combined(Clause::Kind::require, {clauses.score, clauses.filters, Coverage(index, clauses).clause(by_words)});
    Matches matches = index.search(query, {.limit = wanted + most_by_words});
    if (!by_words->empty()) {
        if (by_words->size() > most_by_words && matches.total > matches.hits.size()) { // they may have taken the places of others
            by_words->clear();
            matches = index.search(query, {.limit = matches.total});
        }
        take_out(matches.hits, *by_words);
        matches.hits.resize(std::min(wanted, matches.hits.size()));
        const Matches literal = best_by_words(index, clauses, *by_words);
        matches.total += literal.total;
        matches.total -= index.count_among(*by_words, clauses.filters);
        matches.hits.insert(matches.hits.end(), literal.hits.begin(), literal.hits.end());
        std::ranges::stable_sort(matches.hits, std::greater{}, &Hit::score);
    }
    matches.hits.erase(matches.hits.begin(), matches.hits.begin() + static_cast<std::ptrdiff_t>(std::min(page.offset, matches.hits.size())));
    matches.hits.resize(std::min(page.limit, matches.hits.size()));
    return matches;
}

} // namespace ekb::query
