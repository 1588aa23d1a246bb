// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/relations.h"
#include "kb/model/claim.h"

#include <vector>

namespace ekb::importers::extraction {

/// The numbers of a sentence that belong to one of its statements.
struct StatementNumbers {
    Effect effect;                ///< its measure, value, interval and p; no direction
    std::vector<ArmFigures> arms; ///< the subject's first; empty where no figures are told
};

/// What words and order say: the p value, the figures beside the arms, and an effect that stands plainly with the endpoint.
StatementNumbers numbers_of(const Statement& statement);

/// Puts the figure of the sentence that is likeliest the statement's effect in place of that of numbers_of(): which way the
/// endpoint went is known now. `effects` is the model of that name.
void choose_effect(StatementNumbers& numbers, const Statement& statement, Relation relation, const LinearModel& effects);

} // namespace ekb::importers::extraction
