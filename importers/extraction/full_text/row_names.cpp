// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/full_text/row_names.h"

#include "importers/extraction/compare/cell_figures.h"
#include "importers/extraction/compare/timepoints.h"
#include "importers/extraction/words/lexicon.h"
#include "importers/extraction/words/tokens.h"

#include <algorithm>
#include <iterator>
#include <vector>

namespace ekb::importers::extraction {

namespace {

const Lexicon& label_words() {
    static const Lexicon words(resource("full_text/label_words.tsv"));
    return words;
}

bool is_space(char c) { return c == ' ' || c == '\t'; }

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && (is_space(text.back()) || text.back() == ',' || text.back() == ';' || text.back() == ':')) text.remove_suffix(1);
    return text;
}

bool is_unit(std::string_view words) {
    static const Lexicon units(resource("figure_units.tsv"));
    const std::vector<Token> tokens = tokenise(words);
    if (tokens.empty() || tokens.size() > 6) return false;
    if (units.match(tokens, 0)) return true;
    return std::ranges::any_of(tokens, [](const Token& t) { return t.is("/") || t.is("%"); }) || (tokens.size() == 1 && label_words().match(tokens, 0).value() == "time");
}

/// Whether words only say how figures are written or in what unit.
bool says_writing(std::string_view words) {
    const std::vector<Token> tokens = tokenise(words);
    if (tokens.size() > 7) return false;
    const bool interval = std::ranges::any_of(tokens, [](const Token& t) { return t.is("ci"); });
    return tokens.empty() || interval || is_unit(words) || figure_kind(words).has_value() || (tokens.size() == 1 && (tokens[0].is("n") || tokens[0].is("no")));
}

/// The name without a last bracket or a last part after a comma that says no more than how figures are written.
std::string_view without_writing(std::string_view name) {
    if (name.ends_with(')')) {
        const auto open = name.rfind('(');
        if (open != name.npos && open > 0 && says_writing(name.substr(open + 1, name.size() - open - 2))) return trimmed(name.substr(0, open));
    }
    for (const std::string_view mark : {", ", "; ", ": ", " - ", " – ", " — "}) {
        const auto at = name.rfind(mark);
        if (at != name.npos && at > 0 && says_writing(name.substr(at + mark.size()))) return trimmed(name.substr(0, at));
    }
    const std::string_view tails[] = {" n", " %", " mean", " mean ± SD"};
    for (const std::string_view tail : tails) {
        if (name.ends_with(tail)) return trimmed(name.substr(0, name.size() - tail.size()));
    }
    return name;
}

/// "≥ 65 years", "20-40": a part of the participants or of the values, not a time.
bool is_bound(Tokens tokens, std::size_t i) {
    static constexpr std::string_view signs[] = {"<", ">", "<=", ">="};
    if (std::ranges::find(signs, tokens[i].lower) != std::end(signs)) return true;
    return tokens[i].is("-") && i > 0 && i + 1 < tokens.size() && tokens[i - 1].number() && tokens[i + 1].number();
}

} // namespace

NameKind name_kind(std::string_view name) {
    const std::vector<Token> tokens = tokenise(without_footnote_mark(name));
    bool word = false;
    bool time = false;
    bool category = false;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].number()) time = true;
        category |= is_bound(tokens, i);
        if (!tokens[i].word()) continue;
        word = true;
        const std::string_view kind = label_words().match(tokens, i).value();
        if (kind.empty()) return NameKind::endpoint;
        time |= kind == "time";
        category |= kind == "category";
    }
    if (category) return NameKind::category;
    return word || time ? NameKind::time : NameKind::nothing;
}

bool says_when(std::string_view name) {
    const std::vector<Token> tokens = tokenise(name);
    return !tokens.empty() && label_words().match(tokens, 0).value() == "time" && tokens[0].word();
}

std::string_view without_footnote_mark(std::string_view words) {
    static constexpr std::string_view marks[] = {"*", "†", "‡", "§", "¶", "#", "^", "∗", "‖", "ǁ", "¤", "+"};
    for (bool cut = true; cut;) {
        cut = false;
        words = trimmed(words);
        for (const std::string_view mark : marks) {
            if (!words.ends_with(mark)) continue;
            words.remove_suffix(mark.size());
            cut = true;
        }
    }
    return words;
}

std::string endpoint_name(std::string_view name) {
    name = without_footnote_mark(name);
    while (name.starts_with("•") || name.starts_with("-") || name.starts_with("–")) name = trimmed(name.substr(name.starts_with("-") ? 1 : 3));
    for (std::string_view shorter = without_writing(name); shorter.size() < name.size(); shorter = without_writing(name)) {
        if (name_kind(shorter) == NameKind::nothing) break;
        name = without_footnote_mark(shorter);
    }
    return std::string(name);
}

bool holds_no_results(std::string_view caption) {
    static const Lexicon kinds(resource("full_text/table_kinds.tsv"));
    const std::vector<Token> tokens = tokenise(caption);
    const bool change = says_time(caption, "change") || says_time(caption, "after");
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const auto kind = kinds.match(tokens, i);
        if (kind && !(change && kind.value() == "background")) return true;
    }
    return false;
}

bool describes_participants(std::string_view name) {
    static const Lexicon words(resource("full_text/participant_rows.tsv"));
    const std::vector<Token> tokens = tokenise(name);
    for (std::size_t i = 0; i < std::min<std::size_t>(tokens.size(), 2); ++i) {
        if (words.match(tokens, i)) return true;
    }
    return false;
}

} // namespace ekb::importers::extraction
