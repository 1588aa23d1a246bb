// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/answer.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::query {

/// A way of writing studies that other programs read. All keep the order of the answer. A file is its head, what `one`
/// writes of each study with `between` between any two that are not empty, and its tail: so it can be written, and
/// sent, study by study.
struct ExportFormat {
    std::string_view name;       ///< as the contract spells it
    std::string_view media_type; ///< for HTTP
    std::string_view ending;     ///< of a file's name: "csv"
    std::string_view head;
    std::string (*one)(const AnswerStudy& study);
    std::string_view between;
    std::string_view tail;
};

/// Every format: json, csv, ndjson, ris, nbib, bibtex, csl-json, metafor, arms, fhir.
std::span<const ExportFormat> export_formats();
/// The format of this name; nullptr where there is none.
const ExportFormat* export_format(std::string_view name);

/// Writes a file in parts: what begin(), add() and end() give, put together.
class ExportText {
public:
    explicit ExportText(const ExportFormat& format) : m_format(format) {}

    std::string begin() const { return std::string(m_format.head); }
    std::string add(const AnswerStudy& study);
    /// `record` is JSON: how the studies were searched for (search_record.h). The format json holds it, the others go
    /// beside it. Empty: null.
    std::string end(std::string_view record = {}) const;
    /// Whether the file holds the record.
    bool holds_record() const { return m_format.name == "json"; }

private:
    const ExportFormat& m_format;
    bool m_first = true;
};

/// A whole file without a record.
std::string export_text(const ExportFormat& format, const std::vector<AnswerStudy>& studies);

} // namespace ekb::query
