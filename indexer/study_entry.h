// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "indexer/prefixes.h"
#include "indexer/term_bag.h"
#include "kb/store/reader.h"

#include <cstdint>
#include <map>
#include <string>

namespace ekb::kb {
class Vocabulary;
}

namespace ekb::indexer {

class Stemmer;

/// All that the index holds of one study, in its own terms (prefixes.h).
struct StudyEntry {
    std::int64_t key = 0;
    TermBag terms;
    std::map<Slot, double> values;
    std::string claims; ///< indexer/claim_digest.h
    std::string card; ///< indexer/card.h
};

/// What the index holds of a study: its text in stems, the concepts that it names, its claims field by field, and what
/// an answer shows of it. Concepts stand for themselves and for everything broader.
StudyEntry study_entry(kb::StoredStudy study, const kb::Vocabulary& vocabulary, Stemmer& stem);

} // namespace ekb::indexer
