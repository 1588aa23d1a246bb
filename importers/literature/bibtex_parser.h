// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ekb::importers {

/// Where an entry stands: "@article{…}".
struct BibtexEntry {
    std::string_view text; ///< from its @ to its closing brace
    std::string type;      ///< lower case
    std::size_t line = 1;
    bool closed = true; ///< false: the next entry, or the end, came before its brace
};

/// All entries of a file, @string among them, @comment and @preamble not.
std::vector<BibtexEntry> find_bibtex_entries(std::string_view text);

/// What @string definitions name, lower case → value.
using BibtexStrings = std::map<std::string, std::string>;
void read_bibtex_string(std::string_view entry, BibtexStrings& strings);

/// The fields of an entry: name in lower case → value with its inner braces, strings and # resolved. An unknown bare
/// word stands for itself (months).
std::vector<std::pair<std::string, std::string>> read_bibtex_fields(std::string_view entry,
                                                                    const BibtexStrings& strings);

/// Persons of an author field as "Family Given", by BibTeX's rules for "von Last, Jr, First" and "First von Last"; what
/// stands in braces is one name.
std::vector<std::string> bibtex_persons(std::string_view value);

} // namespace ekb::importers
