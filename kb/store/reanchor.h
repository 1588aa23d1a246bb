// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/claim.h"

#include <string_view>

namespace ekb::kb {

/// Finds the claim's quotes in a newer version of its document's text (UTF-8) and sets where they stand; of several
/// places the one nearest to where the quote stood before. A quote that the text no longer holds keeps its words and
/// has no place. A pure function.
void reanchor(Claim& claim, std::string_view text);

} // namespace ekb::kb
