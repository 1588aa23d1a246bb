// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/compare/figure_pair.h"

#include "importers/extraction/compare/clauses.h"
#include "importers/extraction/compare/figures.h"
#include "importers/extraction/words/lexicon.h"

#include <algorithm>

namespace ekb::importers::extraction {

namespace {

// Below this the place names another endpoint.
constexpr double least_score = 0.45;

const Lexicon& none_words() {
    static const Lexicon words(resource("compare/none_words.tsv"));
    return words;
}

/// A sentence's bare number may be anything: only what its writing tells is taken as a count or a mean.
ArmFigures arm_figures(const Figure& figure, std::optional<int> n, std::string_view text) {
    ArmFigures arm;
    arm.n = n;
    if (figure.total) {
        arm.events = figure.events ? figure.events : figure.value;
        arm.total = figure.total;
        arm.n = static_cast<int>(*figure.total);
    } else if (figure.events) {
        arm.events = figure.events;
    } else if (figure.spread) {
        arm.mean = figure.value;
        (figure.spread_is_se ? arm.se : arm.sd) = figure.spread;
    }
    arm.text = text;
    return arm;
}

bool says_nothing(const ArmFigures& arm) { return !arm.events && !arm.mean && !arm.median; }

std::string_view words_of(const DocumentText& content, const Passage& passage, TokenRange clause, const Figure& figure) {
    const std::size_t first = clause.begin + figure.first;
    const std::size_t last = clause.begin + figure.end - 1;
    return content.at({passage.tokens[first].span.begin, passage.tokens[last].span.end});
}

double completeness(const ArmFigures& arm) {
    if (arm.events) return arm.total ? 0.12 : 0.08;
    return arm.sd || arm.se ? 0.12 : 0;
}

/// "No serious adverse events occurred in either group": none in both arms. Not of a difference or a change.
bool says_none_occurred(const Passage& passage, const Roles& roles) {
    if (roles.endpoint_cover < 0.5 || passage.tokens.size() > 40) return false;
    bool none = false;
    bool occurred = false;
    for (std::size_t i = 0; i < passage.tokens.size(); ++i) {
        const auto word = none_words().match(passage.tokens, i);
        if (!word) continue;
        if (word.value() == "other") return false;
        if (word.value() == "occurred") occurred = true;
        // The endpoint follows at once: "no complications", "none of the patients had complications".
        for (std::size_t k = i + 1; word.value() == "none" && k < std::min(passage.tokens.size(), i + 8); ++k) none |= roles.endpoint[k];
    }
    return none && occurred;
}

FigurePair none_in_both(const PreparedDocument& document, const Passage& passage, const ArmSizes& sizes, double score) {
    ArmFigures arm;
    arm.events = 0;
    arm.text = document.content->at(passage.span);
    FigurePair pair{arm, arm, score, passage.span, -1};
    pair.intervention.n = sizes.intervention;
    pair.comparator.n = sizes.comparator;
    return pair;
}

} // namespace

std::vector<FigurePair> sentence_pairs(const PreparedDocument& document, const Question& question, const ArmSizes& sizes) {
    std::vector<FigurePair> pairs;
    for (const Candidate& candidate : find_candidates(document, question)) {
        const Passage& passage = *candidate.passage;
        if (passage.table >= 0 || candidate.roles.endpoint_cover < 0.3) continue;
        if (says_none_occurred(passage, candidate.roles)) {
            pairs.push_back(none_in_both(document, passage, sizes, candidate.roles.endpoint_cover + 0.14));
            continue;
        }
        const TokenRange clause = endpoint_clause(passage, candidate.roles, question);
        const auto figures = figure_pair(passage, candidate.roles, clause);
        if (!figures) continue;
        ArmFigures i = arm_figures(figures->first, sizes.intervention, words_of(*document.content, passage, clause, figures->first));
        ArmFigures c = arm_figures(figures->second, sizes.comparator, words_of(*document.content, passage, clause, figures->second));
        if (says_nothing(i) && says_nothing(c)) continue;
        const double score = candidate.roles.endpoint_cover + std::min(completeness(i), completeness(c));
        pairs.push_back({std::move(i), std::move(c), score, passage.span});
    }
    return pairs;
}

std::optional<FigurePair> best_pair(const PreparedDocument& document, const Question& question, std::optional<int> total) {
    const ArmSizes sizes = arm_sizes(document, question, total);
    std::vector<FigurePair> pairs = table_pairs(document, question, sizes);
    for (FigurePair& pair : sentence_pairs(document, question, sizes)) pairs.push_back(std::move(pair));
    const FigurePair* best = nullptr;
    for (const FigurePair& pair : pairs) {
        if (pair.score < least_score || (best != nullptr && pair.score < best->score)) continue;
        // Among equals the later of one table counts, as the end of a trial stands below its beginning, but the first table.
        if (best == nullptr || pair.score > best->score || pair.table == best->table) best = &pair;
    }
    if (best != nullptr) return *best;
    if (!sizes.intervention && !sizes.comparator) return std::nullopt;
    FigurePair only_sizes;
    only_sizes.intervention.n = sizes.intervention;
    only_sizes.comparator.n = sizes.comparator;
    return only_sizes;
}

} // namespace ekb::importers::extraction
