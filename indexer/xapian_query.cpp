// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/xapian_query.h"

#include "indexer/checking_source.h"

#include <xapian.h>

#include <limits>
#include <string>
#include <vector>

namespace ekb::indexer {

namespace {

using Xapian::Query;

Query::op op_of(Clause::Kind kind) {
    switch (kind) {
    case Clause::Kind::all_of:
        return Query::OP_AND;
    case Clause::Kind::best_of:
        return Query::OP_MAX;
    case Clause::Kind::one_name:
        return Query::OP_SYNONYM;
    case Clause::Kind::prefer:
        return Query::OP_AND_MAYBE;
    case Clause::Kind::require:
        return Query::OP_FILTER;
    case Clause::Kind::without:
        return Query::OP_AND_NOT;
    default:
        return Query::OP_OR;
    }
}

// Xapian's own Query::MatchAll and MatchNothing are one object for all threads, whose count of owners is not guarded.
Query everything() { return Query(std::string()); }
Query nothing() { return {}; }

std::vector<Query> queries(const std::vector<Clause>& clauses) {
    std::vector<Query> all;
    all.reserve(clauses.size());
    for (const Clause& clause : clauses)
        all.push_back(xapian_query(clause));
    return all;
}

/// The first part against the others, which are one query: Xapian's asymmetric operators take two.
Query two_sided(const Clause& clause) {
    if (clause.parts.empty()) return nothing();
    const std::vector<Query> all = queries(clause.parts);
    if (all.size() == 1) return all[0];
    const Query::op rest = clause.kind == Clause::Kind::require ? Query::OP_AND : Query::OP_OR;
    return Query(op_of(clause.kind), all[0], Query(rest, all.begin() + 1, all.end()));
}

Query range(const Clause& clause) {
    const auto slot = static_cast<Xapian::valueno>(clause.slot);
    const bool open_below = clause.low == -std::numeric_limits<double>::infinity();
    // Xapian keeps no value as the empty string, which is below all others: an open range must not take it in.
    const std::string low = open_below ? Xapian::sortable_serialise(std::numeric_limits<double>::lowest())
                                       : Xapian::sortable_serialise(clause.low);
    return Query(Query::OP_VALUE_RANGE, slot, low, Xapian::sortable_serialise(clause.high));
}

Query positional(const Clause& clause) {
    const std::vector<Query> all = queries(clause.parts);
    const Query::op op = clause.kind == Clause::Kind::phrase ? Query::OP_PHRASE : Query::OP_NEAR;
    return Query(op, all.begin(), all.end(), clause.window);
}

} // namespace

Query xapian_query(const Clause& clause) {
    switch (clause.kind) {
    case Clause::Kind::nothing:
        return nothing();
    case Clause::Kind::everything:
        return everything();
    case Clause::Kind::term:
        return Query(clause.term);
    case Clause::Kind::starts:
        return Query(Query::OP_WILDCARD, clause.term, 0, Query::WILDCARD_LIMIT_ERROR, Query::OP_SYNONYM);
    case Clause::Kind::range:
        return range(clause);
    case Clause::Kind::prefer:
    case Clause::Kind::require:
    case Clause::Kind::without:
        return two_sided(clause);
    case Clause::Kind::phrase:
    case Clause::Kind::near:
        return positional(clause);
    case Clause::Kind::scaled:
        return Query(Query::OP_SCALE_WEIGHT, xapian_query(clause.parts.at(0)), clause.factor);
    case Clause::Kind::among:
    case Clause::Kind::judged:
    case Clause::Kind::tested:
        return checking_query(clause);
    case Clause::Kind::all_of:
    case Clause::Kind::any_of:
    case Clause::Kind::best_of:
    case Clause::Kind::one_name:
        break;
    }
    const std::vector<Query> all = queries(clause.parts);
    return Query(op_of(clause.kind), all.begin(), all.end());
}

} // namespace ekb::indexer
