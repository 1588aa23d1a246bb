// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/compare/clauses.h"

#include "importers/extraction/numbers/statistics.h"
#include "importers/extraction/words/lexicon.h"

#include <algorithm>
#include <span>

namespace ekb::importers::extraction {

const Lexicon& result_cues() {
    static const Lexicon words(resource("compare/cues.tsv"));
    return words;
}

namespace {

std::string key_of_cue(std::string_view cue) {
    std::string key(cue);
    std::ranges::transform(key, key.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return key;
}

bool ends_clause(const Token& token) {
    static constexpr std::string_view words[] = {";", "but", "whereas", "while", "although", "however", "though"};
    return std::ranges::find(words, token.lower) != std::end(words);
}

/// What a token is as an arm or the endpoint. An arm's name inside the endpoint's is the endpoint's.
std::string role_key(const Roles& roles, std::size_t i) {
    if (roles.intervention[i] && !roles.comparator[i]) return roles.endpoint[i] ? "E" : "I";
    if (roles.comparator[i] && !roles.intervention[i]) return roles.endpoint[i] ? "E" : "C";
    return roles.endpoint[i] ? "E" : "";
}

struct Step {
    std::string key; ///< empty: no key word
    std::size_t next = 0;
};

/// What stands at token i: a p value, an interval, a role, a cue, or nothing.
Step step_at(const Passage& passage, const Roles& roles, std::size_t i, std::size_t end) {
    const Tokens tokens = Tokens(passage.tokens).first(end);
    if (const auto p = p_value_at(tokens, i)) {
        const auto significant = p->value ? p->significant() : std::optional<bool>(false);
        return {significant ? (*significant ? "P+" : "P-") : "P?", std::max(p->end, i + 1)};
    }
    if (const auto interval = interval_at(tokens, i)) return {"CI", std::max(interval->end, i + 1)};
    if (const auto cue = result_cues().match(tokens, i); cue && role_key(roles, i) != "I" && role_key(roles, i) != "C")
        return {key_of_cue(cue.value()), i + cue.length};
    return {role_key(roles, i), i + 1};
}

} // namespace

TokenRange endpoint_clause(const Passage& passage, const Roles& roles, const Question& question) {
    TokenRange best{0, passage.tokens.size()};
    double most = -1;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= passage.tokens.size(); ++i) {
        if (i < passage.tokens.size() && !ends_clause(passage.tokens[i])) continue;
        double weight = 0;
        for (std::size_t t = begin; t < i; ++t) {
            if (roles.endpoint[t]) weight += question.endpoint.weight(passage.stems[t]) + 0.01;
        }
        if (weight > most && i > begin) {
            most = weight;
            best = {begin, i};
        }
        begin = i + 1;
    }
    return best;
}

std::vector<std::string> key_words(const Passage& passage, const Roles& roles, TokenRange range) {
    std::vector<std::string> keys;
    for (std::size_t i = range.begin; i < range.end;) {
        Step step = step_at(passage, roles, i, range.end);
        if (!step.key.empty() && (keys.empty() || keys.back() != step.key)) keys.push_back(std::move(step.key));
        i = step.next;
    }
    return keys;
}

std::vector<std::string> plain_words(const Passage& passage, const Roles& roles, TokenRange range) {
    std::vector<std::string> words;
    const auto add = [&](std::string word) {
        if (words.empty() || words.back() != word) words.push_back(std::move(word));
    };
    const Tokens tokens = Tokens(passage.tokens).first(range.end);
    for (std::size_t i = range.begin; i < range.end;) {
        if (p_value_at(tokens, i) || interval_at(tokens, i)) {
            Step step = step_at(passage, roles, i, range.end);
            add(step.key);
            i = step.next;
            continue;
        }
        const std::string role = role_key(roles, i);
        if (!role.empty()) add(role);
        else if (passage.tokens[i].number()) add("#");
        else if (passage.tokens[i].word()) add(passage.stems[i]);
        else add(passage.tokens[i].lower);
        ++i;
    }
    return words;
}

} // namespace ekb::importers::extraction
