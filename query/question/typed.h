// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::query {

/// How a text that a person typed is to be read.
struct Typed {
    std::optional<std::string> query; ///< in the query language; nullopt: it is a question in plain words
    std::vector<std::string> notes;   ///< of a question: what looks like the query language in it, and is read as words
};

/// A text is a query where it names a field, or nearly one ("interventoin:zinc"), with a value right after it; or where it
/// has an operator in capitals among small letters (AND, OR, NOT, NEAR) or a word with a star at its end, and has not the
/// form of a question. An identifier alone (data/identifiers.tsv) is the query for it. What stands in quotation marks
/// counts as neither. The query need not be one that parse_query() understands: then it is refused there. Thread-safe.
Typed read_typed(std::string_view text);

} // namespace ekb::query
