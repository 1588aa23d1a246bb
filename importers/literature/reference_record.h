// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::importers {

/// One reference of an export, its tags already told apart. What the tags of each dialect mean is
/// data/reference_fields.tsv: every reader of references fills one of these, and reference_reading makes the document.
class ReferenceRecord {
public:
    explicit ReferenceRecord(std::string_view dialect) : m_dialect(dialect) {}

    /// Adds what a tag (or key, column, path) says; a tag that the dialect's table does not have is left out.
    void add(std::string_view tag, std::string_view text);

    /// The first value of the field, by the table's order of tags, then the record's; empty where there is none.
    std::string first(std::string_view field) const;
    /// All values of the field in that order.
    std::vector<std::string> all(std::string_view field) const;

    /// Its first values in quotes and a space after them, for a diagnostic; empty where there is none.
    std::string describe() const;

private:
    struct Value {
        std::size_t row; ///< of the table: smaller is preferred
        std::string_view field;
        std::string text;
    };
    std::string_view m_dialect;
    std::vector<Value> m_values;
};

/// Whether the dialect's table has the tag.
bool is_reference_tag(std::string_view dialect, std::string_view tag);

/// The document that a reference is, in the named format; or a diagnostic where it has neither a title nor an abstract.
/// Its id comes from its identifiers, else from the raw record.
Reading reference_reading(const ReferenceRecord& reference, std::string_view format, const RawRecord& raw);

} // namespace ekb::importers
