// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/full_text/merge.h"

#include "importers/extraction/compare/question.h"
#include "importers/extraction/words/tokens.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>
#include <string>
#include <utility>

namespace ekb::importers::extraction {

namespace {

constexpr double least_overlap = 0.67;

/// The stems of an endpoint with its short forms spelled out.
std::set<std::string> endpoint_stems(const Claim& claim, const std::vector<Abbreviation>& abbreviations) {
    std::set<std::string> stems;
    for (const std::string& s : content_stems(claim.endpoint.text)) {
        const auto known = std::ranges::find_if(abbreviations, [&](const Abbreviation& a) {
            const std::vector<std::string> form = content_stems(a.short_form);
            return form.size() == 1 && form.front() == s;
        });
        if (known == abbreviations.end()) {
            stems.insert(s);
            continue;
        }
        const std::vector<std::string> longer = content_stems(known->long_form);
        stems.insert(longer.begin(), longer.end());
    }
    return stems;
}

double overlap(const std::set<std::string>& a, const std::set<std::string>& b) {
    std::vector<std::string> both;
    std::ranges::set_intersection(a, b, std::back_inserter(both));
    return a.empty() || b.empty() ? 0 : 2.0 * static_cast<double>(both.size()) / static_cast<double>(a.size() + b.size());
}

/// "No adverse events" counts the others than "adverse events" does.
bool negated(const Claim& claim) {
    const std::vector<Token> tokens = tokenise(claim.endpoint.text);
    return std::ranges::any_of(tokens, [](const Token& t) { return t.is("no") || t.is("not") || t.is("without") || t.is("non"); });
}

bool same_arms(const Claim& a, const Claim& b) {
    return a.intervention.text == b.intervention.text && (!a.comparator || !b.comparator || a.comparator->text == b.comparator->text);
}

std::set<std::string> words_of_time(const Claim& claim) {
    const std::vector<std::string> stems = content_stems(claim.endpoint.timepoint.value_or(""));
    return {stems.begin(), stems.end()};
}

bool same_time(const Claim& a, const Claim& b) {
    return !a.endpoint.timepoint || !b.endpoint.timepoint || words_of_time(a) == words_of_time(b);
}

/// What an arm's figures compare by.
std::optional<double> size_of(const ArmFigures& figures) {
    if (figures.events) {
        const double total = figures.total.value_or(figures.n ? *figures.n : 0);
        return total > 0 ? std::optional(*figures.events / total) : std::nullopt;
    }
    return figures.mean ? figures.mean : figures.median;
}

bool agree(const std::optional<double>& a, const std::optional<double>& b) { return !a || !b || std::fabs(*a - *b) <= 0.011 * std::max(1.0, std::fabs(*b)); }

/// Whether the figures or p values of two claims cannot both be right, or figures go against what is said of them.
bool contradict(const Claim& said, const Claim& table) {
    for (std::size_t k = 0; k < std::min(said.arms.size(), table.arms.size()); ++k) {
        if (!agree(said.arms[k].mean, table.arms[k].mean) || !agree(said.arms[k].median, table.arms[k].median) || !agree(said.arms[k].events, table.arms[k].events)) return true;
    }
    if (said.effect.p && table.effect.p && said.effect.p_op == PRelation::equal && table.effect.p_op == PRelation::equal && std::fabs(*said.effect.p - *table.effect.p) > 0.011) return true;
    if (!said.effect.direction || table.arms.size() != 2) return false;
    if (table.effect.p && table.effect.p_op != PRelation::less && *table.effect.p > 0.05) return *said.effect.direction != Direction::no_difference;
    const auto i = size_of(table.arms[0]);
    const auto c = size_of(table.arms[1]);
    if (!i || !c || *i < 0 || *c < 0) return false; // changes: what is "more" depends on how they are told
    return (*said.effect.direction == Direction::increased && *i < *c) || (*said.effect.direction == Direction::decreased && *i > *c);
}

template <typename T>
void complete(std::optional<T>& field, const std::optional<T>& from) {
    if (!field) field = from;
}

void complete_claim(Claim& claim, Claim&& more) {
    std::ranges::move(more.evidence, std::back_inserter(claim.evidence));
    complete(claim.comparator, more.comparator);
    complete(claim.n.intervention, more.n.intervention);
    complete(claim.n.comparator, more.n.comparator);
    complete(claim.endpoint.timepoint, more.endpoint.timepoint);
    complete(claim.effect.measure, more.effect.measure);
    if (!claim.effect.p) {
        claim.effect.p = more.effect.p;
        claim.effect.p_op = more.effect.p_op;
    }
    if (claim.arms.empty()) claim.arms = std::move(more.arms);
}

} // namespace

void merge_claims(std::vector<Claim>& claims, std::vector<Claim> added, const std::vector<Abbreviation>& abbreviations) {
    std::vector<std::set<std::string>> stems;
    for (const Claim& claim : claims) stems.push_back(endpoint_stems(claim, abbreviations));
    const std::size_t first_own = claims.size();
    std::vector<std::vector<std::size_t>> matches(first_own); // for each claim, those of `added` that speak of the same
    for (std::size_t a = 0; a < added.size(); ++a) {
        const std::set<std::string> words = endpoint_stems(added[a], abbreviations);
        for (std::size_t c = 0; c < first_own; ++c) {
            const bool same = same_arms(claims[c], added[a]) && overlap(stems[c], words) >= least_overlap &&
                              same_time(claims[c], added[a]) && negated(claims[c]) == negated(added[a]);
            if (same && !contradict(claims[c], added[a])) matches[c].push_back(a);
        }
    }
    std::vector<bool> taken(added.size());
    for (std::size_t c = 0; c < first_own; ++c) {
        if (matches[c].size() != 1 || taken[matches[c].front()]) continue;
        taken[matches[c].front()] = true;
        complete_claim(claims[c], std::move(added[matches[c].front()]));
    }
    for (std::size_t a = 0; a < added.size(); ++a) {
        if (!taken[a]) claims.push_back(std::move(added[a]));
    }
}

} // namespace ekb::importers::extraction
