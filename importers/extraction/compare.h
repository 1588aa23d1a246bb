// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/document.h"

#include <optional>
#include <string>
#include <vector>

namespace ekb::importers::extraction {

/// "What happened to `endpoint` under `intervention` against `comparator`?"
struct Comparison {
    std::string intervention;
    std::optional<std::string> comparator;
    std::string endpoint;
};

/// How a document answers a Comparison.
struct ComparisonReading {
    std::optional<Direction> direction; ///< of the endpoint, in the intervention relative to the comparator
    std::optional<double> confidence;   ///< 0..1
    std::optional<Evidence> evidence;   ///< the words that say so
    std::vector<ArmFigures> arms;       ///< empty, or the intervention's figures and then the comparator's
};

/// Reads the document's content (text and tables) with the question in mind. No direction: the document has no
/// evidence. Thread-safe.
ComparisonReading compare(const Document& document, const Comparison& question);

} // namespace ekb::importers::extraction
