// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/question/filter_clause.h"

#include "kb/model/error.h"
#include "kb/vocabulary/vocabulary.h"

#include <limits>
#include <string>

namespace ekb::query {

using indexer::Clause;
using indexer::Slot;
using indexer::term_clause;
namespace prefix = indexer::prefix;

namespace {

Clause number_range(Slot slot, std::string_view value) {
    constexpr double open = std::numeric_limits<double>::infinity();
    Clause clause{.kind = Clause::Kind::range};
    clause.slot = slot;
    clause.low = -open;
    clause.high = open;
    const bool above = value.starts_with('>');
    const bool below = value.starts_with('<');
    if (above || below) value.remove_prefix(1);
    const bool equal = value.starts_with('=');
    if (equal) value.remove_prefix(1);
    const double number = std::stod(std::string(value));
    if (above) clause.low = equal ? number : number + 1; // years and numbers of people are whole
    if (below) clause.high = equal ? number : number - 1;
    if (!above && !below) clause.low = clause.high = number;
    return clause;
}

Clause phrase(std::initializer_list<std::string_view> stems) {
    Clause clause{.kind = Clause::Kind::phrase};
    for (const std::string_view stem : stems)
        clause.parts.push_back(term_clause("", stem));
    clause.window = static_cast<unsigned>(stems.size());
    return clause;
}

Clause placebo(const kb::Vocabulary& vocabulary) {
    std::vector<Clause> any{phrase({"placebo", "control"}), term_clause(prefix::comparator_text, "placebo")};
    for (const kb::Concept* found : vocabulary.lookup("placebo", kb::ConceptKind::intervention)) {
        any.push_back(term_clause(prefix::comparator, found->id));
    }
    return combined(Clause::Kind::any_of, std::move(any));
}

Clause masking(std::string_view value) {
    std::vector<Clause> any{term_clause(prefix::masking, value)};
    if (value == "double") {
        any.push_back(term_clause(prefix::masking, "triple"));
        any.push_back(term_clause(prefix::masking, "quadruple"));
        any.push_back(phrase({"doubl", "blind"}));
        any.push_back(phrase({"doubl", "mask"}));
    }
    if (value == "single") any.push_back(phrase({"singl", "blind"}));
    if (value == "none") any.push_back(phrase({"open", "label"}));
    return combined(Clause::Kind::any_of, std::move(any));
}

Clause design(std::string_view value) {
    if (value != "randomised") return term_clause(prefix::design, value);
    std::vector<Clause> any{term_clause(prefix::title, "random"), term_clause(prefix::title, "randomis")};
    for (const auto& [type, name] : EnumNames<DesignType>::rows) {
        if (type <= DesignType::other_rct) any.push_back(term_clause(prefix::design, name));
    }
    return combined(Clause::Kind::any_of, std::move(any));
}

} // namespace

Clause filter_clause(std::string_view query, const kb::Vocabulary& vocabulary) {
    const std::size_t colon = query.find(':');
    const std::string_view field = query.substr(0, colon);
    const std::string_view value = colon == std::string_view::npos ? "" : query.substr(colon + 1);
    if (field == "n") return number_range(Slot::n, value);
    if (field == "year") return number_range(Slot::year, value);
    if (field == "comparator") return placebo(vocabulary);
    if (field == "masking") return masking(value);
    if (field == "design") return design(value);
    if (field == "phase") return term_clause(prefix::phase, value);
    if (field == "species") return term_clause(prefix::species, value);
    if (field == "retracted") return term_clause(prefix::retracted, value);
    throw Error("a question's filter is not known: " + std::string(query));
}

} // namespace ekb::query
