// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/language/node.h"

#include <string_view>
#include <vector>

namespace ekb::query {

/// Parts of an AND that are searched together.
struct NodeGroup {
    enum class Kind {
        one_claim, ///< values that one claim must have together
        words,     ///< bare words beside each other: they may make a name
        single     ///< one part by itself
    };
    Kind kind = Kind::single;
    std::vector<const Node*> nodes;
};

/// The groups of an AND, or of a query that is none, in the query's order; one claim's values stand where the first
/// does. They live as long as the node.
std::vector<NodeGroup> groups_of(const Node& node);

/// A word without field, quotation marks, = or *.
bool is_bare_word(const Node& node);

/// A value of p or dose, which the index does not keep as terms: only the claims themselves tell.
bool is_untold(const Node& node);

/// Whether the field stands anywhere in the query.
bool has_field(const Node& node, std::string_view field);

} // namespace ekb::query
