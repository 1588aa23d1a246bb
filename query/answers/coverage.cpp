// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/answers/coverage.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace ekb::query {

using indexer::Clause;
using indexer::IndexReader;

namespace {

/// Which part of what was asked, weighed by how much each part tells, a study must have: where it has something of
/// every part that was understood, and where it was found by its words alone. Who has the second has the first, whatever
/// words count.
constexpr double share_needed = 0.6;
constexpr double share_by_words = 0.85;
/// How much a word that is not understood counts where two parts of the question or more are.
constexpr double word_beside_parts = 0.4;
constexpr double rounding = 1e-9;

/// A number of studies that has all of the terms is no larger.
std::size_t frequency(const IndexReader& index, const std::vector<std::string>& terms) {
    std::size_t least = terms.empty() ? 0 : index.frequency(terms.front());
    for (const std::string& term : terms)
        least = std::min(least, index.frequency(term));
    return least;
}

double bits_of(const IndexReader& index, const Need& need) {
    std::size_t most = 0;
    for (const std::string& name : need.names)
        most = std::max(most, index.frequency(name));
    for (const auto& words : need.words)
        most = std::max(most, frequency(index, words));
    const auto studies = static_cast<double>(index.study_count());
    return std::max(need.least_bits, std::log2((studies + 1) / (static_cast<double>(most) + 0.5)));
}

Clause all_terms(const std::vector<std::string>& terms) {
    std::vector<Clause> all;
    all.reserve(terms.size());
    for (const std::string& term : terms)
        all.push_back(indexer::term_clause("", term));
    return combined(Clause::Kind::all_of, std::move(all));
}

Clause any_name(const Need& need) {
    std::vector<Clause> any;
    any.reserve(need.names.size());
    for (const std::string& name : need.names)
        any.push_back(all_terms({name}));
    return combined(Clause::Kind::any_of, std::move(any));
}

Clause any_words(const Need& need) {
    std::vector<Clause> any;
    any.reserve(need.words.size());
    for (const auto& words : need.words)
        any.push_back(all_terms(words));
    return combined(Clause::Kind::any_of, std::move(any));
}

} // namespace

/// Asks of each part for its names, and where it has none of them for its words.
class Coverage::Judge final : public indexer::PartsJudge {
public:
    Judge(const Coverage& coverage, std::shared_ptr<ByWords> by_words) : m_by_words(std::move(by_words)), m_bits(coverage.m_bits), m_weight(coverage.m_weight) {
        for (const Part& part : coverage.m_parts)
            m_parts.push_back({part.bits, part.weight, part.is_word});
    }

    bool holds(std::int64_t study, const Has& has) const override {
        double bits = 0;
        double weight = 0;
        bool all_named = true;
        for (std::size_t i = 0; i < m_parts.size(); ++i) {
            const Weights& part = m_parts[i];
            const bool named = !part.is_word && has(2 * i);
            if (!part.is_word && !named) all_named = false;
            if (!named && !has(2 * i + 1)) continue;
            bits += part.bits;
            weight += part.weight;
        }
        if (m_weight > 0 && weight / m_weight < share_needed) return false;
        if (all_named) return true;
        if (m_bits > 0 && bits / m_bits < share_by_words) return false;
        m_by_words->push_back(study);
        return true;
    }

private:
    struct Weights {
        double bits;
        double weight;
        bool is_word;
    };
    std::vector<Weights> m_parts;
    std::shared_ptr<ByWords> m_by_words;
    double m_bits;
    double m_weight;
};

Coverage::Coverage(const IndexReader& index, const QuestionClauses& clauses) {
    const double word_weight = clauses.parts_understood > 1 ? word_beside_parts : 1;
    for (const Need& need : clauses.needs) {
        const double bits = bits_of(index, need);
        m_parts.push_back({bits, need.is_word ? bits * word_weight : bits, need.is_word, any_name(need), any_words(need)});
        m_bits += m_parts.back().bits;
        m_weight += m_parts.back().weight;
    }
}

/// Whether every study with enough has the part, as the others do not make up for it.
bool Coverage::leads(const Part& part) const {
    if (m_weight - part.weight < (share_needed - rounding) * m_weight) return true;
    return !part.is_word && m_bits - part.bits < (share_by_words - rounding) * m_bits;
}

Clause Coverage::clause(std::shared_ptr<ByWords> by_words) const {
    std::vector<Clause> all;
    Clause judged{.kind = Clause::Kind::judged};
    for (const Part& part : m_parts) {
        // It leads the index to few.
        if (leads(part)) all.push_back(combined(Clause::Kind::any_of, {part.names, part.words}));
        judged.parts.push_back(part.names);
        judged.parts.push_back(part.words);
    }
    judged.judge = std::make_shared<Judge>(*this, std::move(by_words));
    all.push_back(std::move(judged));
    return combined(Clause::Kind::all_of, std::move(all));
}

} // namespace ekb::query
