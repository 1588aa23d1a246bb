// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/language/compile.h"

#include "indexer/entry_terms.h"
#include "indexer/tokens.h"
#include "kb/vocabulary/vocabulary.h"
#include "query/language/claim_test.h"
#include "query/language/field_terms.h"
#include "query/language/groups.h"
#include "query/question/names.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <iterator>
#include <utility>

namespace ekb::query {

using indexer::Clause;
using indexer::combined;
using indexer::term_clause;
namespace prefix = indexer::prefix;
using Kind = Clause::Kind;

namespace {

Clause ids_clause(std::string_view with, const std::vector<const kb::Concept*>& concepts) {
    std::vector<Clause> names;
    for (const kb::Concept* each : concepts)
        names.push_back(term_clause(with, each->id));
    return combined(Kind::one_name, std::move(names));
}

/// A braced list would copy both.
Clause pair_of(Kind kind, Clause first, Clause second) {
    Clause clause{.kind = kind};
    clause.parts.reserve(2);
    clause.parts.push_back(std::move(first));
    clause.parts.push_back(std::move(second));
    return clause;
}

Clause range_clause(const Node& node) {
    Clause clause{.kind = Kind::range};
    clause.slot = node.field->name == "year" ? indexer::Slot::year : indexer::Slot::n;
    const double infinity = std::numeric_limits<double>::infinity();
    clause.low = node.range->low_open ? std::nextafter(node.range->low, infinity) : node.range->low;
    clause.high = node.range->high_open ? std::nextafter(node.range->high, -infinity) : node.range->high;
    return clause;
}

Role role_of(kb::ConceptKind kind) {
    if (kind == kb::ConceptKind::intervention) return Role::intervention;
    if (kind == kb::ConceptKind::endpoint) return Role::endpoint;
    return Role::condition;
}

class Compiler {
public:
    Compiler(std::string_view query, const CompileContext& context) : m_query(query), m_context(context) {}

    Clause clause(const Node& node) {
        switch (node.kind) {
        case Node::Kind::all:
            return all(node);
        case Node::Kind::any:
            return any(node);
        case Node::Kind::not_:
            return negated(node);
        case Node::Kind::near:
            return near(node);
        case Node::Kind::value:
            break;
        }
        if (node.field == nullptr) return is_bare_word(node) ? words({&node}) : bare(node);
        return is_untold(node) ? of_one_claim({&node}) : field(node);
    }

    Compiled compiled;

private:
    Clause any(const Node& node) {
        const bool outer = std::exchange(m_alternative, true);
        std::vector<Clause> parts;
        for (const Node& part : node.parts)
            parts.push_back(clause(part));
        m_alternative = outer;
        return combined(Kind::any_of, std::move(parts));
    }

    /// What the NOT stands before.
    Clause unwanted(const Node& node) {
        // What is not wanted puts no claim forward.
        Compiler inner(m_query, m_context);
        Clause clause = inner.clause(node.parts.at(0));
        for (ReadConcept& read : inner.compiled.concepts)
            read.excluded = !read.excluded;
        std::ranges::move(inner.compiled.concepts, std::back_inserter(compiled.concepts));
        std::ranges::move(inner.compiled.notes, std::back_inserter(compiled.notes));
        return clause;
    }

    Clause negated(const Node& node) { return pair_of(Kind::without, Clause{.kind = Kind::everything}, unwanted(node)); }

    Clause all(const Node& node) {
        std::vector<Clause> parts;
        std::vector<Clause> nots; // taken from the others at the end: no list of all studies is needed
        for (const NodeGroup& group : groups_of(node)) {
            const Node& first = *group.nodes.front();
            if (group.kind == NodeGroup::Kind::one_claim)
                parts.push_back(of_one_claim(group.nodes));
            else if (group.kind == NodeGroup::Kind::words)
                parts.push_back(words(group.nodes));
            else if (first.kind == Node::Kind::not_)
                nots.push_back(unwanted(first));
            else
                parts.push_back(clause(first));
        }
        if (parts.empty()) parts.push_back(Clause{.kind = Kind::everything});
        Clause wanted = parts.size() == 1 ? std::move(parts.front()) : combined(Kind::all_of, std::move(parts));
        if (nots.empty()) return wanted;
        nots.insert(nots.begin(), std::move(wanted));
        return combined(Kind::without, std::move(nots));
    }

    /// The studies of which one claim has them all: found by terms as far as they tell, and then by their claims.
    Clause of_one_claim(const std::vector<const Node*>& nodes) {
        std::vector<Clause> told{Clause{.kind = Kind::everything}};
        for (const Node* node : nodes) {
            if (!is_untold(*node)) told.push_back(clause(*node));
        }
        Clause together{.kind = Kind::tested};
        together.slot = indexer::Slot::claims;
        together.test = claim_test(nodes, m_context.vocabulary, m_context.stem);
        if (!m_alternative) compiled.asked.claim_tests.push_back(together.test);
        return pair_of(Kind::require, combined(Kind::all_of, std::move(told)), std::move(together));
    }

    std::vector<Clause> stem_terms(std::string_view with, std::string_view text) {
        std::vector<Clause> terms;
        for (const indexer::Token& token : indexer::tokens(text)) {
            terms.push_back({.kind = Kind::term, .term = indexer::with_prefix(with, m_context.stem(token.word))});
        }
        return terms;
    }

    /// The words next to each other, or the one word; nothing where the text holds no word.
    Clause phrase(std::string_view with, std::string_view text) {
        std::vector<Clause> terms = stem_terms(with, text);
        if (terms.empty()) return {.kind = Kind::nothing};
        if (terms.size() == 1) return std::move(terms.front());
        const auto window = static_cast<unsigned>(terms.size());
        Clause clause = combined(Kind::phrase, std::move(terms));
        clause.window = window;
        return clause;
    }

    Clause starts(std::string_view with, const std::string& value) {
        std::string folded;
        for (const indexer::Token& token : indexer::tokens(value))
            folded += token.word;
        Clause clause{.kind = Kind::starts};
        clause.term = std::string(with) + folded;
        if (!with.empty()) return clause;
        Clause whole{.kind = Kind::starts};
        whole.term = std::string(prefix::word) + folded;
        std::vector<Clause> ways{std::move(clause), std::move(whole)};
        const std::string& stem = m_context.stem(folded);
        if (stem != folded && indexer::stem_tells(folded, stem)) ways.push_back(term_clause("", stem));
        return combined(Kind::any_of, std::move(ways));
    }

    /// `field` is the one they are named in; nullptr: none.
    void note_concepts(const std::vector<const kb::Concept*>& concepts, const std::string& words, ByteSpan span,
                       bool exact, const Field* field = nullptr) {
        for (const kb::Concept* each : concepts) {
            ReadConcept read{each->id, each->label, {}, words, span, field == nullptr ? role_of(each->kind) : from_name<Role>(field->name)};
            if (!exact) read.expanded = m_context.names.of(*each, words);
            compiled.concepts.push_back(std::move(read));
        }
    }

    void ask_for(std::string_view field_name, std::string_view text, const std::vector<const kb::Concept*>& concepts) {
        Asked& asked = compiled.asked;
        if (field_name == "condition") {
            std::ranges::copy_if(concepts, std::back_inserter(asked.condition_concepts),
                                 [](const kb::Concept* each) { return each->kind == kb::ConceptKind::condition; });
            return;
        }
        const bool intervention = field_name == "intervention";
        if (!intervention && field_name != "comparator" && field_name != "endpoint") return;
        auto& stems = intervention ? asked.intervention : field_name == "endpoint" ? asked.endpoint : asked.comparator;
        auto& ids = intervention               ? asked.intervention_concepts
                    : field_name == "endpoint" ? asked.endpoint_concepts
                                               : asked.comparator_concepts;
        for (const indexer::Token& token : indexer::tokens(text))
            stems.push_back(m_context.stem(token.word));
        std::ranges::sort(stems);
        ids.insert(ids.end(), concepts.begin(), concepts.end());
    }

    Clause concept_field(const Node& node) {
        const FieldTerms& terms = field_terms(node.field->name);
        if (node.starts) return starts(terms.words, node.value);
        std::string value = node.value;
        auto concepts = named_concepts(*node.field, value, m_context.vocabulary);
        if (concepts.empty()) {
            value = respelled(value, terms.words);
            concepts = named_concepts(*node.field, value, m_context.vocabulary);
        }
        ask_for(node.field->name, value, concepts);
        note_concepts(concepts, node.value, node.span, node.exact, node.field);
        if (node.exact && !concepts.empty()) return ids_clause(terms.concept_itself, concepts);
        std::vector<Clause> stems = stem_terms(terms.words, value);
        Clause by_words = stems.empty() ? Clause{.kind = Kind::nothing} : combined(Kind::all_of, std::move(stems));
        if (concepts.empty()) return by_words;
        return pair_of(Kind::any_of, ids_clause(terms.concept_terms, concepts), std::move(by_words));
    }

    /// The value with a word that no claim has, or a long one that is a letter off, replaced by a near one of the
    /// vocabulary; a note says so.
    std::string respelled(const std::string& value, std::string_view with) {
        const auto suggestions = m_context.vocabulary.suggest(value, 1);
        if (suggestions.empty()) return value;
        const auto unknown = [&](const Clause& term) { return m_context.index.frequency(term.term) == 0; };
        if (!std::ranges::any_of(stem_terms(with, value), unknown) && suggestions.front().distance > 1) return value;
        compiled.notes.push_back(respelling_note(value, suggestions.front().text));
        return suggestions.front().text;
    }

    Clause id_field(const Node& node) {
        const std::string_view with = field_terms(node.field->name).words;
        const std::string term = indexer::with_prefix_lower(with, node.value);
        if (node.starts) {
            Clause clause{.kind = Kind::starts};
            clause.term = term;
            return clause;
        }
        const bool digits = std::ranges::all_of(node.value, [](unsigned char c) { return std::isdigit(c) != 0; });
        if (!digits || with != prefix::identifier) return {.kind = Kind::term, .term = term};
        return {.kind = Kind::term, .term = indexer::with_prefix_lower(with, "pmid:" + node.value)};
    }

    Clause name_field(const Node& node) {
        const std::string_view with = field_terms(node.field->name).words;
        if (node.field->name != "design" || node.value != "randomised") return term_clause(with, node.value);
        std::vector<Clause> any_design;
        for (const auto& [type, name] : EnumNames<DesignType>::rows) {
            if (type <= DesignType::other_rct) any_design.push_back(term_clause(with, name));
        }
        return combined(Kind::any_of, std::move(any_design));
    }

    Clause field(const Node& node) {
        switch (node.field->kind) {
        case FieldKind::concept_name:
            return concept_field(node);
        case FieldKind::number:
            return range_clause(node);
        case FieldKind::id:
            return id_field(node);
        case FieldKind::name:
            return name_field(node);
        case FieldKind::dose:
        case FieldKind::text:
            break;
        }
        const std::string_view with = field_terms(node.field->name).words;
        return node.starts ? starts(with, node.value) : phrase(with, node.value);
    }

    /// A phrase, a word with a star, or exactly this word, of anything.
    Clause bare(const Node& node) {
        if (node.starts) return starts("", node.value);
        const auto concepts = m_context.vocabulary.lookup(node.value, std::nullopt, kb::LetterCase::ignored);
        note_concepts(concepts, node.value, node.span, node.exact);
        Clause by_words = phrase("", node.value);
        if (concepts.empty()) return by_words;
        if (!node.exact) ask_for_any(concepts, node.value);
        return pair_of(Kind::any_of, ids_clause(node.exact ? prefix::exact_mention : prefix::mention, concepts),
                       std::move(by_words));
    }

    void ask_for_any(const std::vector<const kb::Concept*>& concepts, std::string_view text) {
        // What may be an endpoint is not held against what the participants have.
        const bool measured = std::ranges::any_of(concepts, [](const kb::Concept* each) { return each->kind == kb::ConceptKind::endpoint; });
        for (const kb::Concept* each : concepts) {
            if (each->kind == kb::ConceptKind::intervention) ask_for("intervention", text, {each});
            if (each->kind == kb::ConceptKind::endpoint) ask_for("endpoint", text, {each});
            if (each->kind == kb::ConceptKind::condition && !measured) ask_for("condition", text, {each});
        }
    }

    /// Words beside each other: the names that they make, and the others one by one.
    Clause words(const std::vector<const Node*>& run) {
        const std::size_t begin = run.front()->span.begin;
        const std::string written(m_query.substr(begin, run.back()->span.end - begin));
        std::vector<Correction> corrections;
        const std::string text = corrected(written, m_context.index, m_context.vocabulary, m_context.spelling, corrections);
        for (const Correction& each : corrections)
            compiled.notes.push_back(respelling_note(each.from, each.to));
        std::vector<Clause> parts;
        std::size_t done = 0;
        for (const kb::Mention& mention : question_names(text, m_context.vocabulary)) {
            add_words(parts, std::string_view(text).substr(done, mention.span.begin - done));
            done = mention.span.end;
            const std::string name = text.substr(mention.span.begin, mention.span.size());
            note_concepts(mention.concepts, name, {begin + mention.span.begin, begin + mention.span.end}, false);
            ask_for_any(mention.concepts, name);
            parts.push_back(pair_of(Kind::any_of, ids_clause(prefix::mention, mention.concepts), phrase("", name)));
        }
        add_words(parts, std::string_view(text).substr(done));
        if (parts.empty()) return {.kind = Kind::nothing};
        return combined(Kind::all_of, std::move(parts));
    }

    /// Each word, those joined by a hyphen as a phrase or as one word.
    void add_words(std::vector<Clause>& parts, std::string_view text) {
        const std::vector<indexer::Token> found = indexer::tokens(text);
        for (std::size_t i = 0; i < found.size();) {
            std::size_t end = i + 1;
            std::string together = found[i].word;
            while (end < found.size() && found[end].joined)
                together += found[end++].word;
            const ByteSpan span{found[i].span.begin, found[end - 1].span.end};
            Clause word = phrase("", text.substr(span.begin, span.size()));
            if (end - i > 1)
                word = pair_of(Kind::any_of, std::move(word), term_clause("", m_context.stem(together)));
            parts.push_back(std::move(word));
            i = end;
        }
    }

    Clause near(const Node& node) {
        std::vector<Clause> parts;
        for (const Node& part : node.parts) {
            std::vector<Clause> names;
            for (const kb::Concept* each :
                 m_context.vocabulary.lookup(part.value, std::nullopt, kb::LetterCase::ignored)) {
                names.push_back(term_clause(prefix::mention, each->id));
                note_concepts({each}, part.value, part.span, false);
            }
            const std::vector<Clause> stems = stem_terms("", part.value);
            if (stems.size() == 1) names.push_back(stems.front());
            // A phrase that is no name stands where its first word does; the phrase itself is asked for beside.
            if (names.empty() && !stems.empty()) names.push_back(stems.front());
            parts.push_back(combined(Kind::any_of, std::move(names)));
        }
        Clause clause = combined(Kind::near, std::move(parts));
        clause.window = node.distance + static_cast<unsigned>(node.parts.size()) - 1;
        std::vector<Clause> both{std::move(clause)};
        for (const Node& part : node.parts) {
            if (stem_terms("", part.value).size() > 1) both.push_back(bare(part));
        }
        return combined(Kind::all_of, std::move(both));
    }

    std::string_view m_query;
    const CompileContext& m_context;
    bool m_alternative = false; ///< inside an OR: what is asked of a claim there need not hold
};

} // namespace

Compiled compile(const Node& node, std::string_view query, const CompileContext& context) {
    Compiler compiler(query, context);
    Clause clause = compiler.clause(node);
    compiler.compiled.clause = std::move(clause);
    return std::move(compiler.compiled);
}

} // namespace ekb::query
