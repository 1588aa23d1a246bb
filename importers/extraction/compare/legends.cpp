// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/compare/legends.h"

#include "importers/extraction/words/tokens.h"

#include <algorithm>
#include <optional>

namespace ekb::importers::extraction {

namespace {

/// "VAS", "H0", "SF-36" without its tail: capitals and digits, at least one capital and two signs.
bool is_short_form(const Token& token, std::string_view written) {
    if (!token.word() || written.size() < 2 || written.size() > 10) return false;
    const auto capitals = std::ranges::count_if(written, [](char c) { return c >= 'A' && c <= 'Z'; });
    const auto digits = std::ranges::count_if(written, [](char c) { return c >= '0' && c <= '9'; });
    return capitals >= 2 || (capitals == 1 && digits >= 1);
}

bool ends_entry(const Token& token) { return token.is(";") || token.is(".") || token.is(","); }

/// The token after a short form's "group" and the sign before its long form; `sign` is that sign, empty for none.
std::size_t after_sign(Tokens tokens, std::size_t at, std::string_view& sign) {
    if (at < tokens.size() && (tokens[at].is("group") || tokens[at].is("arm"))) ++at;
    if (at < tokens.size() && (tokens[at].is(":") || tokens[at].is("=") || tokens[at].is(",") || tokens[at].is("-"))) sign = tokens[at++].lower;
    return at;
}

/// Where an entry that begins here ends. The long form itself may hold commas where entries are parted by semicolons.
std::size_t entry_end(Tokens tokens, std::size_t at) {
    while (at < tokens.size() && !ends_entry(tokens[at])) ++at;
    return at;
}

bool says_words(Tokens tokens) {
    return std::ranges::any_of(tokens, [](const Token& t) { return t.word() && t.lower.size() >= 3; });
}

/// The long form in these tokens; nullopt where they are none.
std::optional<ByteSpan> long_form(std::string_view legend, Tokens entry, std::string_view short_form, std::string_view sign) {
    if (entry.empty() || !says_words(entry)) return std::nullopt;
    const ByteSpan span = span_of(entry);
    const std::string_view words = legend.substr(span.begin, span.size());
    if (const auto found = long_form_before(words, short_form); found && found->begin <= 5) return ByteSpan{span.begin + found->begin, span.end};
    if (sign == "=" && entry.front().word()) return span;
    return std::nullopt;
}

} // namespace

std::vector<Abbreviation> read_legend(std::string_view legend) {
    std::vector<Abbreviation> found;
    const std::vector<Token> tokens = tokenise(legend);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const std::string_view written = legend.substr(tokens[i].span.begin, tokens[i].span.size());
        if (!is_short_form(tokens[i], written)) continue;
        std::string_view sign;
        const std::size_t first = after_sign(tokens, i + 1, sign);
        const std::size_t end = entry_end(tokens, first);
        const auto span = long_form(legend, Tokens(tokens).subspan(first, end - first), written, sign);
        if (!span) continue;
        found.push_back({std::string(written), std::string(legend.substr(span->begin, span->size())), tokens[i].span, *span});
        i = end;
    }
    return found;
}

std::vector<Abbreviation> read_legends(const DocumentText& content) {
    std::vector<Abbreviation> all;
    const auto add = [&](ByteSpan legend) {
        for (Abbreviation& one : read_legend(content.at(legend))) {
            if (std::ranges::find(all, one.short_form, &Abbreviation::short_form) != all.end()) continue;
            for (ByteSpan* span : {&one.short_span, &one.long_span}) *span = {span->begin + legend.begin, span->end + legend.begin};
            all.push_back(std::move(one));
        }
    };
    for (const Table& table : content.tables) {
        add(table.caption);
        for (const ByteSpan note : table.footnotes) add(note);
    }
    return all;
}

} // namespace ekb::importers::extraction
