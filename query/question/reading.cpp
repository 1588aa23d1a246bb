// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/question/reading.h"

#include "indexer/tokens.h"
#include "kb/vocabulary/vocabulary.h"
#include "query/question/cues.h"
#include "query/question/exclusions.h"
#include "query/question/names.h"
#include "query/question/roles.h"

#include <algorithm>
#include <set>

namespace ekb::query {

namespace {

using kb::ConceptKind;

/// The kinds of concept that a role may have, the likeliest first.
std::vector<ConceptKind> kinds_for(const MarkedToken& token) {
    using enum ConceptKind;
    if (token.condition_before) return {condition, population, endpoint, intervention};
    if (token.role == Role::endpoint) return {endpoint, condition, intervention, population};
    if (token.role) return {intervention, endpoint, condition, population};
    return {intervention, endpoint, condition, population};
}

Role role_of(ConceptKind kind, const MarkedToken& token) {
    switch (kind) {
    case ConceptKind::endpoint:
        return Role::endpoint;
    case ConceptKind::population:
        return Role::condition;
    case ConceptKind::condition:
        return token.role == Role::endpoint && !token.condition_before && !token.of_course ? Role::endpoint : Role::condition;
    case ConceptKind::intervention:
        break;
    }
    if (token.condition_before || !token.role) return Role::intervention;
    return *token.role == Role::condition ? Role::intervention : *token.role;
}

/// "pain scores": what is scored, where that is a name of its own and the broader one.
std::vector<const kb::Concept*> without_measure(const kb::Concept* scored, std::string_view words,
                                                const kb::Vocabulary& vocabulary) {
    const std::size_t space = words.rfind(' ');
    if (space == std::string_view::npos) return {scored};
    const auto last = indexer::tokens(words.substr(space + 1));
    if (last.size() != 1 || plain_word(last[0].word) != PlainWord::weak) return {scored};
    std::vector<const kb::Concept*> measured =
        vocabulary.lookup(words.substr(0, space), scored->kind, kb::LetterCase::ignored);
    std::erase_if(measured, [&](const kb::Concept* each) { return !vocabulary.is_a(scored->id, each->id); });
    return measured.empty() ? std::vector{scored} : measured;
}

bool is_builtin(const kb::Concept* each) {
    return each->id.starts_with("ekb:");
}

QuestionFacet facet_of(const kb::Mention& mention, const MarkedToken& token, std::string_view question,
               const kb::Vocabulary& vocabulary) {
    QuestionFacet facet;
    facet.span = mention.span;
    facet.phrase = token.phrase;
    facet.words = question.substr(mention.span.begin, mention.span.size());
    for (const kb::Concept* found : mention.concepts) {
        for (const kb::Concept* each : without_measure(found, facet.words, vocabulary))
            facet.mentioned.push_back(each);
    }
    // What the program's own vocabulary calls so comes before what an imported one does.
    const bool own = std::ranges::any_of(facet.mentioned, is_builtin);
    for (const ConceptKind kind : kinds_for(token)) {
        for (const kb::Concept* found : facet.mentioned) {
            if (found->kind == kind && (!own || is_builtin(found))) facet.concepts.push_back(found);
        }
        if (!facet.concepts.empty()) {
            facet.role = role_of(kind, token);
            return facet;
        }
    }
    return facet;
}

/// A dose or a route: where arms are compared it may be that of one of them.
bool is_of_arm(const FoundFilter& found) {
    return found.filter.query.find("dose:") != std::string::npos || found.filter.query.find("route:") != std::string::npos;
}

/// How many different ones are named: no trial is of two, so two are something else's.
std::size_t phases_of(const std::vector<FoundFilter>& filters) {
    std::set<std::string_view> phases;
    for (const FoundFilter& found : filters) {
        if (found.filter.query.starts_with("phase:")) phases.insert(found.filter.query);
    }
    return phases.size();
}

const FoundFilter* filter_at(ByteSpan span, const std::vector<FoundFilter>& filters) {
    const auto found =
        std::ranges::find_if(filters, [&](const FoundFilter& f) { return f.span.begin < span.end && span.begin < f.span.end; });
    return found == filters.end() ? nullptr : &*found;
}

bool inside(ByteSpan span, const std::vector<FoundFilter>& filters) {
    return filter_at(span, filters) != nullptr;
}

/// "oral" of "oral contraceptive" says nothing of itself.
bool is_part_of_name(ByteSpan span, const std::vector<kb::Mention>& names) {
    return std::ranges::any_of(names, [&](const kb::Mention& name) {
        return name.span.begin <= span.begin && span.end <= name.span.end && span.size() < name.span.size();
    });
}

/// "Metformin placebo" compares with placebo, and does not ask for either.
void put_roles_right(std::vector<QuestionFacet>& facets, const kb::Vocabulary& vocabulary) {
    const auto is_control = [&](const QuestionFacet& facet) {
        return !facet.concepts.empty() && vocabulary.is_a(facet.concepts.front()->id, "ekb:control-intervention");
    };
    const auto is_given = [&](const QuestionFacet& facet) { return facet.role == Role::intervention && !is_control(facet); };
    const bool any_given = std::ranges::any_of(facets, is_given);
    for (QuestionFacet& facet : facets) {
        if (any_given && facet.role == Role::intervention && is_control(facet)) facet.role = Role::comparator;
    }
}

/// Takes the role from what the question's form gave one and which is of no part: the words of filters and of cues, and in what
/// follows a comparator whom the trial is on ("compared with placebo in severe ALS since 2015").
void take_roles_back(std::vector<MarkedToken>& marked, const Reading& reading, const std::vector<std::optional<std::size_t>>& facet_of_mention) {
    for (MarkedToken& each : marked) {
        const FoundFilter* filter = filter_at(each.token.span, reading.filters);
        if (each.cue || (filter != nullptr && !is_of_arm(*filter))) each.role.reset();
        // "Slow ALS progression": what was measured is the progression.
        if (each.mention && each.of_course && each.role == Role::endpoint && reading.facets[*facet_of_mention[*each.mention]].role == Role::condition)
            each.role = Role::condition;
    }
    const auto other = [&](const MarkedToken& each) {
        return each.mention && reading.facets[*facet_of_mention[*each.mention]].role != Role::condition;
    };
    std::size_t from = 0; // where the words begin that "in" introduced, up to a name of another kind
    for (std::size_t i = 0; i < marked.size(); ++i) {
        if (marked[i].role != Role::comparator || other(marked[i])) {
            from = i + 1;
            continue;
        }
        if (!marked[i].condition_before) from = marked[i].mention ? i : i + 1;
        if (!marked[i].mention) continue;
        while (from <= i)
            marked[from++].role = Role::condition;
    }
}

/// Where a part of the question stands, from its first word up to what follows its last.
ByteSpan part_span(Role role, const std::vector<MarkedToken>& marked, std::string_view question) {
    std::size_t begin = question.size();
    std::size_t end = 0;
    for (std::size_t i = 0; i < marked.size(); ++i) {
        if (marked[i].role != role || marked[i].cue) continue;
        begin = std::min(begin, marked[i].token.span.begin);
        end = i + 1 < marked.size() ? marked[i + 1].token.span.begin : question.size();
    }
    if (begin >= end) return {};
    while (end > begin && std::string_view(" ?.,;:-(").find(question[end - 1]) != std::string_view::npos)
        --end;
    return {begin, end};
}

void add_words(Reading& reading, std::vector<MarkedToken>& marked,
               const std::vector<std::optional<std::size_t>>& facet_of_mention) {
    for (MarkedToken& each : marked) {
        const FoundFilter* filter = filter_at(each.token.span, reading.filters);
        if (each.token.word == ":" || (filter != nullptr && !is_of_arm(*filter))) continue;
        const PlainWord plain = plain_word(each.token.word);
        if (!each.mention && (each.cue || plain == PlainWord::ask)) continue;
        if (each.mention && plain == PlainWord::ask) continue;
        QuestionWord word;
        word.span = each.token.span;
        word.joined = each.token.joined;
        word.role = each.role;
        word.weak = filter != nullptr || (plain == PlainWord::weak && !each.mention);
        word.filtered = filter != nullptr;
        word.word = std::move(each.token.word);
        if (each.mention) word.facet = facet_of_mention[*each.mention];
        reading.words.push_back(std::move(word));
    }
}

} // namespace

std::vector<std::string> Reading::words_of(Role role) const {
    std::vector<std::string> found;
    for (const QuestionWord& word : words) {
        const bool by_facet = word.facet && facets[*word.facet].role == role;
        const bool by_form = word.role == role && (!word.facet || facets[*word.facet].role == role);
        if (by_facet || by_form) found.push_back(word.word);
    }
    return found;
}

Reading read_question(std::string_view question, const kb::Vocabulary& vocabulary, const YearNow& now) {
    Reading reading;
    reading.question = question;
    reading.filters = find_filters(question);
    std::vector<kb::Mention> mentions = question_names(question, vocabulary);
    const bool compared = compares(question, mentions);
    std::erase_if(reading.filters, [&](const FoundFilter& f) {
        return is_part_of_name(f.span, mentions) || (compared && is_of_arm(f));
    });
    if (phases_of(reading.filters) > 1)
        std::erase_if(reading.filters, [](const FoundFilter& f) { return f.filter.query.starts_with("phase:"); });
    for (FoundFilter& unwanted : find_exclusions(question, mentions, vocabulary)) {
        if (!inside(unwanted.span, reading.filters)) reading.filters.push_back(std::move(unwanted));
    }
    std::ranges::sort(reading.filters, {}, [](const FoundFilter& f) { return f.span.begin; });
    std::erase_if(mentions, [&](const kb::Mention& m) { return inside(m.span, reading.filters); });
    std::vector<MarkedToken> marked = marked_tokens(question, mentions);
    for (MarkedToken& each : marked)
        each.telling = plain_word(each.token.word) == PlainWord::no && !inside(each.token.span, reading.filters);
    give_roles(marked);
    std::vector<std::optional<std::size_t>> facet_of_mention(mentions.size());
    for (const MarkedToken& each : marked) {
        if (!each.mention || facet_of_mention[*each.mention]) continue;
        facet_of_mention[*each.mention] = reading.facets.size();
        reading.facets.push_back(facet_of(mentions[*each.mention], each, question, vocabulary));
    }
    put_roles_right(reading.facets, vocabulary);
    take_roles_back(marked, reading, facet_of_mention);
    for (std::size_t role = 0; role < reading.parts.size(); ++role)
        reading.parts[role] = part_span(static_cast<Role>(role), marked, question);
    add_words(reading, marked, facet_of_mention);
    reading.notes = count_back(reading.filters, question, now);
    reading.animals = std::ranges::any_of(reading.filters,
                                          [](const FoundFilter& f) {
                                              return f.filter.query == "species:animal" || f.filter.query == "species:in_vitro";
                                          });
    return reading;
}

} // namespace ekb::query
