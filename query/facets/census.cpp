// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/facets/census.h"

#include "indexer/card.h"
#include "kb/model/error.h"
#include "query/language/parse.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <numeric>
#include <optional>
#include <unordered_map>
#include <utility>

namespace ekb::query {

using indexer::Clause;

namespace {

/// How many studies name each concept of one field, with the label that the best of them gives last.
class NamedConcepts {
public:
    /// `rank` is the study's place in the list.
    void add(std::size_t rank, const std::optional<std::string>& id, const std::optional<std::string>& label) {
        if (!id) return;
        Known& known = m_known[*id];
        if (known.studies > 0 && known.last == rank) return; // it counts once
        const bool names_it = known.studies == 0 || rank > known.label_of;
        known.last = rank;
        ++known.studies;
        if (!names_it) return;
        known.label_of = rank;
        known.label = label.value_or(*id);
    }
    std::vector<FacetValue> values() const {
        std::vector<FacetValue> values;
        for (const auto& [id, known] : m_known)
            values.push_back({{}, id, known.label, known.studies});
        std::ranges::sort(values, {}, &FacetValue::value);
        return values;
    }

private:
    struct Known {
        std::size_t studies = 0;
        std::size_t last = 0;     ///< the study that was added last
        std::size_t label_of = 0; ///< the study whose label it is
        std::string label;
    };
    std::unordered_map<std::string, Known> m_known;
};

void add_claim(std::map<std::string, NamedConcepts, std::less<>>& fields, std::size_t rank, const Claim& claim) {
    const auto add = [&](std::string_view field, const auto& thing) { fields.find(field)->second.add(rank, thing.concept_id, thing.label); };
    add("intervention", claim.intervention);
    add("endpoint", claim.endpoint);
    if (claim.comparator) add("comparator", *claim.comparator);
    if (claim.condition) add("condition", *claim.condition);
}

/// A value that one claim of a study must have, and how many have it.
struct ClaimCount {
    std::size_t& count;
    std::vector<bool> have_term;
    std::shared_ptr<const indexer::ValueTest> test;
};

/// The clause of one value, as it stands in an AND beside a query: what is true of a claim is then looked for in the claims.
Clause value_clause(const std::string& value, const CompileContext& index) {
    auto node = parse_query(value);
    if (!node) throw Error("a field's value is not understood: " + value + ": " + node.error().message);
    Node all{.kind = Node::Kind::all, .span = node->span};
    all.parts.push_back(std::move(*node));
    return compile(all, value, index).clause;
}

/// The term that studies have of which a claim is tested; null where the clause is no such.
const std::string* claimed_term(const Clause& clause) {
    if (clause.kind != Clause::Kind::require || clause.parts.size() != 2) return nullptr;
    const Clause& test = clause.parts[1];
    if (test.kind != Clause::Kind::tested || test.slot != indexer::Slot::claims) return nullptr;
    const std::vector<Clause>& told = clause.parts[0].parts;
    const bool one_term = told.size() == 2 && told[0].kind == Clause::Kind::everything && told[1].kind == Clause::Kind::term;
    return one_term ? &told[1].term : nullptr;
}

} // namespace

Census::Census(const CompileContext& index, const StudyList& list) : m_index(index), m_list(list) {
    m_keys.reserve(list.hits.size());
    for (const indexer::Hit& hit : list.hits)
        m_keys.push_back(hit.study_key);
    std::ranges::sort(m_keys);
}

std::vector<std::size_t> Census::counts(const std::vector<std::string>& values) const {
    std::vector<std::size_t> counts(values.size());
    std::vector<ClaimCount> of_claims;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const Clause clause = value_clause(values[i], m_index);
        if (const std::string* term = claimed_term(clause))
            of_claims.push_back({counts[i], m_index.index.which_have(m_keys, *term), clause.parts[1].test});
        else
            counts[i] = m_index.index.count_among(m_keys, clause);
    }
    // What a study's claims tell is read once for all.
    m_index.index.each_value(m_keys, indexer::Slot::claims, [&](std::size_t at, std::string_view claims) {
        for (const ClaimCount& each : of_claims) {
            if (each.have_term[at] && each.test->holds(claims)) ++each.count;
        }
    });
    return counts;
}

std::map<int, std::size_t> Census::years() const {
    std::map<int, std::size_t> years;
    m_index.index.each_value(m_keys, indexer::Slot::year, [&](std::size_t, std::string_view value) {
        const double year = indexer::number_of(value);
        if (year == std::floor(year)) ++years[static_cast<int>(year)];
    });
    return years;
}

std::map<std::string, std::vector<FacetValue>, std::less<>> Census::concepts(std::size_t most) const {
    const std::size_t count = std::min(most, m_list.hits.size());
    std::vector<std::size_t> ranks(count); // in the order of the studies' keys, which is that of the index
    std::iota(ranks.begin(), ranks.end(), std::size_t{0});
    std::ranges::sort(ranks, {}, [&](std::size_t rank) { return m_list.hits[rank].study_key; });
    std::vector<std::int64_t> keys;
    for (const std::size_t rank : ranks)
        keys.push_back(m_list.hits[rank].study_key);
    std::map<std::string, NamedConcepts, std::less<>> fields{{"intervention", {}}, {"comparator", {}}, {"condition", {}}, {"endpoint", {}}};
    m_index.index.each_value(keys, indexer::Slot::card, [&](std::size_t at, std::string_view card) {
        indexer::each_claim_named(card, [&](const Claim& claim) {
            if (is_shown(claim, *m_list.asked)) add_claim(fields, ranks[at], claim);
        });
    });
    std::map<std::string, std::vector<FacetValue>, std::less<>> values;
    for (const auto& [field, concepts] : fields)
        values.emplace(field, concepts.values());
    return values;
}

} // namespace ekb::query
