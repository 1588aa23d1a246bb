// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/language/explain.h"

#include "query/language/groups.h"

namespace ekb::query {

using indexer::Clause;

namespace {

/// The group's nodes as one query.
Node joined(const NodeGroup& group) {
    if (group.nodes.size() == 1) return *group.nodes.front();
    Node node{.kind = Node::Kind::all};
    for (const Node* each : group.nodes)
        node.parts.push_back(*each);
    return node;
}

Clause all_but(const std::vector<Clause>& clauses, std::size_t left_out) {
    std::vector<Clause> others = clauses;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(left_out));
    return combined(Clause::Kind::all_of, std::move(others));
}

} // namespace

std::vector<ClauseVerdict> clause_verdicts(const Node& node, std::string_view query, const CompileContext& context,
                                           std::optional<std::int64_t> study_key) {
    const std::vector<NodeGroup> groups = groups_of(node);
    std::vector<ClauseVerdict> verdicts;
    std::vector<Clause> clauses;
    for (const NodeGroup& group : groups) {
        const Node own = joined(group);
        clauses.push_back(compile(own, query, context).clause);
        verdicts.push_back(
            {printed(own), context.index.count(clauses.back()), context.index.study_count(), std::nullopt});
    }
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (groups.size() == 2) verdicts[i].without = verdicts[1 - i].trials;
        if (groups.size() > 2) verdicts[i].without = context.index.count(all_but(clauses, i));
        if (study_key) {
            const Clause study{.kind = Clause::Kind::among, .keys = {*study_key}};
            verdicts[i].matched = context.index.count(combined(Clause::Kind::all_of, {clauses[i], study})) > 0;
        }
    }
    return verdicts;
}

} // namespace ekb::query
