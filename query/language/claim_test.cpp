// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/language/claim_test.h"

#include "indexer/claim_digest.h"
#include "indexer/tokens.h"
#include "kb/vocabulary/vocabulary.h"
#include "query/language/values.h"

#include <algorithm>
#include <functional>
#include <string>
#include <unordered_set>

namespace ekb::query {

using indexer::ClaimDigests;
using indexer::DigestClaim;
using indexer::DigestNamed;

namespace {

using ClaimPredicate = std::function<bool(const DigestClaim&, const ClaimDigests&)>;

/// "p < 0.001" says that p lies anywhere below: all of that must be in the range.
bool p_holds(const NumberRange& range, const DigestClaim& claim) {
    if (!claim.p) return false;
    switch (claim.p_op.value_or(PRelation::equal)) {
    case PRelation::less:
        return range.low <= 0 && range.high >= *claim.p;
    case PRelation::greater:
        return range.low <= *claim.p && range.high >= 1;
    case PRelation::equal:
        break;
    }
    return range.holds(*claim.p);
}

bool dose_holds(const NumberRange& range, const DigestClaim& claim, const ClaimDigests& digests) {
    if (!claim.dose || !claim.dose_unit) return false;
    const std::string_view unit = digests.names().at(*claim.dose_unit);
    const auto low = in_unit(*claim.dose, unit, range.unit);
    if (!low) return false;
    if (range.holds(*low)) return true;
    const auto high = claim.dose_high ? in_unit(*claim.dose_high, unit, range.unit) : std::nullopt;
    // A range of doses is met where it and the asked one have an amount in common.
    return high && (range.holds(*high) || (*low < range.low && range.high < *high));
}

/// What a value asks a claim to name: one of the concepts, or all of the words.
class NamesTest {
public:
    NamesTest(const Node& node, DigestNamed DigestClaim::*thing, const kb::Vocabulary& vocabulary,
              indexer::Stemmer& stem)
        : m_thing(thing) {
        const std::vector<indexer::Token> tokens = indexer::tokens(node.value);
        if (node.starts) {
            m_beginning = tokens.front().word;
            return;
        }
        const auto concepts = named_concepts(*node.field, node.value, vocabulary);
        for (const kb::Concept* each : concepts) {
            if (node.exact) m_concepts.insert(each->id);
            if (node.exact) continue;
            for (const kb::Concept* narrower : vocabulary.narrower(each->id))
                m_concepts.insert(narrower->id);
        }
        m_by_words = concepts.empty() || !node.exact;
        for (const indexer::Token& token : tokens)
            m_stems.push_back(stem(token.word));
        std::ranges::sort(m_stems);
    }

    bool operator()(const DigestClaim& claim, const ClaimDigests& digests) const {
        const DigestNamed& named = claim.*m_thing;
        if (!named.given) return false;
        const auto word = [&](std::uint32_t number) { return digests.words()[number]; };
        if (!m_beginning.empty()) {
            const auto begins = [&](std::uint32_t number) { return word(number).word.starts_with(m_beginning); };
            return std::ranges::any_of(named.words, begins);
        }
        if (named.concept_name && m_concepts.contains(digests.names().at(*named.concept_name))) return true;
        if (!m_by_words || named.words.size() < m_stems.size()) return false;
        for (auto stem = m_stems.begin(); stem != m_stems.end();) {
            const auto other = std::find_if(stem, m_stems.end(), [&](const std::string& each) { return each != *stem; });
            const auto times =
                std::ranges::count_if(named.words, [&](std::uint32_t number) { return word(number).has_stem(*stem); });
            if (times < other - stem) return false;
            stem = other;
        }
        return true;
    }

private:
    DigestNamed DigestClaim::*m_thing;
    std::unordered_set<std::string_view> m_concepts;
    std::vector<std::string> m_stems; // sorted; one that the value has twice is there twice
    std::string m_beginning;          // of a word, where the value ends in a star
    bool m_by_words = true;
};

DigestNamed DigestClaim::*thing_of(std::string_view field) {
    if (field == "intervention") return &DigestClaim::intervention;
    if (field == "comparator") return &DigestClaim::comparator;
    if (field == "condition") return &DigestClaim::condition;
    return field == "endpoint" ? &DigestClaim::endpoint : nullptr;
}

ClaimPredicate value_predicate(const Node& node, const kb::Vocabulary& vocabulary, indexer::Stemmer& stem) {
    const std::string_view field = node.field->name;
    if (auto thing = thing_of(field)) return NamesTest(node, thing, vocabulary, stem);
    if (field == "dose")
        return [range = *node.range](const DigestClaim& c, const ClaimDigests& all) { return dose_holds(range, c, all); };
    if (field == "p") return [range = *node.range](const DigestClaim& c, const ClaimDigests&) { return p_holds(range, c); };
    if (field == "route")
        return [route = node.value](const DigestClaim& c, const ClaimDigests& all) {
            return c.route && all.names().at(*c.route) == route;
        };
    if (field == "effect")
        return [asked = from_name<Direction>(node.value)](const DigestClaim& c, const ClaimDigests&) {
            return asked && c.direction == asked;
        };
    if (field == "favours")
        return [asked = from_name<Favours>(node.value)](const DigestClaim& c, const ClaimDigests&) {
            return asked && c.favours == asked;
        };
    return [asked = field == "status" ? from_name<ReviewStatus>(node.value) : std::nullopt](
               const DigestClaim& c, const ClaimDigests&) { return asked && c.status == *asked; };
}

ClaimPredicate predicate(const Node& node, const kb::Vocabulary& vocabulary, indexer::Stemmer& stem) {
    if (node.kind == Node::Kind::value) return value_predicate(node, vocabulary, stem);
    std::vector<ClaimPredicate> any;
    for (const Node& part : node.parts)
        any.push_back(predicate(part, vocabulary, stem));
    return [any = std::move(any)](const DigestClaim& claim, const ClaimDigests& digests) {
        return std::ranges::any_of(any, [&](const ClaimPredicate& each) { return each(claim, digests); });
    };
}

bool of_arms(const Node& node) {
    if (node.kind == Node::Kind::any) return std::ranges::all_of(node.parts, of_arms);
    const std::string_view name = node.field->name;
    return name == "intervention" || name == "dose" || name == "route";
}

class ClaimTest final : public indexer::ValueTest {
public:
    ClaimTest(const std::vector<const Node*>& nodes, const kb::Vocabulary& vocabulary, indexer::Stemmer& stem) {
        for (const Node* node : nodes)
            m_all.push_back(predicate(*node, vocabulary, stem));
        m_arms_too = std::ranges::all_of(nodes, [](const Node* node) { return of_arms(*node); });
        m_any_status = std::ranges::any_of(nodes, [](const Node* node) {
            return node->kind == Node::Kind::value && node->field->name == "status";
        });
    }

    bool holds(std::string_view value) const override {
        m_digests.read(value);
        return std::ranges::any_of(m_digests.claims(), [&](const DigestClaim& claim) { return holds(claim); });
    }

private:
    bool holds(const DigestClaim& claim) const {
        if (claim.is_arm ? !m_arms_too : !m_any_status && claim.status == ReviewStatus::rejected) return false;
        return std::ranges::all_of(m_all, [&](const ClaimPredicate& each) { return each(claim, m_digests); });
    }

    std::vector<ClaimPredicate> m_all;
    bool m_arms_too = false;
    bool m_any_status = false;
    mutable ClaimDigests m_digests; // of the study that is looked at: its memory is used again
};

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

std::shared_ptr<const indexer::ValueTest> claim_test(const std::vector<const Node*>& nodes,
                                                     const kb::Vocabulary& vocabulary, indexer::Stemmer& stem) {
    return std::make_shared<ClaimTest>(nodes, vocabulary, stem);
}

} // namespace ekb::query
