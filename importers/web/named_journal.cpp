// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/web/named_journal.h"

#include "importers/source/tsv.h"
#include "importers/web/resource.h"

#include <re2/re2.h>

#include <set>

namespace ekb::importers {

namespace {

bool is_journal(const std::string& name) {
    static const std::set<std::string> words = [] {
        std::set<std::string> all;
        for (const auto& row : tsv_rows(web::resource("journal_words.tsv")))
            all.emplace(row.at(0));
        return all;
    }();
    static const RE2 word(R"(([\p{L}]+))");
    re2::StringPiece rest(name);
    std::string one;
    while (RE2::FindAndConsume(&rest, word, &one)) {
        if (words.contains(one)) return true;
    }
    return false;
}

} // namespace

std::optional<std::string> named_journal(std::string_view text) {
    static const RE2 published(
        R"(\b(?:[Pp]ublished|[Rr]eported|[Aa]ppear(?:s|ed|ing)|[Pp]rinted) (?:\p{Ll}+ ){0,2}in (?:(?:[Tt]he )?(?:journal )?))"
        R"((\p{Lu}[\p{L}&-]*(?: (?:(?:of|the|and|for|in|on|&) ){0,2}\p{Lu}[\p{L}&-]*)*))");
    static const RE2 when(R"( (?:in|on) (?:(?:Jan|Febr)uary|March|April|May|June|July|August|)"
                          R"((?:Septem|Octo|Novem|Decem)ber|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b.*)");
    re2::StringPiece rest(text.data(), text.size());
    std::set<std::string> names;
    std::string name;
    while (RE2::FindAndConsume(&rest, published, &name)) {
        RE2::Replace(&name, when, "");
        if (is_journal(name)) names.insert(name);
    }
    if (names.size() != 1) return std::nullopt;
    return *names.begin();
}

} // namespace ekb::importers
