// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/language/explain.h"

#include "query/language/groups.h"

namespace ekb::query {

using indexer::Clause;

namespace {

/// The groups' nodes as one query.
Node joined(const std::vector<NodeGroup>& groups, std::optional<std::size_t> without) {
    Node node{.kind = Node::Kind::all};
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (i == without) continue;
        for (const Node* each : groups[i].nodes)
            node.parts.push_back(*each);
    }
    if (node.parts.size() != 1) return node;
    Node only = std::move(node.parts.front());
    return only;
}

std::size_t count(const Clause& clause, const CompileContext& context) {
    return context.index.search(clause, {.limit = 0}).total;
}

} // namespace

std::vector<ClauseVerdict> clause_verdicts(const Node& node, std::string_view query, const CompileContext& context,
                                           std::optional<std::int64_t> study_key) {
    const std::vector<NodeGroup> groups = groups_of(node);
    std::vector<ClauseVerdict> verdicts;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const Node own = joined({groups[i]}, std::nullopt);
        const Clause clause = compile(own, query, context).clause;
        ClauseVerdict verdict{printed(own), count(clause, context), context.index.study_count(), std::nullopt};
        if (groups.size() > 1) verdict.without = count(compile(joined(groups, i), query, context).clause, context);
        if (study_key) {
            const Clause study{.kind = Clause::Kind::among, .keys = {*study_key}};
            verdict.matched = count(combined(Clause::Kind::all_of, {clause, study}), context) > 0;
        }
        verdicts.push_back(std::move(verdict));
    }
    return verdicts;
}

} // namespace ekb::query
