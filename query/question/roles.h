// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "indexer/tokens.h"
#include "kb/vocabulary/vocabulary.h"
#include "query/role.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace ekb::query {

/// A word of the question with what its form says of it.
struct MarkedToken {
    indexer::Token token;
    std::optional<Role> role;
    bool condition_before = false; ///< "in", "for", "among" introduced it: a condition is meant rather than an endpoint
    bool of_course = false; ///< a disease is no endpoint here, but the condition whose course is meant
    bool cue = false;
    std::size_t phrase = 0; ///< how many cues stand before it
    bool telling = false;   ///< neither a word of asking nor of a filter
    std::optional<std::size_t> mention;
};

/// The question's words in order, each with the name that it is of; a colon, or a dash between spaces, is a word ":".
std::vector<MarkedToken> marked_tokens(std::string_view question, const std::vector<kb::Mention>& mentions);

/// Walks the question from cue to cue (data/cues.tsv) and gives each word the role of the part that it stands in. `telling` is
/// set before.
void give_roles(std::vector<MarkedToken>& marked);

} // namespace ekb::query
