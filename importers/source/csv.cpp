// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/source/csv.h"

#include <algorithm>
#include <array>
#include <optional>

namespace ekb::importers {

namespace {

constexpr std::size_t row_limit_bytes = std::size_t{64} << 20;

char delimiter_of(std::string_view header) {
    static constexpr std::array<char, 3> candidates{',', ';', '\t'};
    std::array<std::ptrdiff_t, 3> counts{};
    bool quoted = false;
    for (const char c : header) {
        if (c == '"') quoted = !quoted;
        for (std::size_t i = 0; i < candidates.size(); ++i)
            counts[i] += !quoted && c == candidates[i];
    }
    return candidates[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

/// Takes rows as bytes off a stream, with the line each begins in.
class RowCutter {
public:
    explicit RowCutter(ByteStream& source) : m_source(source) {}

    struct Row {
        std::string bytes; ///< without its line end
        std::size_t line = 1;
        bool open_quote = false; ///< the stream ended within a quoted cell, or the row is beyond all measure
    };

    std::optional<Row> next() {
        Row row{{}, m_line, false};
        bool quoted = false;
        bool any = false;
        for (std::optional<char> c = take(); c; c = take()) {
            any = true;
            const bool line_end = *c == '\n' || *c == '\r';
            if (line_end) end_line(*c);
            if (line_end && !quoted) return row;
            if (*c == '"') quoted = !quoted && begins_cell(row.bytes);
            row.bytes += *c;
            if (row.bytes.size() > row_limit_bytes) break;
        }
        row.open_quote = quoted;
        return any ? std::optional(std::move(row)) : std::nullopt;
    }

private:
    /// Whether a quote after these bytes opens a cell, or is the second one of a quote within it.
    static bool begins_cell(std::string_view before) {
        return before.empty() || std::string_view(",;\t\"\n").find(before.back()) != std::string_view::npos;
    }

    std::optional<char> take() {
        if (m_at == m_size) {
            m_at = 0;
            m_size = m_source.read(m_buffer.data(), m_buffer.size());
            if (m_size == 0) return std::nullopt;
        }
        return m_buffer[m_at++];
    }

    /// Counts lines, a CR LF as one; its LF is taken with its CR.
    void end_line(char end) {
        ++m_line;
        if (end != '\r') return;
        if (const auto after = take()) {
            if (*after != '\n') --m_at;
        }
    }

    ByteStream& m_source;
    std::array<char, 64 * 1024> m_buffer{};
    std::size_t m_at = 0;
    std::size_t m_size = 0;
    std::size_t m_line = 1;
};

std::vector<std::string> cells_of(std::string_view row, char delimiter) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const char c = row[i];
        if (c == '"' && quoted && i + 1 < row.size() && row[i + 1] == '"') {
            cells.back() += '"';
            ++i;
        } else if (c == '"' && (quoted || cells.back().empty())) {
            quoted = !quoted;
        } else if (c == delimiter && !quoted) {
            cells.emplace_back();
        } else {
            cells.back() += c;
        }
    }
    return cells;
}

} // namespace

std::vector<std::vector<std::string>> csv_rows(std::string_view text) {
    MemoryStream source(text);
    RowCutter rows(source);
    std::vector<std::vector<std::string>> all;
    char delimiter = 0;
    while (const auto row = rows.next()) {
        if (row->bytes.empty()) continue;
        if (delimiter == 0) delimiter = delimiter_of(row->bytes);
        all.push_back(cells_of(row->bytes, delimiter));
    }
    return all;
}

void cut_csv_records(ByteStream& source, const RecordSink& record, const DiagnosticSink& diagnostic) {
    RowCutter rows(source);
    std::string header;
    std::size_t number = 0;
    while (auto row = rows.next()) {
        if (row->bytes.empty()) continue;
        if (row->open_quote) {
            diagnostic({"", number + 1, row->line, "the file ends within a quoted cell of the row that begins here"});
        } else if (header.empty()) {
            header = std::move(row->bytes);
        } else {
            record({header + "\n" + row->bytes, ++number, row->line});
        }
    }
}

} // namespace ekb::importers
