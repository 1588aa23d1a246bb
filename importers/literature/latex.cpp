// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/literature/latex.h"

#include "importers/literature/resource.h"
#include "importers/source/markup_text.h"
#include "importers/source/tsv.h"
#include "importers/source/utf8.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <charconv>
#include <unordered_map>

namespace ekb::importers {

namespace {

struct Command {
    std::string characters;
    bool accent = false;
};

const Command* command_named(std::string_view name) {
    static const auto table = [] {
        std::unordered_map<std::string_view, Command> all;
        for (const auto& row : tsv_rows(literature::resource("latex.tsv"))) {
            std::uint32_t point = 0;
            std::from_chars(row.at(1).data(), row.at(1).data() + row.at(1).size(), point, 16);
            Command& command = all[row.at(0)];
            append_utf8(command.characters, point);
            command.accent = row.at(2) == "accent";
        }
        return all;
    }();
    const auto found = table.find(name);
    return found == table.end() ? nullptr : &found->second;
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

class Reader {
public:
    explicit Reader(std::string_view text) : m_text(text) {}

    std::string read() {
        std::string out;
        while (m_at < m_text.size())
            piece(out);
        return out;
    }

private:
    char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    /// The argument of a command: a group, a command, or one character.
    std::string argument() {
        if (m_depth == max_depth) return {};
        ++m_depth;
        std::string out = argument_piece();
        --m_depth;
        return out;
    }

    std::string argument_piece() {
        while (peek() == ' ')
            ++m_at;
        std::string out;
        if (peek() == '{') {
            group(out);
        } else if (m_at < m_text.size()) {
            piece(out);
        }
        return out;
    }

    void group(std::string& out) {
        ++m_at;
        if (m_depth == max_depth) return; // the brace is left out, what is in it is read at this level
        ++m_depth;
        while (m_at < m_text.size() && peek() != '}')
            piece(out);
        --m_depth;
        ++m_at;
    }

    void piece(std::string& out) {
        const char c = peek();
        if (c == '\\') return command(out);
        if (c == '{') return group(out);
        if (m_text.substr(m_at).starts_with("---")) return take(3, "—", out);
        if (m_text.substr(m_at).starts_with("--")) return take(2, "–", out);
        if (m_text.substr(m_at).starts_with("``") || m_text.substr(m_at).starts_with("''"))
            return take(2, c == '`' ? "“" : "”", out);
        if (c == '~') return take(1, " ", out);
        if (c == '}' || (c == '$' && !digit_follows())) return take(1, "", out);
        if (c == '^' && m_in_math) {
            ++m_at;
            out += superscript(argument());
            return;
        }
        if (c == '_' && m_in_math) return take(1, "", out);
        whole_character(out);
    }

    /// "$5" is money; other $ begin and end mathematics.
    bool digit_follows() {
        const bool money = !m_in_math && m_at + 1 < m_text.size() && m_text[m_at + 1] >= '0' &&
                           m_text[m_at + 1] <= '9' && m_text.find('$', m_at + 1) == std::string_view::npos;
        if (!money) m_in_math = !m_in_math;
        return money;
    }

    void take(std::size_t size, std::string_view as, std::string& out) {
        m_at += size;
        out += as;
    }

    void whole_character(std::string& out) {
        do {
            out += m_text[m_at++];
        } while (m_at < m_text.size() && (static_cast<unsigned char>(m_text[m_at]) & 0xC0) == 0x80);
    }

    void command(std::string& out) {
        ++m_at;
        std::size_t end = m_at;
        while (end < m_text.size() && is_letter(m_text[end]))
            ++end;
        const bool word = end > m_at;
        const std::string_view name = m_text.substr(m_at, word ? end - m_at : 1);
        m_at += name.size();
        if (word) {
            while (peek() == ' ')
                ++m_at; // a command's name swallows the space after it
        }
        const Command* known = command_named(name);
        if (known && known->accent) {
            std::string letter = argument();
            if (letter == "ı") letter = "i"; // an accent takes the place of the dot anyway
            if (letter == "ȷ") letter = "j";
            std::size_t first = 1;
            while (first < letter.size() && (static_cast<unsigned char>(letter[first]) & 0xC0) == 0x80)
                ++first;
            out += letter.substr(0, first) + known->characters + (letter.empty() ? "" : letter.substr(first));
        } else if (known) {
            out += known->characters;
        } else if (name == "textsuperscript" || name == "sp") {
            out += superscript(argument());
        } else if (name == "href") {
            argument(); // the address; the text follows
        } else if (!word) {
            out +=
                name == "," || name == ";" || name == ":" || name == "!" || name == "\\" || name == "(" || name == ")"
                    ? (name == "!" ? "" : " ")
                    : name;
        }
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    bool m_in_math = false;
    int m_depth = 0;
    static constexpr int max_depth = 100;
};

std::string composed(const std::string& text) {
    UErrorCode error = U_ZERO_ERROR;
    const icu::Normalizer2* normalizer = icu::Normalizer2::getNFCInstance(error);
    if (U_FAILURE(error)) return text;
    const icu::UnicodeString whole = normalizer->normalize(icu::UnicodeString::fromUTF8(text), error);
    if (U_FAILURE(error)) return text;
    std::string out;
    whole.toUTF8String(out);
    return out;
}

} // namespace

std::string latex_text(std::string_view value) {
    return normal_space(composed(Reader(value).read()));
}

} // namespace ekb::importers
