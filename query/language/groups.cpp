// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/language/groups.h"

#include <algorithm>

namespace ekb::query {

namespace {

bool is_claim_value(const Node& node) {
    if (node.kind == Node::Kind::any) return std::ranges::all_of(node.parts, is_claim_value);
    return node.kind == Node::Kind::value && node.field != nullptr && node.field->of_claim;
}

/// Fields that a study has claim by claim: together with others they are true of one claim, or of none.
bool asks_one_claim(const Node& node) {
    if (!is_claim_value(node)) return false;
    return has_field(node, "effect") || has_field(node, "favours") || has_field(node, "status") || is_untold(node);
}

} // namespace

bool is_bare_word(const Node& node) {
    return node.kind == Node::Kind::value && node.field == nullptr && !node.exact && !node.phrase && !node.starts;
}

bool is_untold(const Node& node) {
    return has_field(node, "p") || has_field(node, "dose");
}

bool has_field(const Node& node, std::string_view field) {
    if (node.kind == Node::Kind::value) return node.field != nullptr && node.field->name == field;
    return std::ranges::any_of(node.parts, [&](const Node& part) { return has_field(part, field); });
}

std::vector<NodeGroup> groups_of(const Node& node) {
    if (node.kind != Node::Kind::all)
        return {{is_bare_word(node) ? NodeGroup::Kind::words : NodeGroup::Kind::single, {&node}}};
    const bool one_claim = std::ranges::any_of(node.parts, asks_one_claim);
    std::vector<NodeGroup> groups;
    std::size_t claim_group = node.parts.size(); // which group is the claim's; none yet
    const Node* before = nullptr;
    for (const Node& part : node.parts) {
        const bool goes_on = before != nullptr && is_bare_word(*before) && is_bare_word(part) && part.adjacent;
        if (goes_on) {
            groups.back().nodes.push_back(&part);
        } else if (one_claim && is_claim_value(part) && claim_group < groups.size()) {
            groups[claim_group].nodes.push_back(&part);
        } else if (one_claim && is_claim_value(part)) {
            claim_group = groups.size();
            groups.push_back({NodeGroup::Kind::one_claim, {&part}});
        } else {
            groups.push_back({is_bare_word(part) ? NodeGroup::Kind::words : NodeGroup::Kind::single, {&part}});
        }
        before = &part;
    }
    return groups;
}

} // namespace ekb::query
