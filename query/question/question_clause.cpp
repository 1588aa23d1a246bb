// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/question/question_clause.h"

#include "indexer/tokens.h"
#include "kb/model/error.h"
#include "kb/vocabulary/vocabulary.h"
#include "query/language/parse.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <tuple>

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
constexpr double facet_word = 0.8; // its concept counts too
constexpr double title_word = 0.4;
constexpr double concept_named = 0.8;
constexpr double concept_in_abstract = 0.6;
constexpr double concept_in_title = 0.8;
constexpr double concept_claimed = 0.3;
constexpr double pair_claimed = 0.7;
constexpr double comparator_named = 0.4;
constexpr double neighbours = 0.5;
constexpr unsigned neighbour_window = 3; // a small word may stand between

double word_weight(const QuestionWord& word) {
    if (word.weak) return weak_word;
    return word.facet ? facet_word : 1.0;
}

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
Clause pair_clause(const Reading& reading) {
    const std::string_view with = reading.animals ? prefix::animal_pair : prefix::pair;
    std::vector<Clause> names;
    for (const QuestionFacet& a : reading.facets) {
        for (const QuestionFacet& b : reading.facets) {
            if (a.role != Role::intervention || b.role != Role::endpoint) continue;
            for (const kb::Concept* i : a.concepts) {
                for (const kb::Concept* e : b.concepts)
                    names.push_back(term_clause(with, i->id + "|" + e->id));
            }
        }
    }
    return combined(Kind::one_name, std::move(names));
}

/// Words that stand beside each other in the question and in the report; those of one name count as that already.
std::vector<Clause> neighbour_clauses(const Reading& reading, indexer::Stemmer& stem) {
    std::vector<Clause> clauses;
    const QuestionWord* before = nullptr;
    for (const QuestionWord& word : reading.words) {
        const bool beside = before != nullptr && before->span.end + 1 == word.span.begin;
        const bool one_name = beside && word.facet && word.facet == before->facet;
        if (beside && !one_name && !(before->weak && word.weak) && word.word != before->word) {
            Clause pair = combined(Kind::near, {term_clause("", stem(before->word)), term_clause("", stem(word.word))});
            pair.window = neighbour_window;
            clauses.push_back(scaled(std::move(pair), neighbours));
        }
        before = &word;
    }
    return clauses;
}

/// What names a facet's concepts, the more the nearer to what the trial is about.
Clause facet_clause(const QuestionFacet& facet) {
    return combined(Kind::any_of,
                    {scaled(concepts_clause(prefix::mention, facet.mentioned), concept_named),
                     scaled(concepts_clause(prefix::abstract_mention, facet.mentioned), concept_in_abstract),
                     scaled(concepts_clause(prefix::title_mention, facet.mentioned), concept_in_title),
                     scaled(concepts_clause(field_prefix(facet.role), facet.concepts), concept_claimed)});
}

std::vector<Clause> word_clauses(const Reading& reading, indexer::Stemmer& stem) {
    std::vector<Clause> clauses;
    std::set<std::string> seen;
    const QuestionWord* before = nullptr;
    for (const QuestionWord& word : reading.words) {
        const std::string term = stem(word.word);
        if (seen.insert(term).second) {
            clauses.push_back(scaled(term_clause("", term), word_weight(word)));
            if (!word.weak) clauses.push_back(scaled(term_clause(prefix::title, term), title_word));
        }
        if (word.joined && before != nullptr) clauses.push_back(term_clause("", stem(before->word + word.word)));
        before = &word;
    }
    return clauses;
}

bool is_population(const QuestionFacet& facet) {
    return !facet.concepts.empty() && facet.concepts.front()->kind == kb::ConceptKind::population;
}

/// Where a report names what it is about: what it gives and whom it is on in its abstract, what it measures anywhere.
std::string_view where_named(const QuestionFacet& facet) {
    const bool given = facet.role == Role::intervention || facet.role == Role::comparator;
    const bool in_abstract = given || is_population(facet);
    return in_abstract ? prefix::abstract_mention : prefix::mention;
}

/// A trial is asked for by what was given in it: what happened to some of those who got it is then an answer too.
bool may_be_adverse(const QuestionFacet& facet, const Reading& reading) {
    if (facet.role != Role::condition && facet.role != Role::endpoint) return false;
    return !is_population(facet) && std::ranges::any_of(reading.facets, [](const QuestionFacet& each) { return each.role == Role::intervention; });
}

/// One of the concepts of each part of the question; several of a part are alternatives.
Clause match_clause(const Reading& reading, const kb::Vocabulary& vocabulary) {
    std::vector<Clause> parts;
    for (const auto& part : parts_of(reading, vocabulary)) {
        std::vector<Clause> any;
        for (const QuestionFacet* facet : part) {
            any.push_back(concepts_clause(where_named(*facet), facet->mentioned));
            any.push_back(concepts_clause(field_prefix(facet->role), facet->concepts));
            if (may_be_adverse(*facet, reading)) any.push_back(concepts_clause(prefix::adverse_mention, facet->mentioned));
        }
        parts.push_back(combined(Kind::any_of, std::move(any)));
    }
    return parts.empty() ? Clause{.kind = Kind::everything} : combined(Kind::all_of, std::move(parts));
}

void add_ways(Need& need, const QuestionFacet& facet, bool adverse, indexer::Stemmer& stem) {
    for (const kb::Concept* each : facet.mentioned)
        need.names.push_back(std::string(where_named(facet)) + each->id);
    for (const kb::Concept* each : facet.concepts)
        need.names.push_back(std::string(field_prefix(facet.role)) + each->id);
    for (const kb::Concept* each : facet.mentioned) {
        if (adverse) need.names.push_back(std::string(prefix::adverse_mention) + each->id);
    }
    std::vector<std::string> words;
    for (const indexer::Token& token : indexer::tokens(facet.words))
        words.push_back(stem(token.word));
    // A condition in one word is read in a report as it is in a question: where it names nothing there, it is said of others.
    if (words.size() > 1 || facet.role != Role::condition) need.words.push_back(std::move(words));
}

bool has_digit(const std::string& word) {
    return std::ranges::any_of(word, [](unsigned char c) { return std::isdigit(c) != 0; });
}

/// Numbers are no need of their own: "30g" is written in too many ways.
std::vector<Need> needs_of(const Reading& reading, const CompileContext& context) {
    indexer::Stemmer& stem = context.stem;
    std::vector<Need> needs;
    for (const auto& part : parts_of(reading, context.vocabulary)) {
        Need& need = needs.emplace_back();
        for (const QuestionFacet* facet : part) {
            add_ways(need, *facet, may_be_adverse(*facet, reading), stem);
            // Whom a trial is on is named in common words, and matters all the same.
            if (is_population(*facet)) need.least_bits = 4;
        }
    }
    std::set<std::string> seen;
    for (const QuestionWord& word : reading.words) {
        if (word.weak || word.facet || has_digit(word.word)) continue;
        // Of an endpoint's words, one that no report has is a slip rather than the thing asked for.
        if (word.role == Role::endpoint && context.index.frequency(stem(word.word)) == 0) continue;
        if (!seen.insert(stem(word.word)).second) continue;
        needs.push_back({.words = {{stem(word.word)}}, .is_word = true});
    }
    return needs;
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

} // namespace

bool is_control(const QuestionFacet& facet, const kb::Vocabulary& vocabulary) {
    return std::ranges::all_of(facet.concepts, [&](const kb::Concept* each) {
        if (each->kind != kb::ConceptKind::intervention) return true;
        return vocabulary.is_a(each->id, "ekb:control-intervention") && !vocabulary.is_a(each->id, "ekb:placebo");
    });
}

std::vector<std::vector<const QuestionFacet*>> parts_of(const Reading& reading, const kb::Vocabulary& vocabulary) {
    using Part = std::tuple<int, bool, std::size_t>;
    std::map<Part, std::vector<const QuestionFacet*>> parts;
    for (const QuestionFacet& facet : reading.facets) {
        if (facet.role == Role::comparator && is_control(facet, vocabulary)) continue;
        const bool condition = facet.role == Role::condition;
        const bool population = condition && is_population(facet);
        parts[{static_cast<int>(facet.role), population, condition && !population ? facet.phrase : 0}].push_back(&facet);
    }
    std::vector<std::vector<const QuestionFacet*>> given;
    for (auto& [part, facets] : parts)
        given.push_back(std::move(facets));
    return given;
}

QuestionClauses question_clauses(const Reading& reading, const CompileContext& context) {
    indexer::Stemmer& stem = context.stem;
    QuestionClauses clauses;
    std::vector<Clause> score = word_clauses(reading, stem);
    for (const auto& part : parts_of(reading, context.vocabulary)) {
        std::vector<Clause> alternatives;
        for (const QuestionFacet* facet : part)
            alternatives.push_back(facet_clause(*facet));
        score.push_back(combined(Kind::best_of, std::move(alternatives)));
    }
    for (const QuestionFacet& facet : reading.facets) {
        if (facet.role == Role::comparator && is_control(facet, context.vocabulary))
            score.push_back(scaled(facet_clause(facet), comparator_named));
    }
    // Who asks for no more than that some filters hold asks for all trials that they hold of.
    if (score.empty() && !reading.filters.empty()) score.push_back(Clause{.kind = Kind::everything});
    for (Clause& pair : neighbour_clauses(reading, stem))
        score.push_back(std::move(pair));
    score.push_back(scaled(pair_clause(reading), pair_claimed));
    clauses.score = combined(Kind::any_of, std::move(score));
    clauses.match = match_clause(reading, context.vocabulary);
    clauses.filters = filters_clause(reading, context);
    clauses.parts_understood = parts_of(reading, context.vocabulary).size();
    clauses.needs = needs_of(reading, context);
    return clauses;
}

} // namespace ekb::query
