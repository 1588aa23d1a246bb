// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/store/kb_vocabulary.h"
#include "query/answers/interpret.h"
#include "query/question/spelling.h"

#include <cstdint>
#include <utility>

namespace ekb::query {

/// The vocabulary that an index was made with, and what was looked up in it. Not thread-safe.
struct KnownNames {
    std::int64_t wanted = 0; ///< the index's revision; the store may have gone on to a newer one
    kb::KbVocabulary known;
    ExpandedNames expanded;
    KnownCorrections spelling{};

    KnownNames(std::int64_t revision, kb::KbVocabulary vocabulary)
        : wanted(revision), known(std::move(vocabulary)), expanded(*known.vocabulary) {}
};

} // namespace ekb::query
