// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::importers {

struct TaggedLine {
    std::string_view tag;
    std::string_view value;
};

/// How a dialect of tagged text is written. A line that is no tagged line goes on the value before it.
struct TaggedDialect {
    std::string_view name;  ///< in data/reference_fields.tsv
    std::string_view title; ///< for people
    /// The tag and value of a line; nullopt for a line that goes on.
    std::optional<TaggedLine> (*line)(std::string_view line);
    /// Whether the line begins a record, given the tag of the line before it in the open record (empty at a record's
    /// begin).
    bool (*starts)(std::string_view line, std::string_view tag_before);
    /// Whether the line ends one.
    bool (*ends)(std::string_view line);
    /// Whether an empty line ends a record.
    bool empty_line_ends = false;
};

/// Cuts a stream into records by the dialect's rules. Text outside any record gives one diagnostic a gap.
void cut_tagged(ByteStream& source, const TaggedDialect& dialect, const RecordSink& record,
                const DiagnosticSink& diagnostic);

/// All tags of a record in order, continuation lines joined by a space.
std::vector<std::pair<std::string, std::string>> read_tagged(std::string_view record, const TaggedDialect& dialect);

/// How many of the first 40 lines that are not empty are tagged lines whose tag the dialect knows.
int count_tagged_lines(std::string_view head, const TaggedDialect& dialect);

} // namespace ekb::importers
