// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/literature/tagged.h"

#include "importers/literature/reference_record.h"
#include "importers/source/lines.h"
#include "importers/source/utf8.h"

namespace ekb::importers {

namespace {

constexpr std::size_t record_limit = 16UL << 20;

class TaggedCutter {
public:
    TaggedCutter(ByteStream& source, const TaggedDialect& dialect, const RecordSink& record,
                 const DiagnosticSink& diagnostic)
        : m_lines(source), m_dialect(dialect), m_record(record), m_diagnostic(diagnostic) {}

    void run() {
        std::string line;
        while (m_lines.next(line))
            take(line);
        emit();
        if (m_number == 0)
            m_diagnostic({{}, {}, {}, "there is no record of " + std::string(m_dialect.title) + " in it"});
    }

private:
    void take(const std::string& line) {
        const bool empty = trimmed(line).empty();
        if (m_dialect.starts(line, m_open ? std::string_view(m_tag) : std::string_view())) {
            emit();
            open();
        } else if (!m_open && !empty && m_dialect.line(line) && !m_dialect.ends(line)) {
            open();
        }
        if (!m_open) {
            if (!empty) outside(line);
            return;
        }
        if (const auto tagged = m_dialect.line(line)) m_tag = tagged->tag;
        append(line);
        if (m_dialect.ends(line) || (empty && m_dialect.empty_line_ends && !m_tag.empty())) emit();
    }

    void open() {
        m_open = true;
        m_gap_named = false;
        m_begin_line = m_lines.number();
        m_tag.clear();
    }

    void append(const std::string& line) {
        if (m_bytes.size() + line.size() > record_limit) {
            m_diagnostic({{}, ++m_number, m_begin_line, "the record is larger than 16 MiB"});
            m_open = false;
            m_bytes.clear();
            return;
        }
        m_bytes += line;
        m_bytes += '\n';
    }

    void emit() {
        if (!m_open) return;
        m_open = false;
        m_record({std::move(m_bytes), ++m_number, m_begin_line});
        m_bytes.clear();
    }

    /// A counter ("1.") and the like may stand between records; words may not.
    void outside(const std::string& line) {
        const bool words = line.find_first_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos;
        if (!words || m_gap_named || m_dialect.ends(line)) return;
        m_gap_named = true;
        m_diagnostic({{},
                      {},
                      m_lines.number(),
                      "the line “" + excerpt(normal_space(line), 60) + "” belongs to no record of " +
                          std::string(m_dialect.title)});
    }

    LineReader m_lines;
    const TaggedDialect& m_dialect;
    const RecordSink& m_record;
    const DiagnosticSink& m_diagnostic;
    std::string m_bytes;
    std::string m_tag; ///< of the line before in the open record
    std::size_t m_begin_line = 1;
    std::size_t m_number = 0;
    bool m_open = false;
    bool m_gap_named = false;
};

} // namespace

void cut_tagged(ByteStream& source, const TaggedDialect& dialect, const RecordSink& record,
                const DiagnosticSink& diagnostic) {
    TaggedCutter(source, dialect, record, diagnostic).run();
}

std::vector<std::pair<std::string, std::string>> read_tagged(std::string_view record, const TaggedDialect& dialect) {
    std::vector<std::pair<std::string, std::string>> tags;
    for (std::string_view line : lines_of(record)) {
        if (const auto tagged = dialect.line(line)) {
            tags.emplace_back(tagged->tag, tagged->value);
        } else if (!tags.empty() && !trimmed(line).empty()) {
            // A space beyond the indent tells a new person or value in dialects that list them by line.
            tags.back().second += "\n" + std::string(trimmed(line));
        }
    }
    return tags;
}

int count_tagged_lines(std::string_view head, const TaggedDialect& dialect) {
    int count = 0;
    int seen = 0;
    for (std::string_view line : lines_of(head)) {
        if (trimmed(line).empty()) continue;
        if (++seen > 40) break;
        const auto tagged = dialect.line(line);
        if (tagged && is_reference_tag(dialect.name, tagged->tag)) ++count;
    }
    return count;
}

} // namespace ekb::importers
