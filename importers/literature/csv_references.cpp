// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/literature/csv_references.h"

#include "importers/literature/reference_record.h"
#include "importers/source/csv.h"
#include "importers/source/utf8.h"

#include <algorithm>

namespace ekb::importers {

namespace {

/// A column's name as the table of fields has it.
std::string column_name(std::string_view cell) {
    std::string name;
    for (const char c : ascii_lower(cell)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) name += c;
    }
    return name;
}

std::vector<std::string> columns_of(const std::vector<std::string>& header) {
    std::vector<std::string> columns;
    for (const std::string& cell : header)
        columns.push_back(column_name(cell));
    return columns;
}

bool has_field(const std::vector<std::string>& columns, std::string_view field) {
    return std::ranges::any_of(columns, [&](const std::string& column) {
        if (!is_reference_tag("csv", column)) return false;
        ReferenceRecord probe("csv");
        probe.add(column, "x");
        return !probe.first(field).empty();
    });
}

/// A title column, and one that only a table of references has.
bool is_reference_header(const std::vector<std::string>& header) {
    const auto columns = columns_of(header);
    const auto has = [&](const char* field) { return has_field(columns, field); };
    if (columns.size() < 2 || !has("title")) return false;
    return has("abstract") || has("doi") || has("pmid") || (has("author_list") && (has("journal") || has("date")));
}

bool recognise_csv(std::string_view head) {
    const std::string_view text = trimmed(head);
    if (text.empty() || std::string_view("<{[@%").find(text.front()) != std::string_view::npos) return false;
    const auto rows = csv_rows(text.substr(0, text.find_first_of("\r\n")));
    // A list of retractions has its own reader, which tells what is retracted from what retracts it.
    const bool retractions =
        text.substr(0, text.find_first_of("\r\n")).find("RetractionNature") != std::string_view::npos;
    return !rows.empty() && !retractions && is_reference_header(rows.front());
}

void split_csv(ByteStream& source, const RecordSink& record, const DiagnosticSink& diagnostic) {
    std::size_t number = 0;
    const auto count = [&](RawRecord&& raw) {
        ++number;
        record(std::move(raw));
    };
    cut_csv_records(source, count, diagnostic);
    if (number == 0) diagnostic({{}, {}, {}, "there is no row in this table of references"});
}

Reading read_csv(const RawRecord& raw) {
    const auto rows = csv_rows(raw.bytes);
    if (rows.size() != 2 || !is_reference_header(rows[0])) {
        const std::string begin = excerpt(normal_space(raw.bytes.substr(0, 200)), 60);
        return {{}, {{{}, {}, {}, "“" + begin + "” is no header row of a table of references"}}, {}};
    }
    const auto columns = columns_of(rows[0]);
    const auto& cells = rows[1];
    if (cells.size() > columns.size()) {
        return {{},
                {{{},
                  {},
                  1,
                  "the row that begins “" + excerpt(normal_space(cells[0] + ", " + cells[1]), 60) + "” has " +
                      std::to_string(cells.size()) + " cells under " + std::to_string(columns.size()) + " columns"}},
                {}};
    }
    ReferenceRecord reference("csv");
    for (std::size_t i = 0; i < cells.size(); ++i)
        reference.add(columns[i], cells[i]);
    return reference_reading(reference, "csv", raw);
}

} // namespace

Format csv_format() {
    return {"csv", "table of references (CSV)", recognise_csv, split_csv, read_csv, true};
}

} // namespace ekb::importers
