// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/question/roles.h"

#include "query/question/cues.h"

#include <algorithm>
#include <span>
#include <string>
#include <utility>

namespace ekb::query {

namespace {

bool is_soft(const Cue& cue) {
    return cue.after == Role::condition && !cue.before;
}

/// Gives tokens [from, to) the role, where they have none yet.
void give_role(std::vector<MarkedToken>& marked, std::size_t from, std::size_t to, std::optional<Role> role) {
    for (std::size_t i = from; i < to && role; ++i) {
        if (!marked[i].role) marked[i].role = role;
    }
}

/// "between A and B in people with C", "comparing A with B": what follows the first "with" or "to", else the last "and" or
/// "or", is the comparator, up to the next cue.
void divide_between(std::vector<MarkedToken>& marked, std::size_t from) {
    std::size_t end = from;
    while (end < marked.size() && !marked[end].cue)
        ++end;
    std::size_t at = end;
    for (std::size_t i = from; i < end; ++i) {
        const std::string& word = marked[i].token.word;
        if (marked[i].mention) continue;
        if (word == "with" || word == "to") {
            at = i;
            break;
        }
        if (word == "and" || word == "or") at = i;
    }
    if (at == end) return;
    marked[at].cue = true;
    for (std::size_t j = at; j < end; ++j)
        marked[j].role = Role::comparator;
}

bool is_one_here(const Cue& cue, std::optional<Role> role, bool given, bool opened) {
    if (cue.when == CueWhile::intervention) return (role == Role::intervention || cue.before == Role::intervention) && given;
    if (cue.when == CueWhile::asks) return opened || role == Role::intervention;
    return cue.when != CueWhile::opened || opened;
}

} // namespace

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

void give_roles(std::vector<MarkedToken>& marked) {
    std::vector<std::string> words;
    for (const MarkedToken& each : marked)
        words.push_back(each.token.word);
    std::size_t part = 0; // where the part of the question begins that the next cue ends
    std::optional<Role> role;
    std::optional<std::size_t> between;
    bool condition = false;
    bool opened = false; // by a verb: "does …"
    bool of_course = false;
    std::size_t phrase = 0;
    for (std::size_t i = 0; i < marked.size();) {
        const Cue* cue = marked[i].mention ? nullptr : cue_at(std::span(words).subspan(i));
        const auto part_end = marked.begin() + static_cast<std::ptrdiff_t>(i);
        const bool given = std::any_of(marked.begin() + static_cast<std::ptrdiff_t>(part), part_end, [](const MarkedToken& each) { return each.telling && !each.condition_before; });
        if (cue != nullptr && !is_one_here(*cue, role, given, opened)) cue = nullptr;
        if (cue == nullptr) {
            marked[i].condition_before = condition;
            marked[i].of_course = of_course;
            marked[i].phrase = phrase;
            ++i;
            continue;
        }
        opened = opened || cue->when == CueWhile::opens;
        ++phrase;
        const std::size_t next = i + cue->words.size();
        for (std::size_t j = i; j < next; ++j)
            marked[j].cue = true;
        if (is_soft(*cue)) {
            condition = true;
        } else {
            give_role(marked, part, i, role ? role : cue->before);
            if (cue->before == Role::endpoint || cue->when == CueWhile::divides) between = next;
            role = cue->after;
            of_course = cue->of_course;
            part = next;
            condition = false;
        }
        i = next;
    }
    give_role(marked, part, marked.size(), role);
    if (between) divide_between(marked, *between);
}

} // namespace ekb::query
