// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/entry_terms.h"

#include <cctype>

namespace ekb::indexer {

std::size_t cut_length(std::string_view term) {
    constexpr std::size_t longest_term = 240; // Xapian's limit is 245 bytes, less where a term holds zero bytes
    if (term.size() <= longest_term) return term.size();
    std::size_t end = longest_term;
    while (end > 0 && (static_cast<unsigned char>(term[end]) & 0xC0U) == 0x80U)
        --end;
    return end;
}

std::string lower_ascii(std::string_view text) {
    std::string lower(text);
    for (char& c : lower)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return lower;
}

std::string with_prefix(std::string_view prefix, std::string_view value) {
    std::string term;
    term.reserve(prefix.size() + value.size());
    term.append(prefix).append(value);
    term.resize(cut_length(term));
    return term;
}

std::string with_prefix_lower(std::string_view prefix, std::string_view value) {
    return with_prefix(prefix, lower_ascii(value));
}

} // namespace ekb::indexer
