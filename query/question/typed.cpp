// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/question/typed.h"

#include "indexer/tokens.h"
#include "kb/model/error.h"
#include "query/data_rows.h"
#include "query/language/fields.h"
#include "query/question/cues.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <memory>
#include <span>

namespace ekb::query {

namespace {

re2::StringPiece piece(std::string_view text) {
    return {text.data(), text.size()};
}

struct IdentifierPattern {
    std::unique_ptr<re2::RE2> re;
    std::string_view before;
};

std::vector<IdentifierPattern> read_identifiers() {
    std::vector<IdentifierPattern> patterns;
    re2::RE2::Options options;
    options.set_case_sensitive(false);
    options.set_log_errors(false);
    for (const auto& row : data_rows("identifiers.tsv", 2)) {
        auto re = std::make_unique<re2::RE2>("\\s*" + std::string(row[0]) + "\\s*", options);
        if (!re->ok()) throw Error("query/data/identifiers.tsv: " + std::string(row[0]) + ": " + re->error());
        patterns.push_back({std::move(re), row[1] == "-" ? std::string_view() : row[1]});
    }
    return patterns;
}

std::optional<std::string> identifier_query(std::string_view text) {
    static const auto patterns = read_identifiers();
    for (const IdentifierPattern& pattern : patterns) {
        std::string id;
        if (re2::RE2::FullMatch(piece(text), *pattern.re, &id)) return fmt::format("id:\"{}{}\"", pattern.before, id);
    }
    return std::nullopt;
}

/// With spaces for what stands in quotation marks: those are only words.
std::string without_quoted(std::string_view text) {
    std::string rest(text);
    for (std::size_t open = 0; (open = rest.find('"', open)) != std::string::npos;) {
        const std::size_t close = rest.find('"', open + 1);
        if (close == std::string::npos) break; // an open quotation mark hides nothing
        std::fill(rest.begin() + static_cast<std::ptrdiff_t>(open), rest.begin() + static_cast<std::ptrdiff_t>(close) + 1, ' ');
        open = close + 1;
    }
    return rest;
}

constexpr std::size_t shortest_slip = 4; // "pH:7" is no slip for p

/// A name with a colon, whatever it names.
struct ColonName {
    std::string name;
    bool has_value = false; ///< something stands right after the colon
    bool is_field() const { return field_named(name) != nullptr; }
    bool is_slip() const {
        if (name.size() < shortest_slip || is_field()) return false;
        std::vector<std::string_view> names;
        for (const Field& field : fields())
            names.push_back(field.name);
        return !nearest_name(name, names).empty();
    }
};

std::vector<ColonName> colon_names(const std::string& text) {
    // Neither an address nor a part of a ratio nor of an identifier has one.
    static const re2::RE2 pattern(R"((?:^|[^\pL\pN:/])([A-Za-z][A-Za-z_-]*):([^\s:/]?))");
    std::vector<ColonName> names;
    re2::StringPiece rest(text);
    std::string name;
    std::string value;
    while (re2::RE2::FindAndConsume(&rest, pattern, &name, &value))
        names.push_back({name, !value.empty()});
    return names;
}

std::optional<std::string> found(const std::string& text, const re2::RE2& pattern) {
    std::string match;
    return re2::RE2::PartialMatch(text, pattern, &match) ? std::optional(match) : std::nullopt;
}

/// Words and marks that people use in asking, and nobody in a query.
bool has_form_of_question(const std::string& text) {
    if (const std::size_t last = text.find_last_not_of(" \t\r\n"); last != std::string::npos && text[last] == '?') return true;
    std::vector<std::string> words;
    for (const indexer::Token& token : indexer::tokens(text))
        words.push_back(token.word);
    if (words.empty()) return false;
    if (plain_word(words.front()) == PlainWord::ask) return true;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const Cue* cue = cue_at(std::span(words).subspan(i));
        if (cue != nullptr && cue->after == Role::comparator) return true;
    }
    return false;
}

} // namespace

Typed read_typed(std::string_view text) {
    if (auto query = identifier_query(text)) return {std::move(query), {}};
    static const re2::RE2 operators(R"((?:^|[^\pL\pN])(AND|OR|NOT|NEAR(?:/\d+)?)(?:$|[^\pL\pN]))");
    static const re2::RE2 small_letter(R"((\p{Ll}))");
    static const re2::RE2 star(R"(([\pL\pN]{2,}\*)(?:$|[\s()]))");
    const std::string bare = without_quoted(text);
    const std::vector<ColonName> names = colon_names(bare);
    const auto names_field = [](const ColonName& each) { return each.has_value && (each.is_field() || each.is_slip()); };
    if (std::ranges::any_of(names, names_field)) return {std::string(text), {}};
    auto sign = found(bare, operators);
    if (sign && !found(std::string(text), small_letter)) sign.reset(); // all in capitals
    const bool is_operator = sign.has_value();
    if (!sign) sign = found(bare, star);
    if (sign && !has_form_of_question(bare)) return {std::string(text), {}};
    Typed read;
    for (const ColonName& each : names) {
        if (each.is_field())
            read.notes.push_back(fmt::format("\"{0}:\" was read as a word: a field has its value right after the colon, such as {1}",
                                             each.name, field_named(each.name)->example));
        else if (each.has_value)
            read.notes.push_back(fmt::format("\"{}:\" was read as a word, as no field is called so", each.name));
    }
    if (sign)
        read.notes.push_back(fmt::format("\"{}\" was read as a word of the question, not as {}", *sign,
                                         is_operator ? "an operator" : "any ending of it"));
    return read;
}

} // namespace ekb::query
