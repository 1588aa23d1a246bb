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

StatementNumbers numbers_of(const Statement& statement);

} // namespace ekb::importers::extraction
