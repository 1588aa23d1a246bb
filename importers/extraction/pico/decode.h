// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/annotate.h"
#include "importers/extraction/pico/abstract.h"
#include "importers/extraction/pico/model.h"

namespace ekb::importers::extraction::pico {

/// The class whose probability passes its threshold by most; 0 where none does.
std::uint8_t choose_class(const ClassProbabilities& probabilities, const ClassProbabilities& thresholds);

/// Neighbouring tokens of one class in one sentence, as spans of bytes; none of punctuation alone.
std::vector<PicoSpan> spans(const Abstract& abstract, const std::vector<std::uint8_t>& classes_of_tokens);

} // namespace ekb::importers::extraction::pico
