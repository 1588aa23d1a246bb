// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/words/tokens.h"

#include "importers/extraction/words/lexicon.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace ekb::importers::extraction {

namespace {

struct Sign {
    std::string_view bytes;
    std::string_view name; ///< empty: white space
};

// What stands for what in the literature's typography; the longest first where one begins another.
constexpr std::array<Sign, 40> signs{{
    {"+/-", "+-"},          {"+/\xE2\x88\x92", "+-"}, {"\xC2\xB1", "+-"},     {"<=", "<="},
    {">=", ">="},           {"\xE2\x89\xA4", "<="},   {"\xE2\x89\xA5", ">="}, {"\xE2\xA9\xBD", "<="},
    {"\xE2\xA9\xBE", ">="}, {"\xEF\xBC\x9C", "<"},    {"\xEF\xBC\x9E", ">"},  {"\xE2\x88\x92", "-"},
    {"\xE2\x80\x90", "-"},  {"\xE2\x80\x91", "-"},    {"\xE2\x80\x92", "-"},  {"\xE2\x80\x93", "-"},
    {"\xE2\x80\x94", "--"}, {"\xE2\x80\x95", "--"},   {"\xC3\x97", "x"},      {"\xE2\x80\x98", "'"},
    {"\xE2\x80\x99", "'"},  {"\xE2\x80\x9C", "\""},   {"\xE2\x80\x9D", "\""}, {"\xC2\xA0", ""},
    {"\xE2\x80\x82", ""},   {"\xE2\x80\x83", ""},     {"\xE2\x80\x84", ""},   {"\xE2\x80\x85", ""},
    {"\xE2\x80\x86", ""},   {"\xE2\x80\x87", ""},     {"\xE2\x80\x88", ""},   {"\xE2\x80\x89", ""},
    {"\xE2\x80\x8A", ""},   {"\xE2\x80\x8B", ""},     {"\xE2\x80\xAF", ""},   {"\xEF\xBC\x9D", "="},
    {"\xC2\xB7", "*"},         {"\xE2\x8B\x85", "*"},
    {"\xE2\x88\xBC", "~"},   {"\xEF\xBD\x9E", "~"},
}};

bool digit(char c) {
    return c >= '0' && c <= '9';
}
bool letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
bool blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

const Sign* sign_at(std::string_view rest) {
    if (static_cast<unsigned char>(rest.front()) < 0x80 && rest.front() != '+' && rest.front() != '<' &&
        rest.front() != '>')
        return nullptr;
    for (const Sign& sign : signs) {
        if (rest.starts_with(sign.bytes)) return &sign;
    }
    return nullptr;
}

const Lexicon& glued_units() {
    static const Lexicon lexicon(resource("glued_units.tsv"));
    return lexicon;
}

/// Walks a text once and appends its tokens.
class Tokeniser {
public:
    Tokeniser(std::string_view text, ByteSpan part) : m_text(text.substr(0, part.end)), m_at(part.begin) {}

    std::vector<Token> run() {
        m_tokens.reserve((m_text.size() - m_at) / 5 + 8);
        while (m_at < m_text.size())
            step();
        return std::move(m_tokens);
    }

private:
    char at(std::size_t i) const { return i < m_text.size() ? m_text[i] : '\0'; }

    void step() {
        const char c = m_text[m_at];
        if (blank(c)) {
            m_spaced = true;
            ++m_at;
        } else if (const Sign* sign = sign_at(m_text.substr(m_at))) {
            if (sign->name.empty()) {
                m_spaced = true;
                m_at += sign->bytes.size();
            } else {
                push(m_at + sign->bytes.size(), TokenKind::symbol, std::string(sign->name));
            }
        } else if (digit(c) || (c == '.' && digit(at(m_at + 1)) && !after_word())) {
            number();
        } else if (letter(c)) {
            word(m_at);
        } else {
            push(m_at + 1, TokenKind::symbol, std::string(1, c));
        }
    }

    bool after_word() const {
        return m_at > 0 && !m_spaced && !m_tokens.empty() && m_tokens.back().kind != TokenKind::symbol;
    }

    void push(std::size_t end, TokenKind kind, std::string lower, double value = 0) {
        const std::uint32_t hash = lower_hash(lower);
        m_tokens.push_back({{m_at, end}, kind, m_spaced || m_tokens.empty(), std::move(lower), hash, value});
        m_spaced = false;
        m_at = end;
    }

    std::size_t digits_end(std::size_t i) const {
        while (digit(at(i)))
            ++i;
        return i;
    }

    /// How many bytes a decimal mark takes here: '.', the middle dots of the Lancet, or a comma that groups no
    /// thousands.
    std::size_t decimal_mark(std::size_t i) const {
        const std::string_view rest = m_text.substr(i);
        std::size_t size = 0;
        if (rest.starts_with(".")) size = 1;
        if (rest.starts_with("\xC2\xB7") || rest.starts_with("\xE2\x88\x99") || rest.starts_with("\xE2\x8B\x85")) {
            size = rest.starts_with("\xC2\xB7") ? 2 : 3;
        }
        if (size > 0 && digit(at(i + size))) return size;
        if (rest.starts_with(",") && digit(at(i + 1))) {
            const std::size_t end = digits_end(i + 1);
            const bool list = at(end) == ',' || (i > 0 && m_at > 0 && at(m_at - 1) == ',');
            if (end - i - 1 != 3 && !list) return 1;
        }
        return 0;
    }

    /// The end of the whole part: digits, and groups of three after commas or narrow spaces.
    std::size_t whole_end(std::string& digits) const {
        std::size_t end = digits_end(m_at);
        digits.assign(m_text.substr(m_at, end - m_at));
        while (digits.size() > 0 && digits.size() <= 12 && end - m_at <= 24) {
            const std::size_t gap = group_mark(end, digits.size());
            if (gap == 0 || digits_end(end + gap) != end + gap + 3) break;
            digits.append(m_text.substr(end + gap, 3));
            end += gap + 3;
        }
        return end;
    }

    std::size_t group_mark(std::size_t i, std::size_t before) const {
        if (before > 3 && before % 3 == 0 && before < 6) return 0;
        const std::string_view rest = m_text.substr(i);
        if (before > 3 && digits_end(m_at) - m_at > 3) return 0;
        // "20,40,80,160,160 mg" is a list: a comma after a comma without space groups nothing.
        if (rest.starts_with(",")) return m_at > 1 && at(m_at - 1) == ',' && digit(at(m_at - 2)) ? 0 : 1;
        if (rest.starts_with("\xE2\x80\x89") || rest.starts_with("\xE2\x80\xAF")) return 3;
        if (rest.starts_with("\xC2\xA0")) return 2;
        const bool counted = !m_tokens.empty() && m_tokens.back().is("=");
        return rest.starts_with(" ") && counted && before <= 3 ? 1 : 0;
    }

    void number() {
        std::string digits;
        std::size_t end = whole_end(digits);
        if (const std::size_t mark = decimal_mark(end)) {
            const std::size_t last = digits_end(end + mark);
            digits += '.';
            digits.append(m_text.substr(end + mark, last - end - mark));
            end = last;
        }
        if (letter(at(end)) && !splits(end)) return word(m_at);
        double value = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
        push(end, TokenKind::number, lower_case(m_text.substr(m_at, end - m_at)), value);
    }

    /// Whether the letters that follow a number's digits are a unit, so that "5mg" is two tokens and "3MIX" one.
    bool splits(std::size_t i) const {
        if (sign_at(m_text.substr(i))) return true;
        std::size_t end = i;
        while (end < m_text.size() && letter(m_text[end]) && !sign_at(m_text.substr(end)))
            ++end;
        return !digit(at(end)) && glued_units().has(lower_case(m_text.substr(i, end - i)));
    }

    void word(std::size_t i) {
        while (i < m_text.size() && (letter(m_text[i]) || digit(m_text[i])) && !sign_at(m_text.substr(i)))
            ++i;
        if (i == m_at) ++i;
        const std::string_view written = m_text.substr(m_at, i - m_at);
        push(i, TokenKind::word, lower_case(written));
        m_tokens.back().capital = written.front() >= 'A' && written.front() <= 'Z';
        const bool small = std::any_of(written.begin(), written.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        m_tokens.back().capitals = !small && m_tokens.back().capital;
    }

    std::string_view m_text;
    std::size_t m_at;
    bool m_spaced = true;
    std::vector<Token> m_tokens;
};

} // namespace

std::string lower_case(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

std::vector<Token> tokenise(std::string_view text, ByteSpan part) {
    return Tokeniser(text, part).run();
}

std::vector<Token> tokenise(std::string_view text) {
    return tokenise(text, {0, text.size()});
}

ByteSpan span_of(Tokens tokens) {
    if (tokens.empty()) return {};
    return {tokens.front().span.begin, tokens.back().span.end};
}

} // namespace ekb::importers::extraction
