// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/numbers/numbers.h"
#include "importers/extraction/words/tokens.h"
#include "kb/model/enums.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace ekb::importers::extraction {

/// "p = 0.03", "P<.001", "p value of 0.2", "P = NS".
struct PValue {
    std::size_t first = 0; ///< its tokens: [first, end)
    std::size_t end = 0;
    std::optional<double> value; ///< empty for "NS"
    PRelation op = PRelation::equal;

    /// What the usual threshold of 0.05 says of it; nullopt where it does not decide ("p < 0.1").
    std::optional<bool> significant() const;
};

/// "95% CI 0.11 to 0.96", "(95 % confidence interval: -2.2, 1.4)".
struct Interval {
    std::size_t first = 0;
    std::size_t end = 0;
    double low = 0;
    double high = 0;
    std::optional<double> level; ///< percent
};

/// An effect between groups that the text names: "HR 0.87 (0.64-1.17)", "mean difference -0.4 points".
struct Estimate {
    std::size_t first = 0;  ///< of the measure's name
    std::size_t number = 0; ///< the token its value begins at
    std::size_t end = 0;
    Measure measure = Measure::mean_difference;
    double value = 0;
    std::optional<std::string> unit;
    std::optional<Interval> interval;
};

/// One group's figure: "157 ± 52 days", "15/40 (37.5%)", "4.06 (95% CI 3.41, 4.71) ng/ml", "79.1%", "36".
struct Figure {
    std::size_t first = 0;
    std::size_t end = 0;
    double value = 0; ///< its first number
    bool in_words = false;
    std::optional<double> percent;
    std::optional<double> events;
    std::optional<double> total;
    std::optional<double> spread; ///< after "±" or in brackets after a mean
    bool spread_is_se = false;
    std::optional<double> low; ///< of an interquartile or other range in brackets
    std::optional<double> high;
    std::optional<std::string> unit;

    /// Whether more than a bare number: a spread, a percent, a total, a range.
    bool rich() const { return percent || total || spread || low; }
};

/// What a sentence's statistics are, each kind in order. A token is in one mention only, but for an estimate's
/// interval.
struct Statistics {
    std::vector<PValue> p_values;
    std::vector<Interval> intervals;
    std::vector<Estimate> estimates;
    std::vector<Figure> figures;
};

Statistics find_statistics(Tokens tokens);

/// Single mentions, for who reads table cells; nullopt where none begins at this token.
std::optional<PValue> p_value_at(Tokens tokens, std::size_t at);
/// The same with those that follow in a list: "P = 0.34, 0.23 and 0.32, respectively".
std::vector<PValue> p_values_at(Tokens tokens, std::size_t at);
std::optional<Interval> interval_at(Tokens tokens, std::size_t at);
/// The interval that follows an estimate's value: named, or a bare range in brackets; after "," or ";" too where an
/// interval was announced (`named_before`).
std::optional<Interval> interval_after(Tokens tokens, std::size_t at, bool named_before);
std::optional<Estimate> estimate_at(Tokens tokens, std::size_t at);
std::optional<Figure> figure_at(Tokens tokens, std::size_t at);

/// "a to b", "a-b", "a, b", "a; b" in numbers, both with their signs. Gives the two values and the token after them.
struct Range {
    double low = 0;
    double high = 0;
    std::size_t end = 0;
};
std::optional<Range> range_at(Tokens tokens, std::size_t at);

/// The token behind "%", "percent" or "per cent"; `at` where there is none.
std::size_t past_percent(Tokens tokens, std::size_t at);

/// The end of a unit that begins at this token: "%", "mmHg", "ng/ml", "kg/m2"; `at` where there is none.
std::size_t unit_end(Tokens tokens, std::size_t at);
/// A unit's tokens as text.
std::string unit_text(Tokens tokens, std::size_t first, std::size_t end);

} // namespace ekb::importers::extraction
