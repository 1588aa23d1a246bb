// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "indexer/prefixes.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ekb::indexer {

/// Says of the bytes that the index keeps of a study in a slot whether the study matches. One search uses it at a time.
class ValueTest {
public:
    virtual ~ValueTest() = default;
    virtual bool holds(std::string_view value) const = 0;
};

/// Says whether a study matches by which of a clause's parts it has. One search uses it at a time, and asks with rising keys,
/// of a study that did not match perhaps again.
class PartsJudge {
public:
    /// Whether the study has a part; each is looked for when it is asked of.
    class Has {
    public:
        virtual bool operator()(std::size_t part) const = 0;

    protected:
        ~Has() = default;
    };

    virtual ~PartsJudge() = default;
    virtual bool holds(std::int64_t study, const Has& has) const = 0;
};

/// A query on the index as a tree, in the index's terms (prefixes.h).
struct Clause {
    enum class Kind {
        nothing,
        everything,
        term,     ///< `term`
        starts,   ///< any term that begins with `term`
        range,    ///< `slot` in [low, high]
        all_of,   ///< every part
        any_of,   ///< one part or more, their scores added
        best_of,  ///< one part or more, the best score
        one_name, ///< one part or more, scored as if they were one term
        prefer,   ///< the first part; the others add to the score only
        require,  ///< the first part's score, of those that have the others too
        without,  ///< the first part and none of the others
        phrase,   ///< the parts (terms) in order, next to each other up to `window`
        near,     ///< the parts (terms or names) within `window` words
        scaled,   ///< the part's score times `factor`
        among,    ///< the studies of `keys`
        judged,   ///< the studies that `judge` takes by their parts: each any_of all_of terms, which it looks up itself
        tested    ///< the studies whose `slot` passes `test`
    };

    Kind kind = Kind::nothing;
    std::string term{};
    std::vector<Clause> parts{};
    double factor = 1;
    unsigned window = 0;
    Slot slot = Slot::year;
    double low = 0;
    double high = 0;
    std::vector<std::int64_t> keys{};
    std::shared_ptr<const ValueTest> test{};
    std::shared_ptr<const PartsJudge> judge{};

    bool operator==(const Clause&) const = default;
};

inline Clause term_clause(std::string_view prefix, std::string_view value) {
    Clause clause{.kind = Clause::Kind::term};
    clause.term.append(prefix).append(value);
    return clause;
}

inline Clause combined(Clause::Kind kind, std::vector<Clause> parts) {
    return {.kind = kind, .parts = std::move(parts)};
}

inline Clause scaled(Clause clause, double factor) {
    Clause outer{.kind = Clause::Kind::scaled};
    outer.factor = factor;
    outer.parts.push_back(std::move(clause));
    return outer;
}

} // namespace ekb::indexer
