// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/engine.h"
#include "query/facets/facets.h"
#include "query/language/compile.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::query {

/// Counts studies of a list by what else they have, each fact of them read once however many there are to count. It and
/// what it was made from are of one commit (Engine::read_together).
class Census {
public:
    Census(const CompileContext& index, const StudyList& list);

    /// How many each of these queries finds, which are one value of a field each: "phase:3".
    std::vector<std::size_t> counts(const std::vector<std::string>& values) const;
    /// How many were published in each year.
    std::map<int, std::size_t> years() const;
    /// How many of the best `most` have a claim that names each concept, in the field "intervention", "comparator", "condition"
    /// or "endpoint": in the order of their ids, without queries. Claims that the query does not show are left out.
    std::map<std::string, std::vector<FacetValue>, std::less<>> concepts(std::size_t most) const;

private:
    const CompileContext& m_index;
    const StudyList& m_list;
    std::vector<std::int64_t> m_keys; // rising
};

} // namespace ekb::query
