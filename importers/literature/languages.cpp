// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/literature/languages.h"

#include "importers/literature/resource.h"
#include "importers/source/tsv.h"
#include "importers/source/utf8.h"

#include <unicode/uloc.h>

#include <unordered_map>

namespace ekb::importers {

std::optional<std::string> language_code(std::string_view text) {
    static const auto table = [] {
        std::unordered_map<std::string_view, std::string_view> all;
        for (const auto& row : tsv_rows(literature::resource("languages.tsv")))
            all[row.at(0)] = row.at(1);
        return all;
    }();
    const std::string name = ascii_lower(trimmed(text));
    if (const auto found = table.find(name); found != table.end()) return std::string(found->second);
    const std::string code = name.substr(0, name.find_first_of("-_"));
    if (code.size() != 2 && code.size() != 3) return std::nullopt;
    char two[ULOC_LANG_CAPACITY] = {};
    UErrorCode error = U_ZERO_ERROR;
    uloc_getLanguage(code.c_str(), two, sizeof two, &error);
    const std::string found = two;
    const bool known = U_SUCCESS(error) && found.size() == 2 && std::string_view(uloc_getISO3Language(two)).size() == 3;
    if (!known) return std::nullopt;
    return found;
}

} // namespace ekb::importers
