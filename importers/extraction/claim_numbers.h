// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/claim_models.h"
#include "importers/extraction/relations.h"
#include "kb/model/claim.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace ekb::importers::extraction {

/// The numbers of a sentence that belong to one of its statements.
struct StatementNumbers {
    Effect effect;                ///< its measure, value, interval and p; no direction
    std::vector<ArmFigures> arms; ///< the subject's first; empty where no figures are told
    std::optional<std::size_t> also_from{}; ///< another sentence that something was read from
};

/// What words and order say: the p value, the figures beside the arms, and an effect that stands plainly with the endpoint.
StatementNumbers numbers_of(const Statement& statement);

/// Which of the p values of its sentence the order of words gives a statement.
std::optional<std::size_t> ruled_p(const Statement& statement);

/// Puts the effect and p value that are likeliest the statement's in place of those of numbers_of(): which way the endpoint
/// went is known now. What the sentence does not tell is read from the next where that speaks of "this difference".
void choose_numbers(StatementNumbers& numbers, const Statement& statement, Relation relation, const ClaimModels& models);

} // namespace ekb::importers::extraction
