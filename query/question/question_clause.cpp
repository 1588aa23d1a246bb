// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/question/question_clause.h"

#include "indexer/tokens.h"
#include "kb/model/error.h"
#include "kb/vocabulary/vocabulary.h"
#include "query/language/parse.h"

#include <algorithm>
#include <set>

namespace ekb::query {

using indexer::Clause;
using indexer::combined;
using indexer::scaled;
using indexer::term_clause;
namespace prefix = indexer::prefix;
using Kind = Clause::Kind;

namespace {

// How much each kind of evidence adds to a study's score beside the words of its text, fitted on questions over
// full texts; the scores are BM25's.
constexpr double weak_word = 0.3;
constexpr double title_word = 0.4;
constexpr double concept_named = 1.0;
constexpr double concept_claimed = 0.5;
constexpr double pair_claimed = 1.0;

std::string_view field_prefix(Role role) {
    switch (role) {
    case Role::intervention:
        return prefix::intervention;
    case Role::comparator:
        return prefix::comparator;
    case Role::endpoint:
        return prefix::endpoint;
    case Role::condition:
        break;
    }
    return prefix::condition;
}

Clause concepts_clause(std::string_view with_prefix, const std::vector<const kb::Concept*>& concepts) {
    std::vector<Clause> names;
    for (const kb::Concept* each : concepts)
        names.push_back(term_clause(with_prefix, each->id));
    return combined(Kind::one_name, std::move(names));
}

/// Intervention and endpoint in one claim.
std::vector<Clause> pair_clauses(const Reading& reading) {
    const std::string_view with = reading.animals ? prefix::animal_pair : prefix::pair;
    std::vector<Clause> pairs;
    for (const Facet& a : reading.facets) {
        for (const Facet& b : reading.facets) {
            if (a.role != Role::intervention || b.role != Role::endpoint) continue;
            std::vector<Clause> names;
            for (const kb::Concept* i : a.concepts) {
                for (const kb::Concept* e : b.concepts)
                    names.push_back(term_clause(with, i->id + "|" + e->id));
            }
            pairs.push_back(scaled(combined(Kind::one_name, std::move(names)), pair_claimed));
        }
    }
    return pairs;
}

std::vector<Clause> word_clauses(const Reading& reading, indexer::Stemmer& stem) {
    std::vector<Clause> clauses;
    std::set<std::string> seen;
    const QuestionWord* before = nullptr;
    for (const QuestionWord& word : reading.words) {
        const std::string term = stem(word.word);
        if (seen.insert(term).second) {
            clauses.push_back(scaled(term_clause("", term), word.weak ? weak_word : 1.0));
            if (!word.weak) clauses.push_back(scaled(term_clause(prefix::title, term), title_word));
        }
        if (word.joined && before != nullptr) clauses.push_back(term_clause("", stem(before->word + word.word)));
        before = &word;
    }
    return clauses;
}

bool is_population(const Facet& facet) {
    return !facet.concepts.empty() && facet.concepts.front()->kind == kb::ConceptKind::population;
}

/// One of the concepts of each part of the question; several of a part are alternatives.
Clause match_clause(const Reading& reading) {
    std::vector<Clause> parts;
    const auto add_part = [&](auto belongs) {
        std::vector<Clause> any;
        for (const Facet& facet : reading.facets) {
            if (!belongs(facet)) continue;
            any.push_back(concepts_clause(prefix::mention, facet.mentioned));
            any.push_back(concepts_clause(field_prefix(facet.role), facet.concepts));
        }
        if (!any.empty()) parts.push_back(combined(Kind::any_of, std::move(any)));
    };
    add_part([](const Facet& f) { return f.role == Role::intervention; });
    add_part([](const Facet& f) { return f.role == Role::endpoint; });
    add_part([](const Facet& f) { return f.role == Role::condition && !is_population(f); });
    add_part([](const Facet& f) { return f.role == Role::condition && is_population(f); });
    return parts.empty() ? Clause{.kind = Kind::everything} : combined(Kind::all_of, std::move(parts));
}

/// A filter is a query of data/filters.tsv.
Clause filter_clause(const std::string& query, const CompileContext& context) {
    const auto node = parse_query(query);
    if (!node) throw Error("query/data/filters.tsv: " + query + ": " + node.error().message);
    return compile(*node, query, context).clause;
}

Clause filters_clause(const Reading& reading, const CompileContext& context) {
    std::vector<Clause> all{Clause{.kind = Kind::everything}};
    for (const FoundFilter& found : reading.filters)
        all.push_back(filter_clause(found.filter.query, context));
    Clause clause = combined(Kind::all_of, std::move(all));
    if (reading.animals) return clause;
    // A study of animals alone answers a question on animals only.
    Clause animals_alone =
        combined(Kind::without, {term_clause(prefix::species, "animal"), term_clause(prefix::species, "human")});
    return combined(Kind::without, {std::move(clause), std::move(animals_alone)});
}

/// The comparator is left out: reports name it in too many ways.
std::vector<std::vector<std::string>> needs_of(const Reading& reading, indexer::Stemmer& stem) {
    std::vector<std::vector<std::string>> needs;
    for (const Facet& facet : reading.facets) {
        if (facet.role == Role::comparator) continue;
        std::vector<std::string> any;
        for (const kb::Concept* each : facet.mentioned)
            any.push_back(std::string(prefix::mention) + each->id);
        for (const kb::Concept* each : facet.concepts)
            any.push_back(std::string(field_prefix(facet.role)) + each->id);
        needs.push_back(std::move(any));
    }
    std::set<std::string> seen;
    for (const QuestionWord& word : reading.words) {
        if (word.weak || word.facet) continue;
        if (seen.insert(stem(word.word)).second) needs.push_back({stem(word.word)});
    }
    return needs;
}

} // namespace

QuestionClauses question_clauses(const Reading& reading, const CompileContext& context) {
    indexer::Stemmer& stem = context.stem;
    QuestionClauses clauses;
    std::vector<Clause> score = word_clauses(reading, stem);
    for (const Facet& facet : reading.facets) {
        score.push_back(scaled(concepts_clause(prefix::mention, facet.mentioned), concept_named));
        score.push_back(scaled(concepts_clause(field_prefix(facet.role), facet.concepts), concept_claimed));
    }
    for (Clause& pair : pair_clauses(reading))
        score.push_back(std::move(pair));
    clauses.score = combined(Kind::any_of, std::move(score));
    clauses.match = match_clause(reading);
    clauses.filters = filters_clause(reading, context);
    clauses.needs = needs_of(reading, stem);
    return clauses;
}

} // namespace ekb::query
