// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/question/reading.h"

#include "indexer/tokens.h"
#include "kb/vocabulary/vocabulary.h"
#include "query/question/cues.h"

#include <algorithm>

namespace ekb::query {

namespace {

using kb::ConceptKind;

/// A word of the question with what its form says of it.
struct MarkedToken {
    indexer::Token token;
    std::optional<Role> role;
    bool condition_before = false; ///< "in", "for", "among" introduced it: a condition is meant rather than an endpoint
    bool cue = false;
    std::optional<std::size_t> mention;
};

std::vector<MarkedToken> marked_tokens(std::string_view question, const std::vector<kb::Mention>& mentions) {
    std::vector<MarkedToken> marked;
    std::size_t end = 0;
    std::size_t mention = 0;
    for (indexer::Token& token : indexer::tokens(question)) {
        // A colon, or a dash between spaces, divides what is asked for as a word would.
        const std::string_view between = question.substr(end, token.span.begin - end);
        const bool divides = between.starts_with(':') || between == " - " || between == " – " || between == " — ";
        if (divides && !marked.empty()) marked.push_back({.token = {":", {end, end + 1}}, .role = {}, .mention = {}});
        end = token.span.end;
        while (mention < mentions.size() && mentions[mention].span.end <= token.span.begin)
            ++mention;
        const bool inside = mention < mentions.size() && mentions[mention].span.begin < token.span.end;
        marked.push_back(
            {.token = std::move(token), .role = {}, .mention = inside ? std::optional(mention) : std::nullopt});
    }
    return marked;
}

bool is_soft(const Cue& cue) {
    return cue.after == Role::condition && !cue.before;
}

/// Gives tokens [from, to) the role, where they have none yet.
void give_role(std::vector<MarkedToken>& marked, std::size_t from, std::size_t to, std::optional<Role> role) {
    for (std::size_t i = from; i < to && role; ++i) {
        if (!marked[i].role) marked[i].role = role;
    }
}

/// "between A and B": what follows the last "and" is the comparator.
void divide_between(std::vector<MarkedToken>& marked, std::size_t from) {
    for (std::size_t i = marked.size(); i-- > from;) {
        if (marked[i].token.word != "and" || marked[i].mention) continue;
        marked[i].cue = true;
        for (std::size_t j = i; j < marked.size(); ++j)
            marked[j].role = Role::comparator;
        return;
    }
}

bool is_one_here(const Cue& cue, std::optional<Role> role, bool opened) {
    if (cue.when == CueWhile::intervention) return role == Role::intervention;
    return cue.when != CueWhile::opened || opened;
}

/// Walks the question from cue to cue.
void give_roles(std::vector<MarkedToken>& marked) {
    std::vector<std::string> words;
    for (const MarkedToken& each : marked)
        words.push_back(each.token.word);
    std::size_t part = 0; // where the part of the question begins that the next cue ends
    std::optional<Role> role;
    std::optional<std::size_t> between;
    bool condition = false;
    bool opened = false; // by a verb: "does …"
    for (std::size_t i = 0; i < marked.size();) {
        const Cue* cue = marked[i].mention ? nullptr : cue_at(std::span(words).subspan(i));
        if (cue != nullptr && !is_one_here(*cue, role, opened)) cue = nullptr;
        if (cue == nullptr) {
            marked[i].condition_before = condition;
            ++i;
            continue;
        }
        opened = opened || cue->when == CueWhile::opens;
        const std::size_t next = i + cue->words.size();
        for (std::size_t j = i; j < next; ++j)
            marked[j].cue = true;
        if (is_soft(*cue)) {
            condition = true;
        } else {
            give_role(marked, part, i, role ? role : cue->before);
            if (cue->before == Role::endpoint) between = next;
            role = cue->after;
            part = next;
            condition = false;
        }
        i = next;
    }
    give_role(marked, part, marked.size(), role);
    if (between) divide_between(marked, *between);
}

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
        return token.role == Role::endpoint && !token.condition_before ? Role::endpoint : Role::condition;
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

QuestionFacet facet_of(const kb::Mention& mention, const MarkedToken& token, std::string_view question,
               const kb::Vocabulary& vocabulary) {
    QuestionFacet facet;
    facet.span = mention.span;
    facet.words = question.substr(mention.span.begin, mention.span.size());
    for (const kb::Concept* found : mention.concepts) {
        for (const kb::Concept* each : without_measure(found, facet.words, vocabulary))
            facet.mentioned.push_back(each);
    }
    for (const ConceptKind kind : kinds_for(token)) {
        for (const kb::Concept* found : facet.mentioned) {
            if (found->kind == kind) facet.concepts.push_back(found);
        }
        if (!facet.concepts.empty()) {
            facet.role = role_of(kind, token);
            return facet;
        }
    }
    return facet;
}

bool inside(ByteSpan span, const std::vector<FoundFilter>& filters) {
    return std::ranges::any_of(
        filters, [&](const FoundFilter& f) { return f.span.begin < span.end && span.begin < f.span.end; });
}

/// The text of a part of the question, from its first word up to what follows its last.
std::string part_text(Role role, const std::vector<MarkedToken>& marked, std::string_view question) {
    std::size_t begin = question.size();
    std::size_t end = 0;
    for (std::size_t i = 0; i < marked.size(); ++i) {
        if (marked[i].role != role || marked[i].cue) continue;
        begin = std::min(begin, marked[i].token.span.begin);
        end = i + 1 < marked.size() ? marked[i + 1].token.span.begin : question.size();
    }
    if (begin >= end) return {};
    std::string_view text = question.substr(begin, end - begin);
    while (!text.empty() && std::string_view(" ?.,;:-").find(text.back()) != std::string_view::npos)
        text.remove_suffix(1);
    return std::string(text);
}

void add_words(Reading& reading, std::vector<MarkedToken>& marked,
               const std::vector<std::optional<std::size_t>>& facet_of_mention) {
    for (MarkedToken& each : marked) {
        if (each.token.word == ":" || inside(each.token.span, reading.filters)) continue;
        const PlainWord plain = plain_word(each.token.word);
        if (!each.mention && (each.cue || plain == PlainWord::ask)) continue;
        if (each.mention && plain == PlainWord::ask) continue;
        QuestionWord word;
        word.span = each.token.span;
        word.joined = each.token.joined;
        word.role = each.role;
        word.weak = plain == PlainWord::weak && !each.mention;
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

Reading read_question(std::string_view question, const kb::Vocabulary& vocabulary) {
    Reading reading;
    reading.filters = find_filters(question);
    std::vector<kb::Mention> mentions = vocabulary.match(question, kb::LetterCase::ignored);
    std::erase_if(mentions, [&](const kb::Mention& m) { return inside(m.span, reading.filters); });
    std::vector<MarkedToken> marked = marked_tokens(question, mentions);
    give_roles(marked);
    std::vector<std::optional<std::size_t>> facet_of_mention(mentions.size());
    for (const MarkedToken& each : marked) {
        if (!each.mention || facet_of_mention[*each.mention]) continue;
        facet_of_mention[*each.mention] = reading.facets.size();
        reading.facets.push_back(facet_of(mentions[*each.mention], each, question, vocabulary));
    }
    for (std::size_t role = 0; role < reading.parts.size(); ++role)
        reading.parts[role] = part_text(static_cast<Role>(role), marked, question);
    add_words(reading, marked, facet_of_mention);
    reading.animals = std::ranges::any_of(reading.filters,
                                          [](const FoundFilter& f) { return f.filter.query.starts_with("species:"); });
    return reading;
}

} // namespace ekb::query
