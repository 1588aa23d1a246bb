// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/text.h"
#include "query/answer.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::query {

/// A part of a question that is a condition every answer meets.
struct FoundFilter {
    ReadFilter filter;
    ByteSpan span; ///< the question's words
};

/// The filters of a question ("with more than 100 participants", "since 2015"), in order, not overlapping, by
/// data/filters.tsv. Those that count back from now have no year yet: count_back() gives it. Thread-safe.
std::vector<FoundFilter> find_filters(std::string_view question);

/// Gives the year of the state that is asked; nullopt, or no function: it is not known.
using YearNow = std::function<std::optional<int>()>;

/// Counts the filters that count back ("in the last 5 years") from the year that `now` gives, which is asked only where there
/// is such a filter; where it gives none, they are taken out. Returns what a reader should know of each, quoting the question.
std::vector<std::string> count_back(std::vector<FoundFilter>& filters, std::string_view question, const YearNow& now);

} // namespace ekb::query
