// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "indexer/clause.h"
#include "query/language/node.h"

#include <memory>
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
/// given and how, of one of its arms: a test of Slot::claims. The nodes are values of claim fields, or ORs of such.
/// What is made of them is taken over; `vocabulary` outlives the test.
std::shared_ptr<const indexer::ValueTest> claim_test(const std::vector<const Node*>& nodes,
                                                     const kb::Vocabulary& vocabulary, indexer::Stemmer& stem);

} // namespace ekb::query
