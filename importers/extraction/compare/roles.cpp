// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/compare/roles.h"

#include "importers/extraction/words/lexicon.h"

#include <algorithm>
#include <unordered_set>

namespace ekb::importers::extraction {

namespace {

// A word that carries less than this of a phrase does not name it by itself ("dose", "daily").
constexpr double naming_weight = 0.12;

const Lexicon& generic_arms() {
    static const Lexicon words(resource("compare/generic_arms.tsv"));
    return words;
}

bool names_people(std::string_view word) {
    static constexpr std::string_view words[] = {"group",  "groups",   "arm",         "arms",    "patients", "subjects", "participants",
                                                 "women",  "children", "individuals", "infants", "men",      "cohort",   "condition"};
    return std::ranges::find(words, word) != std::end(words);
}

bool near_group(const std::vector<Token>& tokens, std::size_t i) {
    return (i > 0 && names_people(tokens[i - 1].lower)) || (i + 1 < tokens.size() && names_people(tokens[i + 1].lower));
}

/// A short form or an arm's letter, as written.
bool is_letter(std::string_view text, const Passage& passage, std::size_t i, const Phrase& phrase) {
    if (phrase.letters.empty()) return false;
    const Token& token = passage.tokens[i];
    const std::string written(text.substr(token.span.begin, token.span.size()));
    return phrase.letters.contains(written) && (written.size() > 2 || near_group(passage.tokens, i));
}

double mark(std::string_view text, const Passage& passage, const Phrase& phrase, std::vector<bool>& marks) {
    std::unordered_set<std::string_view> seen;
    double cover = 0;
    for (std::size_t i = 0; i < passage.tokens.size(); ++i) {
        const std::string& s = passage.stems[i];
        const double weight = s.empty() ? 0 : phrase.weight(s);
        if (weight > 0 && seen.insert(s).second) cover += weight;
        const bool letter = is_letter(text, passage, i, phrase);
        if (letter) cover = std::max(cover, 0.5);
        marks[i] = letter || weight >= naming_weight || (weight > 0 && phrase.weights.size() == 1);
    }
    return std::min(cover, 1.0);
}

/// "control group", "treated patients": arms without their names, where the passage does not name them otherwise.
void mark_generic(const Passage& passage, const Question& question, Roles& roles) {
    for (std::size_t i = 0; i < passage.tokens.size(); ++i) {
        const auto found = generic_arms().match(passage.tokens, i);
        if (!found || roles.intervention[i] || roles.comparator[i]) continue;
        if (found.value() == "comparator" && question.control_is_comparator) {
            roles.comparator[i] = true;
            roles.comparator_cover = std::max(roles.comparator_cover, 0.4);
        }
        if (found.value() == "intervention" && question.intervention_is_generic && near_group(passage.tokens, i)) {
            roles.intervention[i] = true;
            roles.intervention_cover = std::max(roles.intervention_cover, 0.4);
        }
    }
}

} // namespace

Roles find_roles(std::string_view text, const Passage& passage, const Question& question) {
    const std::size_t n = passage.tokens.size();
    Roles roles{std::vector<bool>(n), std::vector<bool>(n), std::vector<bool>(n), 0, 0, 0, 0};
    roles.endpoint_cover = mark(text, passage, question.endpoint, roles.endpoint);
    roles.intervention_cover = mark(text, passage, question.intervention, roles.intervention);
    roles.comparator_cover = mark(text, passage, question.comparator, roles.comparator);
    mark_generic(passage, question, roles);
    for (const auto& [s, weight] : question.endpoint.weights) {
        if (passage.context.contains(s)) roles.context_cover += weight;
    }
    return roles;
}

} // namespace ekb::importers::extraction
