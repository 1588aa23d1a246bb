// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/text/abbreviations.h"

#include <algorithm>
#include <cctype>

namespace ekb::importers::extraction {

namespace {

bool alnum(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0;
}
char low(char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

bool plausible(std::string_view form) {
    if (form.size() < 2 || form.size() > 12 || !alnum(form.front())) return false;
    if (std::count(form.begin(), form.end(), ' ') > 1) return false;
    return std::any_of(form.begin(), form.end(),
                       [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }) &&
           std::any_of(form.begin(), form.end(),
                       [](char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; });
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

/// The part of what stands in brackets that may be a short form: "ALS; n = 20" gives "ALS".
std::string_view candidate(std::string_view inside) {
    return trim(inside.substr(0, inside.find_first_of(",;:=")));
}

std::size_t words_in(std::string_view text) {
    return text.empty() ? 0 : static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

} // namespace

std::optional<ByteSpan> long_form_before(std::string_view before, std::string_view short_form) {
    before = before.substr(0, before.find_last_not_of(' ') + 1);
    std::size_t at = before.size();
    for (std::size_t s = short_form.size(); s-- > 0;) {
        const char c = low(short_form[s]);
        if (!alnum(c)) continue;
        while (at > 0 && (low(before[at - 1]) != c || (s == 0 && at > 1 && alnum(before[at - 2]))))
            --at;
        if (at == 0) return std::nullopt;
        --at;
    }
    const std::string_view form = before.substr(at);
    if (form.size() <= short_form.size() || words_in(form) > std::min(short_form.size() + 5, short_form.size() * 2))
        return std::nullopt;
    if (form.find_first_of("()[];") != form.npos) return std::nullopt;
    return ByteSpan{at, before.size()};
}

std::vector<Abbreviation> find_abbreviations(std::string_view text, const std::vector<Sentence>& sentences) {
    std::vector<Abbreviation> found;
    for (const Sentence& sentence : sentences) {
        const std::string_view words = sentence.in(text);
        for (std::size_t open = words.find('('); open != words.npos; open = words.find('(', open + 1)) {
            const std::size_t close = words.find(')', open);
            if (close == words.npos) break;
            const std::string_view form = candidate(words.substr(open + 1, close - open - 1));
            const auto known = [&](const Abbreviation& a) { return a.short_form == form; };
            if (!plausible(form) || std::any_of(found.begin(), found.end(), known)) continue;
            const auto span = long_form_before(words.substr(0, open), form);
            if (!span) continue;
            const std::size_t base = sentence.span.begin;
            const std::size_t short_at = static_cast<std::size_t>(form.data() - text.data());
            found.push_back({std::string(form),
                             std::string(words.substr(span->begin, span->size())),
                             {short_at, short_at + form.size()},
                             {base + span->begin, base + span->end}});
        }
    }
    return found;
}

} // namespace ekb::importers::extraction
