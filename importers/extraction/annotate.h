// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/text.h"

#include <string_view>
#include <vector>

namespace ekb::importers::extraction {

enum class PicoLabel { participants, intervention, outcome };

struct PicoSpan {
    ByteSpan span;
    PicoLabel label = PicoLabel::participants;
};

/// The participants, interventions and outcomes of an abstract, in order, not overlapping. Thread-safe.
std::vector<PicoSpan> annotate(std::string_view text);

} // namespace ekb::importers::extraction
