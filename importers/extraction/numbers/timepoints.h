// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/words/tokens.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ekb::importers::extraction {

/// When something was measured, in the sentence's own words without the preposition: "12 weeks" of "at 12 weeks", "week
/// 12", "Month 4". The one nearest to the token `beside`. `tokens` are `text`'s.
std::optional<std::string> find_timepoint(std::string_view text, Tokens tokens, std::size_t beside);

} // namespace ekb::importers::extraction
