// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/vocabulary/concept_csv.h"

#include "importers/source/csv.h"
#include "importers/source/lines.h"
#include "importers/source/utf8.h"
#include "kb/model/concept_rows.h"

#include <algorithm>
#include <array>

namespace ekb::importers {

namespace {

/// Where the header row begins: remarks may stand before it.
std::size_t header_offset(std::string_view head) {
    std::size_t at = 0;
    while (at < head.size() && (head[at] == '#' || head[at] == '\n' || head[at] == '\r')) {
        at = std::min(head.find('\n', at), head.size() - 1) + 1;
    }
    return at;
}

bool recognise_concepts(std::string_view head) {
    static constexpr std::array<std::string_view, 6> columns{"id", "kind", "label", "synonyms", "parents", "external"};
    const std::string_view rest = head.substr(header_offset(head));
    const auto rows = csv_rows(rest.substr(0, rest.find_first_of("\r\n")));
    if (rows.empty()) return false;
    const auto has = [&](std::string_view name) {
        return std::ranges::any_of(rows.front(), [&](const std::string& cell) { return trimmed(cell) == name; });
    };
    const bool all_known = std::ranges::all_of(rows.front(), [&](const std::string& cell) {
        return std::ranges::find(columns, trimmed(cell)) != columns.end();
    });
    return all_known && has("kind") && has("label");
}

void split_concepts(ByteStream& source, const RecordSink& record, const DiagnosticSink& diagnostic) {
    HeadStream rows(std::make_unique<BorrowedStream>(source));
    const std::size_t remarks = header_offset(rows.head());
    const std::string_view skipped = rows.head().substr(0, remarks);
    const auto lines = static_cast<std::size_t>(std::ranges::count(skipped, '\n'));
    rows.skip(remarks);
    const auto shifted = [&](RawRecord&& raw) {
        raw.line += lines;
        record(std::move(raw));
    };
    cut_csv_records(rows, shifted, diagnostic);
}

Reading read_concept(const RawRecord& raw) {
    Reading reading;
    for (kb::ConceptRow& row : kb::read_concept_rows({}, raw.bytes, reading.diagnostics)) {
        reading.concepts.push_back(std::move(row.value));
    }
    // The record carries its header row, which the source has elsewhere.
    for (Diagnostic& found : reading.diagnostics) found.line = 1;
    return reading;
}

} // namespace

Format concept_csv_format() {
    return {"concepts", "concepts and synonyms as CSV", recognise_concepts, split_concepts, read_concept, false};
}

} // namespace ekb::importers
