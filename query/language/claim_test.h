// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "indexer/card.h"
#include "query/language/node.h"

#include <vector>

namespace ekb::indexer {
class Stemmer;
}

namespace ekb::kb {
class Vocabulary;
struct Concept;
} // namespace ekb::kb

namespace ekb::query {

/// The concepts that a value of a concept field names, in any letter case; none where it is words.
std::vector<const kb::Concept*> named_concepts(const Field& field, std::string_view value,
                                               const kb::Vocabulary& vocabulary);

/// Whether values that stand together in an AND are true of one claim of a study, or, where they ask only what was
/// given and how, of one of its arms. The nodes are values of claim fields, or ORs of such.
class ClaimTest {
public:
    ClaimTest(const kb::Vocabulary& vocabulary, indexer::Stemmer& stem) : m_vocabulary(vocabulary), m_stem(stem) {}

    bool holds(const std::vector<const Node*>& nodes, const indexer::StudyCard& card) const;

private:
    bool holds(const Node& node, const Claim& claim) const;
    bool value_holds(const Node& node, const Claim& claim) const;
    bool names(const Node& node, std::string_view text, const std::optional<std::string>& id) const;
    std::vector<std::string> stems(std::string_view text) const;

    const kb::Vocabulary& m_vocabulary;
    indexer::Stemmer& m_stem;
};

} // namespace ekb::query
