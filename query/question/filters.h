// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/text.h"
#include "query/answer.h"

#include <string_view>
#include <vector>

namespace ekb::query {

/// A part of a question that is a condition every answer meets.
struct FoundFilter {
    ReadFilter filter;
    ByteSpan span; ///< the question's words
};

/// The filters of a question ("with more than 100 participants", "since 2015"), in order, not overlapping, by
/// data/filters.tsv. Thread-safe.
std::vector<FoundFilter> find_filters(std::string_view question);

} // namespace ekb::query
