// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/compare/question.h"

#include <string>
#include <string_view>
#include <unordered_set>

namespace ekb::importers::extraction {

/// The words that name a figure in a table.
struct FigurePlace {
    std::string_view name;    ///< of the row, or the header where arms are rows
    std::string_view own;     ///< what of the name is the place's alone: the row's last stub, without the group above it
    std::string_view around;  ///< the other of the two
    std::string_view caption;
};

/// The share of a phrase's weight that the stems hold: 0..1.
double cover(const Phrase& phrase, const std::unordered_set<std::string>& stems);

/// Whether a place holds figures from before the treatment that a question does not ask for.
bool before_treatment(const FigurePlace& place, const Question& question);

/// How well a place fits the endpoint of a question: what names it, and whether it is the right time. About 0..1.2.
double place_score(const FigurePlace& place, const Question& question);

} // namespace ekb::importers::extraction
