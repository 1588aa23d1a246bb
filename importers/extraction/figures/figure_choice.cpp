// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/figures/figure_choice.h"

#include "importers/extraction/figures/figure_rows.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace ekb::importers::extraction {

namespace {

// Found by cross-validation on the training part, as log odds: figures of two arms are mostly written alike, and of two
// with nothing but "vs" or "and" between them one is hardly without the other.
constexpr double unlike_penalty = 1.0;
constexpr double joined_bonus = 1.5;

double log_odds(double p) {
    const double bounded = std::clamp(p, 1e-6, 1 - 1e-6);
    return std::log(bounded / (1 - bounded));
}

/// Whether two of a question's figures are neighbours in one row.
bool side_by_side(const FigureQuestion& question, std::size_t a, std::size_t b) {
    if (std::max(a, b) != std::min(a, b) + 1) return false;
    const std::size_t sentence = question.statement.endpoints[question.statement.which].sentence;
    const auto span = [&](std::size_t i) {
        const Figure& figure = question.statement.prose.statistics[sentence].figures[question.figures[i]];
        return NumberSpan{figure.first, figure.end};
    };
    return joined(question.statement.prose.sentences[sentence].tokens, span(std::min(a, b)), span(std::max(a, b)));
}

} // namespace

FigureOdds figure_odds(const FigureQuestion& question, const LinearModel& model) {
    const auto odds = [&](PairArm arm) {
        std::vector<double> all;
        for (std::size_t i = 0; i < question.figures.size(); ++i)
            all.push_back(log_odds(model.probabilities(figure_link_features(question, i, arm))[1]));
        return all;
    };
    return {odds(PairArm::subject), question.statement.pair.reference ? odds(PairArm::reference) : std::vector<double>()};
}

FiguresOfPair likeliest_figures(const FigureQuestion& question, const FigureOdds& odds, double least) {
    const Statement& statement = question.statement;
    const auto& figures = statement.prose.statistics[statement.endpoints[statement.which].sentence].figures;
    const auto kind = [&](std::size_t i) { return kind_of(figures[question.figures[i]]); };
    const double enough = log_odds(least);
    FiguresOfPair best;
    double most = 0;
    const auto better = [&](double sum, std::optional<std::size_t> a, std::optional<std::size_t> b) {
        if (sum <= most) return;
        most = sum;
        best = {a ? std::optional(question.figures[*a]) : std::nullopt, b ? std::optional(question.figures[*b]) : std::nullopt};
    };
    for (std::size_t a = 0; a < odds.subject.size(); ++a) {
        better(odds.subject[a] - enough, a, std::nullopt);
        for (std::size_t b = 0; b < odds.reference.size(); ++b) {
            const double together = kind(a) != kind(b) ? -unlike_penalty : side_by_side(question, a, b) ? joined_bonus : 0;
            if (a != b) better(odds.subject[a] + odds.reference[b] - 2 * enough + together, a, b);
        }
    }
    for (std::size_t b = 0; b < odds.reference.size(); ++b)
        better(odds.reference[b] - enough, std::nullopt, b);
    return best;
}

} // namespace ekb::importers::extraction
