// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/figures/figure_links.h"
#include "importers/extraction/models/claim_models.h"
#include "importers/extraction/results/relations.h"
#include "kb/model/claim.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace ekb::importers::extraction {

/// The numbers of a sentence that belong to one of its statements.
struct StatementNumbers {
    Effect effect;                ///< its measure, value, interval and p; no direction
    std::vector<ArmFigures> arms; ///< the subject's first; empty where no figures are told
    std::vector<ArmFigures> likely_arms{}; ///< the same with less sure ones: enough to see which is more, not to be given
    double linked = 0; ///< how likely the effect or the p value is the statement's, the likelier of the two; 0 without either
    std::optional<std::size_t> also_from{}; ///< another sentence that something was read from
};

/// What words and order say: the p value and an effect that stands plainly with the endpoint; and the figures that are
/// likeliest the arms' (`figures` is ClaimModels::figures).
StatementNumbers numbers_of(const Statement& statement, const LinearModel& figures);

/// From this probability on a figure is given as an arm's.
constexpr double figure_threshold = 0.55;

/// The figures of its sentence that a statement's arms may have, and what the order of words says of them.
FigureQuestion figure_question(const Statement& statement);

/// Which of the p values of its sentence the order of words gives a statement.
std::optional<std::size_t> ruled_p(const Statement& statement);

/// Puts the effect and p value that are likeliest the statement's in place of those of numbers_of(): which way the endpoint
/// went is known now. What the sentence does not tell is read from the next where that speaks of "this difference".
void choose_numbers(StatementNumbers& numbers, const Statement& statement, Relation relation, const ClaimModels& models);

} // namespace ekb::importers::extraction
