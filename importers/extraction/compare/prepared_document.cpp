// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/compare/prepared_document.h"

#include "importers/extraction/compare/clauses.h"
#include "importers/extraction/compare/direction_features.h"
#include "importers/extraction/compare/figures.h"
#include "importers/extraction/compare/legends.h"
#include "importers/extraction/compare/row_figures.h"
#include "importers/extraction/words/lexicon.h"
#include "importers/extraction/words/resource.h"

#include <algorithm>
#include <cmath>

namespace ekb::importers::extraction {

namespace {

// Passages that say less of the endpoint than this are about something else.
constexpr double least_cover = 0.15;

std::vector<std::unordered_set<std::string>> stem_sets(const std::vector<Passage>& passages) {
    std::vector<std::unordered_set<std::string>> sets;
    for (const Passage& passage : passages) sets.emplace_back(passage.stems.begin(), passage.stems.end());
    return sets;
}

/// What the document explains in its sentences and legends, then what nobody explains.
std::vector<Abbreviation> abbreviations_of(const DocumentText& content, const std::vector<Sentence>& sentences) {
    std::vector<Abbreviation> all = find_abbreviations(content.text, sentences);
    const auto add = [&](Abbreviation one) {
        if (std::ranges::find(all, one.short_form, &Abbreviation::short_form) == all.end()) all.push_back(std::move(one));
    };
    for (Abbreviation& one : read_legends(content)) add(std::move(one));
    for (const auto& row : data_rows(resource("compare/known_short_forms.tsv"))) add({std::string(row[0]), std::string(row[1]), {}, {}});
    return all;
}

} // namespace

PreparedDocument prepare(const DocumentText& content) {
    const std::vector<Sentence> sentences = read_sentences(content);
    std::vector<Passage> passages = read_passages(content, sentences);
    StemWeights weights(stem_sets(passages));
    return {&content, abbreviations_of(content, sentences), std::move(passages), std::move(weights)};
}

std::vector<Candidate> find_candidates(const PreparedDocument& document, const Question& question) {
    std::vector<Candidate> candidates;
    for (const Passage& passage : document.passages) {
        Roles roles = find_roles(document.content->text, passage, question);
        if (std::max(roles.endpoint_cover, roles.context_cover * 0.8) < least_cover) continue;
        candidates.push_back({&passage, std::move(roles), 0});
    }
    return candidates;
}

std::vector<Candidate> rank_candidates(const PreparedDocument& document, const Question& question, const LinearModel& relevance,
                                       std::size_t most) {
    std::vector<Candidate> candidates = find_candidates(document, question);
    for (Candidate& candidate : candidates)
        candidate.relevance = relevance.probabilities(relevance_features(*candidate.passage, candidate.roles, question))[1];
    std::ranges::stable_sort(candidates, std::greater<>(), &Candidate::relevance);
    if (candidates.size() > most) candidates.resize(most);
    return candidates;
}

bool tells_result(const PreparedDocument& document, const Question& question, const Candidate& candidate) {
    const TokenRange whole{0, candidate.passage->tokens.size()};
    const std::vector<std::string> keys = key_words(*candidate.passage, candidate.roles, whole);
    const bool cue = std::ranges::any_of(keys, [](const std::string& k) { return k != "I" && k != "C" && k != "E" && k != "THAN" && k != "NOT"; });
    if (cue) return true;
    if (candidate.passage->table >= 0) return compare_columns(*document.content, *candidate.passage, question).has_value();
    return compare_figures(*candidate.passage, candidate.roles, whole).has_value();
}

std::vector<double> direction_probabilities(const PreparedDocument& document, const Question& question,
                                            const std::vector<Candidate>& best, const LinearModel& direction) {
    std::vector<double> sums(3, 0.0);
    double total = 0;
    for (const Candidate& candidate : best) {
        const auto p = direction.probabilities(direction_features(*document.content, *candidate.passage, candidate.roles, question));
        const double weight = candidate.relevance;
        for (std::size_t d = 0; d < 3; ++d) sums[d] += weight * p[d];
        total += weight;
    }
    for (double& sum : sums) sum = total > 0 ? sum / total : 0;
    return sums;
}

int most_likely_direction(const std::vector<double>& probabilities) {
    constexpr double no_difference_factor = 0.78;
    std::vector<double> p = probabilities;
    p[2] *= no_difference_factor;
    return static_cast<int>(std::ranges::max_element(p) - p.begin());
}

} // namespace ekb::importers::extraction
