// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/entry_terms.h"

#include <cctype>

namespace ekb::indexer {

namespace {

constexpr std::size_t longest_term = 240; // Xapian's limit is 245 bytes, less where a term holds zero bytes

void cut(std::string& term) {
    if (term.size() <= longest_term) return;
    std::size_t end = longest_term;
    while (end > 0 && (static_cast<unsigned char>(term[end]) & 0xC0U) == 0x80U)
        --end;
    term.resize(end);
}

} // namespace

std::string with_prefix(std::string_view prefix, std::string_view value) {
    std::string term;
    term.reserve(prefix.size() + value.size());
    term.append(prefix).append(value);
    cut(term);
    return term;
}

std::string with_prefix_lower(std::string_view prefix, std::string_view value) {
    std::string lower(value);
    for (char& c : lower)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return with_prefix(prefix, lower);
}

void add_posting(StudyEntry& entry, std::string_view term, std::uint32_t frequency,
                 std::optional<std::uint32_t> position) {
    if (term.empty()) return;
    std::string key(term);
    cut(key);
    Posting& posting = entry.terms[std::move(key)];
    posting.frequency += frequency;
    if (position) posting.positions.push_back(*position);
}

void add_boolean(StudyEntry& entry, std::string_view term) {
    entry.terms.try_emplace(std::string(term));
}

} // namespace ekb::indexer
