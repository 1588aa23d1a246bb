// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/model/concept_rows.h"

#include <algorithm>
#include <array>
#include <optional>

namespace ekb::kb {

namespace {

constexpr std::array<std::string_view, 6> column_names{"id", "kind", "label", "synonyms", "parents", "external"};
enum Column : std::size_t { id, kind, label, synonyms, parents, external };
using Fields = std::array<std::string, column_names.size()>;

std::string_view trimmed(std::string_view text) {
    const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
    while (!text.empty() && is_blank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back()))
        text.remove_suffix(1);
    return text;
}

std::vector<std::string> parts_of(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t bar = std::min(text.find('|'), text.size());
        if (const auto part = trimmed(text.substr(0, bar)); !part.empty()) parts.emplace_back(part);
        text.remove_prefix(std::min(bar + 1, text.size()));
    }
    return parts;
}

/// Cuts records from the text; a quoted field of a comma-separated file (RFC 4180) may hold separators and line ends.
class RecordReader {
public:
    explicit RecordReader(std::string_view text) : m_rest(text) {
        if (m_rest.starts_with("\xEF\xBB\xBF")) m_rest.remove_prefix(3);
    }

    void set_separator(char separator) { m_separator = separator; }
    std::size_t line() const { return m_record_line; }
    bool at_end() const { return m_rest.empty(); }
    bool open_quote() const { return m_open_quote; }
    std::string_view next_line() const { return m_rest.substr(0, m_rest.find('\n')); }

    void skip_line() {
        const std::size_t size = next_line().size();
        m_rest.remove_prefix(std::min(size + 1, m_rest.size()));
        ++m_line;
    }

    std::vector<std::string> next() {
        std::vector<std::string> fields(1);
        m_record_line = m_line;
        bool quoted = false;
        std::size_t i = 0;
        for (; i < m_rest.size(); ++i) {
            const char c = m_rest[i];
            if (c == '\n') ++m_line;
            if (quoted) {
                if (c != '"')
                    fields.back() += c;
                else if (i + 1 < m_rest.size() && m_rest[i + 1] == '"')
                    fields.back() += m_rest[++i];
                else
                    quoted = false;
            } else if (c == '"' && m_separator == ',' && trimmed(fields.back()).empty()) {
                quoted = true;
            } else if (c == m_separator) {
                fields.emplace_back();
            } else if (c == '\n') {
                break;
            } else {
                fields.back() += c;
            }
        }
        m_open_quote = quoted;
        m_rest.remove_prefix(std::min(i + 1, m_rest.size()));
        return fields;
    }

private:
    std::string_view m_rest;
    char m_separator = '\t';
    std::size_t m_line = 1;
    std::size_t m_record_line = 1;
    bool m_open_quote = false;
};

ConceptName name_of_mark(std::string_view written) {
    ConceptName name;
    while (!written.empty() && (written.front() == '=' || written.front() == '?')) {
        (written.front() == '=' ? name.case_sensitive : name.ambiguous) = true;
        written.remove_prefix(1);
    }
    name.text = trimmed(written);
    return name;
}

std::string local_id(std::string_view label_text) {
    std::string slug = "local:";
    for (const char c : label_text) {
        if (c >= 'A' && c <= 'Z')
            slug += static_cast<char>(c - 'A' + 'a');
        else
            slug += (c == ' ' || c == '|') ? '-' : c;
    }
    return slug;
}

/// Why the fields make no concept; nullopt where they do.
std::optional<std::string> concept_from(const Fields& fields, Concept& value) {
    const auto kind_named = from_name<ConceptKind>(fields[kind]);
    if (!kind_named) return "no such kind (intervention, endpoint, condition, population): \"" + fields[kind] + "\"";
    if (fields[label].empty()) return "a concept without a label: id \"" + fields[id] + "\"";
    if (!fields[id].empty() && fields[id].find_first_of(" \t|") != std::string::npos)
        return "white space in the id \"" + fields[id] + "\"";
    value.kind = *kind_named;
    value.label = fields[label];
    value.id = fields[id].empty() ? local_id(value.label) : fields[id];
    value.names.push_back({value.label});
    for (const std::string& part : parts_of(fields[synonyms])) {
        ConceptName name = name_of_mark(part);
        if (name.text.empty()) return "a mark without a name in \"" + fields[synonyms] + "\"";
        // The label itself may be such an abbreviation: then the synonyms say so.
        if (name.text == value.label)
            value.names.front() = std::move(name);
        else
            value.names.push_back(std::move(name));
    }
    value.parents = parts_of(fields[parents]);
    value.external = parts_of(fields[external]);
    return std::nullopt;
}

/// Which column of the file each field stands in; nullopt and a problem where the header is no header.
std::optional<std::vector<std::size_t>> read_header(const std::vector<std::string>& header, std::string& problem) {
    std::vector<std::size_t> columns;
    for (const std::string& written : header) {
        const auto found = std::find(column_names.begin(), column_names.end(), trimmed(written));
        if (found == column_names.end()) {
            problem = "no such column (id, kind, label, synonyms, parents, external): \"" + written + "\"";
            return std::nullopt;
        }
        columns.push_back(static_cast<std::size_t>(found - column_names.begin()));
    }
    for (const Column needed : {kind, label}) {
        if (std::find(columns.begin(), columns.end(), needed) != columns.end()) continue;
        problem = "the header row has no column \"" + std::string(column_names[needed]) + "\"";
        return std::nullopt;
    }
    return columns;
}

} // namespace

std::vector<ConceptRow> read_concept_rows(std::string_view path, std::string_view text,
                                          std::vector<Diagnostic>& problems) {
    std::vector<ConceptRow> rows;
    std::optional<std::vector<std::size_t>> columns;
    RecordReader reader(text);
    const auto report = [&](std::string message) {
        problems.push_back({std::string(path), std::nullopt, reader.line(), std::move(message)});
    };
    while (!reader.at_end()) {
        if (reader.next_line().starts_with('#') || trimmed(reader.next_line()).empty()) {
            reader.skip_line();
            continue;
        }
        if (!columns) reader.set_separator(reader.next_line().find('\t') != std::string_view::npos ? '\t' : ',');
        const std::vector<std::string> record = reader.next();
        if (reader.open_quote()) report("a quotation mark is never closed");
        if (!columns) {
            std::string problem;
            columns = read_header(record, problem);
            if (!columns) {
                report(problem);
                return rows;
            }
            continue;
        }
        if (record.size() > columns->size()) {
            report("more columns than the header row: \"" + record.back() + "\"");
            continue;
        }
        Fields fields;
        for (std::size_t i = 0; i < record.size(); ++i)
            fields[(*columns)[i]] = trimmed(record[i]);
        ConceptRow row{{}, std::string(path), reader.line()};
        if (auto problem = concept_from(fields, row.value))
            report(*problem);
        else
            rows.push_back(std::move(row));
    }
    if (!columns) report("no header row (id, kind, label, synonyms, parents, external)");
    return rows;
}

} // namespace ekb::kb
