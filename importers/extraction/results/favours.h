// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/words/tokens.h"
#include "kb/model/enums.h"

#include <optional>

namespace ekb::importers::extraction {

/// Of which an endpoint is better the more, or the less, there is.
enum class Better { less, more };

/// What an endpoint's words say of it (data/endpoints_better_low.tsv, data/endpoints_better_high.tsv): the last of those
/// before its first preposition, else the first behind it ("pain-free survival", "risk of remission"). nullopt where none
/// says anything.
std::optional<Better> better_of(Tokens endpoint);

/// Whom a movement of an endpoint in the intervention favours, where the endpoint's words say whether more or less of
/// it is better; neither for no difference; nullopt where they do not.
std::optional<Favours> favours_of(Direction direction, Tokens endpoint);

} // namespace ekb::importers::extraction
