// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/language/claim_test.h"

#include "indexer/tokens.h"
#include "kb/vocabulary/vocabulary.h"
#include "query/language/values.h"

#include <algorithm>

namespace ekb::query {

namespace {

template <typename E>
bool is_named(const std::optional<E>& value, std::string_view name) {
    return value && name_of(*value) == name;
}

/// "p < 0.001" says that p lies anywhere below: all of that must be in the range.
bool p_holds(const NumberRange& range, const Effect& effect) {
    if (!effect.p) return false;
    switch (effect.p_op.value_or(PRelation::equal)) {
    case PRelation::less:
        return range.low <= 0 && range.high >= *effect.p;
    case PRelation::greater:
        return range.low <= *effect.p && range.high >= 1;
    case PRelation::equal:
        break;
    }
    return range.holds(*effect.p);
}

bool dose_holds(const NumberRange& range, const std::optional<Dose>& dose) {
    if (!dose || !dose->unit || !dose->amount) return false;
    const auto low = in_unit(*dose->amount, *dose->unit, range.unit);
    if (!low) return false;
    if (range.holds(*low)) return true;
    const auto high = dose->amount_high ? in_unit(*dose->amount_high, *dose->unit, range.unit) : std::nullopt;
    // A range of doses is met where it and the asked one have an amount in common.
    return high && (range.holds(*high) || (*low < range.low && range.high < *high));
}

bool of_arms(const Node& node) {
    if (node.kind == Node::Kind::any) return std::ranges::all_of(node.parts, of_arms);
    const std::string_view name = node.field->name;
    return name == "intervention" || name == "dose" || name == "route";
}

/// An arm as a claim that says nothing of any endpoint.
Claim arm_claim(const Arm& arm, const std::string& name) {
    Claim claim;
    claim.intervention = {name, arm.concept_id, arm.label};
    claim.dose = arm.dose;
    return claim;
}

} // namespace

std::vector<const kb::Concept*> named_concepts(const Field& field, std::string_view value,
                                               const kb::Vocabulary& vocabulary) {
    using kb::ConceptKind;
    const auto of_kind = [&](ConceptKind kind) { return vocabulary.lookup(value, kind, kb::LetterCase::ignored); };
    if (field.name == "intervention" || field.name == "comparator") return of_kind(ConceptKind::intervention);
    std::vector<const kb::Concept*> found =
        of_kind(field.name == "endpoint" ? ConceptKind::endpoint : ConceptKind::condition);
    if (found.empty()) found = of_kind(field.name == "endpoint" ? ConceptKind::condition : ConceptKind::population);
    return found;
}

std::vector<std::string> ClaimTest::stems(std::string_view text) const {
    std::vector<std::string> all;
    for (const indexer::Token& token : indexer::tokens(text))
        all.push_back(m_stem(token.word));
    std::ranges::sort(all);
    return all;
}

bool ClaimTest::names(const Node& node, std::string_view text, const std::optional<std::string>& id) const {
    if (node.starts) {
        return std::ranges::any_of(indexer::tokens(text), [&](const indexer::Token& t) {
            return t.word.starts_with(indexer::tokens(node.value).front().word);
        });
    }
    const auto concepts = named_concepts(*node.field, node.value, m_vocabulary);
    const auto same = [&](const kb::Concept* each) {
        return node.exact ? *id == each->id : m_vocabulary.is_a(*id, each->id);
    };
    if (id && std::ranges::any_of(concepts, same)) return true;
    return (concepts.empty() || !node.exact) && std::ranges::includes(stems(text), stems(node.value));
}

bool ClaimTest::value_holds(const Node& node, const Claim& claim) const {
    const std::string_view field = node.field->name;
    if (field == "intervention") return names(node, claim.intervention.text, claim.intervention.concept_id);
    if (field == "comparator")
        return claim.comparator && names(node, claim.comparator->text, claim.comparator->concept_id);
    if (field == "condition") return claim.condition && names(node, claim.condition->text, claim.condition->concept_id);
    if (field == "endpoint") return names(node, claim.endpoint.text, claim.endpoint.concept_id);
    if (field == "dose") return dose_holds(*node.range, claim.dose);
    if (field == "route") return claim.dose && claim.dose->route == node.value;
    if (field == "effect") return is_named(claim.effect.direction, node.value);
    if (field == "favours") return is_named(claim.effect.favours, node.value);
    if (field == "p") return p_holds(*node.range, claim.effect);
    return field == "status" && name_of(claim.status) == node.value;
}

bool ClaimTest::holds(const Node& node, const Claim& claim) const {
    if (node.kind == Node::Kind::value) return value_holds(node, claim);
    return std::ranges::any_of(node.parts, [&](const Node& part) { return holds(part, claim); });
}

bool ClaimTest::holds(const std::vector<const Node*>& nodes, const indexer::StudyCard& card) const {
    const auto all_hold = [&](const Claim& claim) {
        return std::ranges::all_of(nodes, [&](const Node* node) { return holds(*node, claim); });
    };
    const auto asks_status = [](const Node* node) {
        return node->kind == Node::Kind::value && node->field->name == "status";
    };
    const bool any_status = std::ranges::any_of(nodes, asks_status);
    for (const Claim& claim : card.claims) {
        if ((any_status || claim.status != ReviewStatus::rejected) && all_hold(claim)) return true;
    }
    if (!std::ranges::all_of(nodes, [](const Node* node) { return of_arms(*node); })) return false;
    for (const Document& document : card.documents) {
        for (const Arm& arm : document.arms) {
            if (arm.role == ArmRole::experimental && all_hold(arm_claim(arm, arm.name))) return true;
        }
    }
    return false;
}

} // namespace ekb::query
