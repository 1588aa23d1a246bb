// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/tokens.h"
#include "kb/model/enums.h"

#include <optional>

namespace ekb::importers::extraction {

/// Whom a movement of an endpoint in the intervention favours, where the endpoint's words say whether more or less of
/// it is better (data/endpoints_better_low.tsv, data/endpoints_better_high.tsv); neither for no difference; nullopt
/// where they do not.
std::optional<Favours> favours_of(Direction direction, Tokens endpoint);

} // namespace ekb::importers::extraction
