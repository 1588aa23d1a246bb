// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/source/markup_text.h"

#include "importers/source/utf8.h"

#include <array>
#include <unordered_map>

namespace ekb::importers {

namespace {

enum class Inline { superscript, space, block, fraction, power, skip, formula, tex };

/// How an element is read that is more than its text. All others are their children's text.
const std::unordered_map<std::string_view, Inline>& rules() {
    static const std::unordered_map<std::string_view, Inline> table = {
        // JATS, HTML: https://jats.nlm.nih.gov/publishing/tag-library
        {"sup", Inline::superscript},
        {"break", Inline::space},
        {"br", Inline::space},
        {"hr", Inline::space},
        {"p", Inline::block},
        {"div", Inline::block},
        {"title", Inline::block},
        {"list", Inline::block},
        {"list-item", Inline::block},
        {"li", Inline::block},
        {"def-item", Inline::block},
        {"term", Inline::block},
        {"def", Inline::block},
        {"disp-formula", Inline::block},
        {"disp-quote", Inline::block},
        {"caption", Inline::block},
        {"table", Inline::block},
        {"tr", Inline::block},
        {"td", Inline::block},
        {"th", Inline::block},
        {"label", Inline::block},
        {"fn", Inline::skip},
        {"fig", Inline::skip},
        {"fig-group", Inline::skip},
        {"table-wrap", Inline::skip},
        {"table-wrap-group", Inline::skip},
        {"floats-group", Inline::skip},
        {"supplementary-material", Inline::skip},
        {"index-term", Inline::skip},
        {"object-id", Inline::skip},
        {"permissions", Inline::skip},
        {"long-desc", Inline::skip},
        {"script", Inline::skip},
        {"style", Inline::skip},
        {"noscript", Inline::skip},
        {"template", Inline::skip},
        {"annotation", Inline::skip},
        {"annotation-xml", Inline::skip},
        {"alternatives", Inline::formula},
        {"tex-math", Inline::tex},
        // MathML 3
        {"mfrac", Inline::fraction},
        {"msup", Inline::power},
        {"msubsup", Inline::power},
    };
    return table;
}

void append(const XmlNode& node, TextBuilder& to, bool raised);

void append_children(const XmlNode& node, TextBuilder& to, bool raised) {
    for (const XmlNode& child : node.children())
        append(child, to, raised);
}

/// One of several forms of the same thing: a formula as MathML rather than TeX, text rather than a picture.
void append_alternative(const XmlNode& node, TextBuilder& to, bool raised) {
    for (std::string_view wanted : {"math", "textual-form", "tex-math"}) {
        if (const XmlNode* form = node.find(wanted)) return append(*form, to, raised);
    }
    append_children(node, to, raised);
}

/// What stands between \begin{document} and \end{document}, without the $ round it.
void append_tex(const XmlNode& node, TextBuilder& to) {
    const std::string all = node.content();
    std::string_view tex = all;
    static constexpr std::string_view begin = "\\begin{document}";
    if (const auto at = tex.find(begin); at != std::string_view::npos) tex.remove_prefix(at + begin.size());
    tex = trimmed(tex.substr(0, tex.find("\\end{document}")));
    while (tex.starts_with('$'))
        tex.remove_prefix(1);
    while (tex.ends_with('$'))
        tex.remove_suffix(1);
    to.text(tex);
}

void append_element(const XmlNode& node, Inline rule, TextBuilder& to, bool raised) {
    std::size_t position = 0;
    switch (rule) {
    case Inline::superscript:
        return append_children(node, to, true);
    case Inline::space:
        return to.space();
    case Inline::block:
        to.space();
        append_children(node, to, raised);
        return to.space();
    case Inline::fraction:
        for (const XmlNode& child : node.children()) {
            if (child.is_text()) continue;
            if (position++ == 1) to.text("/");
            append(child, to, raised);
        }
        return;
    case Inline::power: // the last part is the exponent
        for (const XmlNode& child : node.children()) {
            if (child.is_text()) continue;
            const bool exponent = ++position == (node.name == "msup" ? 2U : 3U);
            append(child, to, raised || exponent);
        }
        return;
    case Inline::formula:
        return append_alternative(node, to, raised);
    case Inline::tex:
        return append_tex(node, to);
    case Inline::skip:
        return;
    }
}

void append(const XmlNode& node, TextBuilder& to, bool raised) {
    if (node.is_text()) {
        if (raised) {
            to.text(superscript(node.text));
        } else {
            to.text(node.text);
        }
        return;
    }
    const auto rule = rules().find(node.name);
    if (rule == rules().end()) return append_children(node, to, raised);
    append_element(node, rule->second, to, raised);
}

} // namespace

std::string superscript(std::string_view text) {
    static constexpr std::array<std::string_view, 10> digits = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    static constexpr std::string_view minus = "−";
    std::string signs; // without the minus sign, whose bytes are not ASCII
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i).starts_with(minus)) {
            i += minus.size() - 1;
        } else {
            signs += text[i];
        }
    }
    const bool number = signs.find_first_not_of("0123456789+-. \t\n") == std::string::npos;
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c >= '0' && c <= '9') {
            out += digits[static_cast<std::size_t>(c - '0')];
        } else if (number && (c == '-' || text.substr(i).starts_with(minus))) {
            out += "⁻";
            if (c != '-') i += minus.size() - 1;
        } else if (number && c == '+') {
            out += "⁺";
        } else {
            out += c;
        }
    }
    return out;
}

void append_inline(const XmlNode& node, TextBuilder& to) {
    append_children(node, to, false);
}

void append_markup(const XmlNode& node, TextBuilder& to) {
    append(node, to, false);
}

std::string inline_text(const XmlNode& node) {
    TextBuilder builder;
    builder.begin(BlockKind::paragraph, {});
    append_inline(node, builder);
    builder.end();
    return builder.take().text;
}

} // namespace ekb::importers
