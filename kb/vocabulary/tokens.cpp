// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/vocabulary/tokens.h"

#include "kb/vocabulary/spelling.h"

#include <string>

namespace ekb::kb {

namespace {

struct CodePoint {
    char32_t value = 0;
    std::size_t bytes = 1;
};

CodePoint decode(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const unsigned char first = byte(0);
    if (first < 0x80) return {first, 1};
    const std::size_t bytes = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1;
    if (bytes == 1 || at + bytes > text.size()) return {0xFFFD, 1};
    char32_t value = first & (0xFFU >> (bytes + 1));
    for (std::size_t i = 1; i < bytes; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return {0xFFFD, 1};
        value = (value << 6U) | (byte(i) & 0x3FU);
    }
    return {value, bytes};
}

bool is_ascii_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char lower_ascii(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

CharClass ascii_class(char c) {
    if (is_ascii_letter(c)) return CharClass::letter;
    if (c >= '0' && c <= '9') return CharClass::digit;
    if (c == ' ' || c == '\n' || c == '\r') return CharClass::space;
    if (c == '-' || c == '_') return CharClass::dash;
    if (c == '\'' || c == '`') return CharClass::apostrophe;
    if (c == '&') return CharClass::own_word;
    return CharClass::punctuation;
}

/// Marks beyond ASCII that the rules do not name: general punctuation, arrows, mathematics, CJK punctuation.
bool is_other_mark(char32_t c) {
    return c < 0xC0 || (c >= 0x2000 && c < 0x2C00) || (c >= 0x3000 && c < 0x3040) || c == 0xFFFD;
}

class Tokenizer {
public:
    Tokenizer(std::string_view text, const Spelling& spelling, const std::function<void(const Token&)>& use)
        : m_text(text), m_spelling(spelling), m_use(use) {}

    void run() {
        while (m_at < m_text.size())
            take();
        end_run();
    }

private:
    void take() {
        const char c = m_text[m_at];
        if (is_ascii_letter(c)) return take_letters();
        if (static_cast<unsigned char>(c) < 0x80) {
            const char lower = lower_ascii(c);
            take(ascii_class(c), c == '&' ? std::string_view("and") : std::string_view(&lower, 1), 1);
            return;
        }
        const CodePoint code_point = decode(m_text, m_at);
        const std::string_view bytes = m_text.substr(m_at, code_point.bytes);
        const FoldedChar* known = m_spelling.character(code_point.value);
        if (known != nullptr)
            take(known->char_class, known->text, bytes.size());
        else
            take(is_other_mark(code_point.value) ? CharClass::punctuation : CharClass::letter, bytes, bytes.size());
    }

    /// Most of a text: what take() does of one letter, done for a run of them.
    void take_letters() {
        if (m_run_class != CharClass::letter) end_run();
        if (m_run.empty()) m_span.begin = m_at;
        m_run_class = CharClass::letter;
        for (; m_at < m_text.size() && is_ascii_letter(m_text[m_at]); ++m_at)
            m_run += lower_ascii(m_text[m_at]);
        m_span.end = m_at;
    }

    void take(CharClass char_class, std::string_view folded, std::size_t bytes) {
        const ByteSpan span{m_at, m_at + bytes};
        m_at += bytes;
        switch (char_class) {
        case CharClass::ignored:
            return;
        case CharClass::letter:
        case CharClass::digit:
            if (char_class != m_run_class) end_run();
            if (m_run.empty()) m_span = span;
            m_run_class = char_class;
            m_run += folded;
            m_span.end = span.end;
            return;
        case CharClass::space:
        case CharClass::dash:
            end_run();
            (char_class == CharClass::space ? m_after_space : m_after_dash) = true;
            return;
        case CharClass::apostrophe:
            end_run();
            skip_possessive();
            m_after_dash = true;
            return;
        case CharClass::own_word:
        case CharClass::punctuation:
            end_run();
            give(folded, span, char_class == CharClass::own_word);
            return;
        }
    }

    /// The s of "Crohn's" and what binds it.
    void skip_possessive() {
        if (m_at >= m_text.size() || (m_text[m_at] != 's' && m_text[m_at] != 'S')) return;
        const bool goes_on = m_at + 1 < m_text.size() && ascii_class(m_text[m_at + 1]) == CharClass::letter;
        if (!goes_on) ++m_at;
    }

    void end_run() {
        if (m_run.empty()) return;
        if (m_run_class == CharClass::letter) m_spelling.fold_word(m_run);
        give(m_run, m_span, true);
        m_run.clear();
    }

    void give(std::string_view folded, ByteSpan span, bool is_word) {
        Token token{folded, span};
        token.after_space = m_after_space;
        token.after_dash = m_after_dash && !m_after_space;
        token.glued = m_last_was_word && is_word && !m_after_space && !m_after_dash;
        token.is_word = is_word;
        m_use(token);
        m_last_was_word = is_word;
        m_after_space = m_after_dash = false;
    }

    std::string_view m_text;
    const Spelling& m_spelling;
    const std::function<void(const Token&)>& m_use;
    std::size_t m_at = 0;
    std::string m_run;
    ByteSpan m_span;
    CharClass m_run_class = CharClass::letter;
    bool m_after_space = false;
    bool m_after_dash = false;
    bool m_last_was_word = false;
};

} // namespace

void for_each_token(std::string_view text, const Spelling& spelling, const std::function<void(const Token&)>& use) {
    Tokenizer(text, spelling, use).run();
}

} // namespace ekb::kb
