// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/compare/place_score.h"

#include "importers/extraction/compare/stems.h"
#include "importers/extraction/compare/timepoints.h"
#include "importers/extraction/words/tokens.h"

namespace ekb::importers::extraction {

namespace {

void add_stems(std::unordered_set<std::string>& to, std::string_view text) {
    for (const Token& token : tokenise(text)) {
        if (token.kind != TokenKind::symbol) to.insert(stem(token.lower));
    }
}

double matched(const Phrase& phrase, const std::unordered_set<std::string>& stems) {
    double count = 0;
    for (const std::string& s : stems) count += phrase.weight(s) > 0;
    return count;
}

} // namespace

double cover(const Phrase& phrase, const std::unordered_set<std::string>& stems) {
    double sum = 0;
    const std::unordered_set<std::string> all = with_short_forms(phrase, stems);
    for (const auto& [s, weight] : phrase.weights) {
        if (all.contains(s)) sum += weight;
    }
    return sum;
}

bool before_treatment(const FigurePlace& place, const Question& question) {
    if (question.asks_baseline) return false;
    const auto says = [&](std::string_view words) { return says_time(words, "before") && !says_time(words, "change") && !says_time(words, "after"); };
    const bool change = says_time(place.name, "change") || says_time(place.around, "change");
    return !change && (says(place.around) || (says(place.caption) && !says_time(place.around, "after") && !says_time(place.name, "after")));
}

double place_score(const FigurePlace& place, const Question& question) {
    std::unordered_set<std::string> stems;
    add_stems(stems, place.name);
    const double named = cover(question.endpoint, stems);
    const double precise = stems.empty() ? 0 : matched(question.endpoint, stems) / static_cast<double>(stems.size());
    add_stems(stems, place.around);
    add_stems(stems, place.caption);
    double score = 0.7 * named + 0.4 * cover(question.endpoint, stems) + (named > 0 ? 0.15 * precise : 0);
    if (!place.own.empty()) {
        std::unordered_set<std::string> own;
        add_stems(own, place.own);
        score += 0.08 * cover(question.endpoint, own);
    }
    // "Change from baseline" is no baseline.
    const bool change = says_time(place.name, "change") || says_time(place.around, "change") || says_time(place.caption, "change");
    const bool before = !change && (says_time(place.name, "before") || says_time(place.around, "before") || says_time(place.caption, "before"));
    if (before) score += question.asks_baseline ? 0.3 : -0.3;
    if (says_time(place.around, "whole") || says_time(place.name, "whole")) score += 0.06;
    return score;
}

} // namespace ekb::importers::extraction
