// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/enums.h"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>

namespace ekb::query {

/// One row of a table (RFC 4180); a value that is missing is an empty cell.
class CsvRow {
public:
    CsvRow& text(std::string_view text);
    template <typename T>
    CsvRow& maybe(const std::optional<T>& value) {
        return value ? text(fmt::format("{}", *value)) : text("");
    }
    template <typename E>
    CsvRow& name(const std::optional<E>& value) {
        return text(value ? name_of(*value) : std::string_view());
    }
    /// The row with its line end.
    std::string line() const { return m_line + "\r\n"; }

private:
    std::string m_line;
    int m_cells = 0;
};

} // namespace ekb::query
