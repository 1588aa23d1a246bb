// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/training/gold.h"

#include <string>
#include <vector>

namespace ekb::importers::extraction::training {

/// A text put together from the tokens of a title and an abstract: punctuation stands with its word, the title and each
/// part of the abstract on lines of their own, a part's heading (in capitals in such texts) before a colon.
std::string text_of_tokens(const std::vector<std::string>& tokens);

/// Gives each document the text of the abstract of its id. Throws Error where there is none, or where a claim's quote is
/// not in it, white space aside.
void read_token_abstracts(std::vector<GoldDocument>& documents, const std::vector<GoldTokens>& abstracts);

} // namespace ekb::importers::extraction::training
