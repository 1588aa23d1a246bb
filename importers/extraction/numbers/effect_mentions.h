// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/numbers/statistics.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace ekb::importers::extraction {

/// How a figure is written that may be an effect: behind a measure's name ("OR 0.4"), with an interval ("3.8 min/day, 95%
/// CI 1.5 to 6.1"), as an interval alone, in percent, as a multiple ("1.5-fold higher"), behind "by", signed, in brackets.
enum class EffectForm { named, interval, lone_interval, percent, fold, by, signed_figure, bracketed };

/// A figure of a sentence that may be the effect of a result: what "OR 0.4 (0.2 to 0.8)" says as one.
struct EffectMention {
    std::size_t first = 0; ///< its tokens: [first, end)
    std::size_t end = 0;
    EffectForm form = EffectForm::named;
    std::optional<double> value; ///< empty for a lone interval
    std::optional<std::string> unit;
    std::optional<Measure> measure; ///< that its own words name
    std::optional<Interval> interval;
};

/// In text order; a token is in one mention only. Linear in the sentence's length.
std::vector<EffectMention> find_effects(Tokens tokens);

} // namespace ekb::importers::extraction
