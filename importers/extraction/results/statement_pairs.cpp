// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/results/statement_pairs.h"

#include <algorithm>

namespace ekb::importers::extraction {

namespace {

// Of more arms than these the words "all groups" tell too little.
constexpr std::size_t most_arms = 4;

/// "both groups", "each of the treatment arms", "within groups".
bool all_groups_at(Tokens tokens, std::size_t at) {
    if (!tokens[at].word() || tokens[at].lower.size() > std::string_view("neither").size()) return false; // none is longer
    if (!any_of(tokens[at], {"both", "either", "each", "all", "neither", "within"})) return false;
    for (std::size_t i = at + 1; i < std::min(tokens.size(), at + 5); ++i) {
        if (any_of(tokens[i], {"group", "groups", "arm", "arms", "treatments", "treatment", "conditions", "interventions",
                               "therapies", "regimens", "drugs"}))
            return true;
        if (!any_of(tokens[i], {"of", "the", "two", "three", "four", "study", "treatment", "intervention", "patient"}))
            return false;
    }
    return false;
}

/// Words that compare the groups with each other.
bool compares(const Token& token) {
    return any_of(token, {"between", "than", "versus", "vs", "compared", "comparison", "relative", "similar", "similarly",
                          "comparable", "comparably", "same", "equal", "equally", "equivalent", "difference",
                          "differences", "differ", "differed", "different", "among", "superior", "inferior"});
}

} // namespace

bool all_groups(Tokens tokens) {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (all_groups_at(tokens, i)) return true;
    }
    return false;
}

namespace {

bool changes_in_all(Tokens tokens) {
    bool all = false;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (compares(tokens[i])) return false;
        all = all || all_groups_at(tokens, i);
    }
    return all;
}

/// The part of a sentence between words that set it against another.
Tokens clause_of(Tokens tokens, const Mention& endpoint) {
    const auto cuts = [&](std::size_t i) {
        return any_of(tokens[i], {";", "whereas", "while", "although", "however", "though", "but"});
    };
    const auto [first, end] = between_cuts(tokens, endpoint, cuts);
    return tokens.subspan(first, end - first);
}

} // namespace

std::vector<ArmPair> statement_pairs(const Prose& prose, const TrialArms& trial, const Mention& endpoint) {
    const Tokens clause = clause_of(prose.sentences[endpoint.sentence].tokens, endpoint);
    if (trial.arms.size() < 2 || trial.arms.size() > most_arms || !changes_in_all(clause))
        return pairs_in(prose, trial, endpoint);
    std::vector<ArmPair> pairs;
    for (std::size_t arm = 0; arm < trial.arms.size(); ++arm)
        pairs.push_back({arm, std::nullopt, std::nullopt, std::nullopt, true});
    return pairs;
}

} // namespace ekb::importers::extraction
