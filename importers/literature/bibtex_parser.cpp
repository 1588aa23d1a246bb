// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/literature/bibtex_parser.h"

#include "importers/literature/latex.h"
#include "importers/source/utf8.h"

#include <algorithm>

namespace ekb::importers {

namespace {

bool is_name_char(char c) {
    return static_cast<unsigned char>(c) > 0x20 && std::string_view("{}(),=#\"%@").find(c) == std::string_view::npos;
}

std::size_t skip_space(std::string_view text, std::size_t at) {
    while (at < text.size() && static_cast<unsigned char>(text[at]) <= 0x20)
        ++at;
    return at;
}

/// The word at `at`, and `at` after it.
std::string_view take_word(std::string_view text, std::size_t& at) {
    at = skip_space(text, at);
    const std::size_t begin = at;
    while (at < text.size() && is_name_char(text[at]))
        ++at;
    return text.substr(begin, at - begin);
}

/// True where a line begins an entry at `at`, which is its "@".
bool begins_entry(std::string_view text, std::size_t at) {
    std::size_t before = at;
    while (before > 0 && (text[before - 1] == ' ' || text[before - 1] == '\t'))
        --before;
    if (before > 0 && text[before - 1] != '\n' && text[before - 1] != '\r') return false;
    std::size_t after = at + 1;
    if (take_word(text, after).empty()) return false;
    after = skip_space(text, after);
    return after < text.size() && (text[after] == '{' || text[after] == '(');
}

/// Where the group that opens at `open` closes, one past it; npos where a new entry begins before that, or the text
/// ends.
std::size_t group_end(std::string_view text, std::size_t open, std::size_t& stopped) {
    const char closing = text[open] == '(' ? ')' : '}';
    int depth = 0;
    int round = 0; // open round brackets inside an entry in such
    for (std::size_t i = open + 1; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\\') {
            ++i;
        } else if (c == closing && depth == 0 && round == 0) {
            return i + 1;
        } else if (closing == ')' && depth == 0 && (c == '(' || c == ')')) {
            round += c == '(' ? 1 : -1;
        } else if (c == '{') {
            ++depth;
        } else if (c == '}') {
            --depth;
        } else if (c == '@' && begins_entry(text, i)) {
            stopped = i;
            return std::string_view::npos;
        }
    }
    stopped = text.size();
    return std::string_view::npos;
}

/// A value in braces or quotes at `at`, without them; `at` goes behind it.
std::string delimited(std::string_view text, std::size_t& at) {
    const bool braces = text[at] == '{';
    const std::size_t begin = ++at;
    int depth = 0;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '\\') {
            ++at;
        } else if (c == '{') {
            ++depth;
        } else if (c == '}' && depth > 0) {
            --depth;
        } else if (depth == 0 && c == (braces ? '}' : '"')) {
            break;
        }
    }
    const std::size_t end = std::min(at, text.size());
    at = std::min(at + 1, text.size());
    return std::string(text.substr(begin, end - begin));
}

/// Values joined by #.
std::string value_at(std::string_view text, std::size_t& at, const BibtexStrings& strings) {
    std::string value;
    while (true) {
        at = skip_space(text, at);
        if (at >= text.size()) return value;
        if (text[at] == '{' || text[at] == '"') {
            value += delimited(text, at);
        } else {
            const std::string_view word = take_word(text, at);
            const auto named = strings.find(ascii_lower(word));
            value += named == strings.end() ? std::string(word) : named->second;
        }
        at = skip_space(text, at);
        if (at >= text.size() || text[at] != '#') return value;
        ++at;
    }
}

std::size_t body_begin(std::string_view entry) {
    return std::min(entry.find_first_of("{("), entry.size() - 1) + 1;
}

/// Words of a name, those in braces whole.
std::vector<std::string_view> words_of(std::string_view name) {
    std::vector<std::string_view> words;
    int depth = 0;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= name.size(); ++i) {
        const char c = i < name.size() ? name[i] : ' ';
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        if (depth > 0 || (c != ' ' && c != '~' && c != '\n' && c != '\t' && c != '\r')) continue;
        if (i > begin) words.push_back(name.substr(begin, i - begin));
        begin = i + 1;
    }
    return words;
}

std::string joined(const std::vector<std::string_view>& words, std::size_t from, std::size_t to) {
    std::string all;
    for (std::size_t i = from; i < to; ++i)
        all += (all.empty() ? "" : " ") + std::string(words[i]);
    return all;
}

std::string person(std::string_view name) {
    const std::string_view text = trimmed(name);
    int depth = 0;
    std::size_t comma = std::string_view::npos;
    for (std::size_t i = 0; i < text.size() && comma == std::string_view::npos; ++i) {
        depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
        if (text[i] == ',' && depth == 0) comma = i;
    }
    if (comma != std::string_view::npos) {
        std::string rest(text.substr(comma + 1));
        std::ranges::replace(rest, ',', ' ');
        return latex_text(std::string(text.substr(0, comma)) + " " + rest);
    }
    const auto words = words_of(text);
    if (words.size() < 2) return latex_text(text);
    std::size_t family = words.size() - 1;
    for (std::size_t i = 0; i + 1 < words.size(); ++i) { // "von" words are in lower case
        if (i > 0 && words[i].front() >= 'a' && words[i].front() <= 'z') {
            family = i;
            break;
        }
    }
    return latex_text(joined(words, family, words.size()) + " " + joined(words, 0, family));
}

} // namespace

std::vector<BibtexEntry> find_bibtex_entries(std::string_view text) {
    std::vector<BibtexEntry> entries;
    std::size_t line = 1;
    std::size_t counted = 0;
    for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at)) {
        if (!begins_entry(text, at)) {
            ++at;
            continue;
        }
        std::size_t after = at + 1;
        const std::string type = ascii_lower(take_word(text, after));
        const std::size_t open = skip_space(text, after);
        std::size_t stopped = 0;
        std::size_t end = group_end(text, open, stopped);
        const bool closed = end != std::string_view::npos;
        if (!closed) end = stopped;
        line += static_cast<std::size_t>(std::count(text.begin() + static_cast<std::ptrdiff_t>(counted),
                                                    text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
        counted = at;
        if (type != "comment" && type != "preamble") entries.push_back({text.substr(at, end - at), type, line, closed});
        at = end;
    }
    return entries;
}

void read_bibtex_string(std::string_view entry, BibtexStrings& strings) {
    std::size_t at = body_begin(entry);
    const std::string name = ascii_lower(take_word(entry, at));
    at = skip_space(entry, at);
    if (name.empty() || at >= entry.size() || entry[at] != '=') return;
    strings[name] = value_at(entry, ++at, strings);
}

std::vector<std::pair<std::string, std::string>> read_bibtex_fields(std::string_view entry,
                                                                    const BibtexStrings& strings) {
    std::vector<std::pair<std::string, std::string>> fields;
    std::size_t at = body_begin(entry);
    const std::size_t comma = entry.find_first_of(",=", at);
    if (comma == std::string_view::npos) return fields;
    if (entry[comma] == ',') at = comma + 1; // the key; some files have none
    while (at < entry.size()) {
        while (at < entry.size() && (static_cast<unsigned char>(entry[at]) <= 0x20 || entry[at] == ','))
            ++at;
        const std::size_t equals = entry.find('=', at);
        const std::string_view name = trimmed(entry.substr(at, equals == std::string_view::npos ? 0 : equals - at));
        if (name.empty() || name.find_first_of("{}\",") != std::string_view::npos) break;
        at = equals + 1;
        fields.emplace_back(ascii_lower(name), value_at(entry, at, strings));
    }
    return fields;
}

std::vector<std::string> bibtex_persons(std::string_view value) {
    std::vector<std::string> persons;
    const auto words = words_of(value);
    std::string name;
    const auto finish = [&] {
        std::string one = person(name);
        if (!one.empty() && one != "others") persons.push_back(std::move(one));
        name.clear();
    };
    for (std::string_view word : words) {
        if (ascii_lower(word) == "and") {
            finish();
        } else {
            name += (name.empty() ? "" : " ") + std::string(word);
        }
    }
    finish();
    return persons;
}

} // namespace ekb::importers
