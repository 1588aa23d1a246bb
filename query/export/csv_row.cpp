// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/export/csv_row.h"

namespace ekb::query {

CsvRow& CsvRow::text(std::string_view text) {
    if (m_cells++ > 0) m_line += ',';
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        m_line += text;
        return *this;
    }
    m_line += '"';
    for (const char c : text) {
        if (c == '"') m_line += '"';
        m_line += c;
    }
    m_line += '"';
    return *this;
}

} // namespace ekb::query
