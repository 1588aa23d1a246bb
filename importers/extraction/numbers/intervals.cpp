// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/numbers/statistics.h"

#include "importers/extraction/numbers/numbers.h"

#include <algorithm>
#include <utility>

namespace ekb::importers::extraction {

namespace {

/// Past a bound's unit: "%", "mmHg", "%-point", "days".
std::size_t past_unit(Tokens tokens, std::size_t at) {
    std::size_t i = unit_end(tokens, at);
    if (i > at && i < tokens.size() && tokens[i].is("-") && !tokens[i].spaced) {
        if (i + 1 < tokens.size() && tokens[i + 1].is("point")) return i + 2;
        if (i + 1 < tokens.size() && tokens[i + 1].spaced && !tokens[i + 1].number()) return i + 1;
    }
    return i;
}

bool currency(const Token& token) {
    return any_of(token, {"$", "£", "€"});
}

/// "CI", "C.I.", "confidence interval": the token after the name; `at` where there is none. After a level in percent
/// other languages' letters count too.
std::size_t after_name(Tokens tokens, std::size_t at, bool level) {
    if (at >= tokens.size()) return at;
    if (any_of(tokens[at], {"ci", "cis", "ci95", "cl", "cri"})) return at + 1;
    if (level && tokens[at].is("ic")) return at + 1;
    if (tokens[at].is("c") && at + 3 < tokens.size() && tokens[at + 1].is(".") && tokens[at + 2].is("i") &&
        tokens[at + 3].is("."))
        return at + 4;
    if (any_of(tokens[at], {"confidence", "credible"}) && at + 1 < tokens.size() &&
        any_of(tokens[at + 1], {"interval", "intervals", "limits"}))
        return at + 2;
    return at;
}

/// The lower bound right after the interval's name, as "CI-0.9": its dash is glued to both and can be no separator.
bool glued_minus(Tokens tokens, std::size_t at) {
    return at > 0 && at + 1 < tokens.size() && tokens[at].is("-") && !tokens[at].spaced && tokens[at - 1].word() &&
           tokens[at + 1].number() && !tokens[at + 1].spaced;
}

/// Bounds as they are; written the other way round where both are below zero. Any other order is a misprint.
std::optional<Range> in_order(Range range) {
    if (range.low <= range.high) return range;
    if (range.low >= 0 || range.high >= 0) return std::nullopt;
    std::swap(range.low, range.high);
    return range;
}

std::optional<Range> bounds_at(Tokens tokens, std::size_t at) {
    std::size_t i = at;
    if (i < tokens.size() && currency(tokens[i])) ++i;
    const bool minus = glued_minus(tokens, i);
    const auto low = signed_number(tokens, minus ? i + 1 : i);
    if (!low) return std::nullopt;
    i = past_unit(tokens, low->end);
    if (i >= tokens.size() || !any_of(tokens[i], {"to", "-", "--", ",", ";", "and", "/"})) return std::nullopt;
    ++i;
    if (i < tokens.size() && currency(tokens[i])) ++i;
    const auto high = signed_number(tokens, i);
    if (!high) return std::nullopt;
    return Range{minus ? -low->value : low->value, high->value, past_unit(tokens, high->end)};
}

} // namespace

std::size_t past_percent(Tokens tokens, std::size_t at) {
    if (at >= tokens.size()) return at;
    if (any_of(tokens[at], {"%", "percent"})) return at + 1;
    return tokens[at].is("per") && at + 1 < tokens.size() && tokens[at + 1].is("cent") ? at + 2 : at;
}

std::optional<Range> range_at(Tokens tokens, std::size_t at) {
    const auto low = signed_number(tokens, at);
    if (!low) return std::nullopt;
    std::size_t i = low->end;
    if (i < tokens.size() && tokens[i].is("%")) ++i;
    if (i >= tokens.size() || !any_of(tokens[i], {"to", "-", "--", ",", ";", "and"})) return std::nullopt;
    std::optional<NumberMention> high = signed_number(tokens, i + 1);
    if (!high) return std::nullopt;
    if (high->end < tokens.size() && tokens[high->end].is("%")) ++high->end;
    return Range{low->value, high->value, high->end};
}

std::optional<Interval> interval_at(Tokens tokens, std::size_t at) {
    if (at >= tokens.size()) return std::nullopt;
    Interval interval;
    interval.first = at;
    std::size_t i = at;
    if (const std::size_t behind = past_percent(tokens, i + 1); tokens[i].number() && behind > i + 1) {
        interval.level = tokens[i].value;
        i = behind;
    }
    const std::size_t name = after_name(tokens, i, interval.level.has_value());
    if (name == i) return std::nullopt;
    if (tokens[i].is("ci95")) interval.level = 95;
    i = name;
    for (std::size_t skip = 0; i < tokens.size() && skip < 6; ++skip, ++i) {
        const std::size_t behind = past_percent(tokens, i + 1);
        if (tokens[i].number() && behind > i + 1 && !interval.level && tokens[i].value >= 80) {
            interval.level = tokens[i].value;
            i = behind - 1;
            continue;
        }
        if (const auto bounds = bounds_at(tokens, i)) {
            const auto range = in_order(*bounds);
            if (!range) return std::nullopt;
            interval.low = range->low;
            interval.high = range->high;
            interval.end = range->end;
            return interval;
        }
        if (!any_of(tokens[i], {":",   "=",    ",",  "[",       "]", "(", ")",   "ci",  "from",       "of",
                                "was", "were", "is", "between", "%", "$", "for", "the", "difference", ";"}))
            break;
    }
    return std::nullopt;
}

std::optional<Interval> interval_after(Tokens tokens, std::size_t at, bool named_before) {
    std::size_t i = at;
    while (i < tokens.size() && i < at + 6 &&
           any_of(tokens[i], {",", ";", "(", "[", "with", "a", "an", "and", "-", "corresponding"})) {
        if (auto interval = interval_at(tokens, i)) return interval;
        if (tokens[i].is("-") && signed_number(tokens, i)) break;
        ++i;
    }
    if (auto interval = interval_at(tokens, i)) return interval;
    const bool opened = i > at && any_of(tokens[i - 1], {"(", "[", ";", ","});
    if (!opened || (!named_before && !any_of(tokens[i - 1], {"(", "["}))) return std::nullopt;
    const auto bounds = bounds_at(tokens, i);
    const auto range = bounds ? in_order(*bounds) : std::nullopt;
    if (!range) return std::nullopt;
    return Interval{i, range->end, range->low, range->high, std::nullopt};
}

} // namespace ekb::importers::extraction
