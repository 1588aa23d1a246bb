// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/literature/reference_text.h"

#include "importers/extraction/extract.h"
#include "importers/source/entities.h"
#include "importers/source/html_reader.h"
#include "importers/source/identity.h"
#include "importers/source/markup_text.h"
#include "importers/source/text_builder.h"
#include "importers/source/utf8.h"
#include "importers/source/xml_reader.h"

#include <re2/re2.h>

#include <algorithm>

namespace ekb::importers {

namespace {

bool has_markup(std::string_view value) {
    static const RE2 tag(R"(</[A-Za-z][\w:]*>|<(?:br|p|i|b|sup|sub)\s*/?>)");
    return RE2::PartialMatch({value.data(), value.size()}, tag);
}

bool is_heading(std::string_view name) {
    return name == "title" || (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6');
}

bool is_container(std::string_view name) {
    return name == "sec" || name == "div" || name == "section" || name == "p" || name == "html" || name == "body" ||
           name == "list" || name == "list-item" || name == "ul" || name == "ol" || name == "li" ||
           name == "abstract" || name == "record";
}

/// Blocks of a marked-up abstract: titles make sections, paragraphs are theirs.
class MarkedAbstract {
public:
    MarkedAbstract(TextBuilder& to, std::string path) : m_to(to), m_path(path), m_section(std::move(path)) {}

    void read(const XmlNode& node) {
        for (const XmlNode& child : node.children()) {
            if (is_heading(child.name)) {
                heading(inline_text(child));
            } else if (is_container(child.name)) {
                close();
                read(child);
                close();
            } else if (!child.is_text() || m_to.is_open() || !trimmed(child.text).empty()) {
                if (!m_to.is_open()) m_to.begin(BlockKind::paragraph, m_section);
                append_markup(child, m_to);
            }
        }
    }
    void close() {
        if (m_to.is_open()) m_to.end();
    }

private:
    void heading(const std::string& text) {
        close();
        const std::string name = section_name(text);
        if (name.empty() || name == "abstract") return;
        m_section = m_path + "/" + name;
        m_to.add(BlockKind::heading, m_section, text);
    }
    TextBuilder& m_to;
    std::string m_path;
    std::string m_section;
};

void add_marked(std::string_view value, const std::string& path, TextBuilder& to) {
    MarkedAbstract reader(to, path);
    const auto xml = parse_xml("<record>" + std::string(value) + "</record>");
    if (xml) {
        reader.read(xml->root());
        return reader.close();
    }
    const XmlDocument html = parse_html("<div>" + std::string(value) + "</div>");
    reader.read(html.root());
    reader.close();
}

void add_abstract(const std::string& value, const std::string& path, TextBuilder& to) {
    if (has_markup(value)) return add_marked(value, path, to);
    const DocumentText labelled = extraction::plain_text(unescape_html(value));
    for (const Block& block : labelled.blocks) {
        const BlockKind kind = block.kind == BlockKind::title ? BlockKind::paragraph : block.kind;
        const bool known = block.section.starts_with("abstract");
        to.add(kind, path == "abstract" && known ? block.section : path, labelled.at(block.span));
    }
}

void add_list(const std::vector<std::string>& values, const std::string& section, TextBuilder& to) {
    std::string all;
    for (const std::string& value : values)
        all += (all.empty() ? "" : "; ") + plain_markup(value);
    to.add(BlockKind::field, section, all);
}

} // namespace

std::string plain_markup(std::string_view value) {
    if (!has_markup(value)) return normal_space(unescape_html(value));
    const auto xml = parse_xml("<record>" + std::string(value) + "</record>");
    return xml ? inline_text(xml->root()) : inline_text(parse_html(value).root());
}

std::string reference_name(std::string_view name) {
    static const RE2 address(R"(\s*[(<][^()<>]*@[^()<>]*[)>])");
    std::string plain = plain_markup(name);
    RE2::GlobalReplace(&plain, address, "");
    static const RE2 affiliation(R"( \d+(?:[,;] ?\d+)*$)"); // Ovid's "Adams, Ada 1"
    RE2::GlobalReplace(&plain, affiliation, "");
    const std::size_t comma = plain.find(',');
    if (comma != std::string::npos) plain.replace(comma, 1, " ");
    while (plain.ends_with(',') || plain.ends_with(';'))
        plain.pop_back();
    return normal_space(plain);
}

void add_author_list(std::string_view list, std::vector<std::string>& to) {
    const auto add = [&](std::string_view one) {
        std::string name = reference_name(one);
        while (name.ends_with('.') && name.find(' ') == std::string::npos)
            name.pop_back();
        if (!name.empty()) to.push_back(std::move(name));
    };
    std::string_view rest = trimmed(list);
    if (rest.starts_with('[') && rest.ends_with(']')) { // ['Marx, Karl', "O'Neil, A"]
        static const RE2 quoted(R"re('((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")re");
        re2::StringPiece input(rest.data(), rest.size());
        std::string single;
        std::string twice;
        while (RE2::FindAndConsume(&input, quoted, &single, &twice))
            add(single + twice);
        return;
    }
    const char mark = rest.find(';') != std::string_view::npos ? ';' : ',';
    // "Adams, Ada" alone is one person.
    const bool one_person =
        mark == ',' && std::count(rest.begin(), rest.end(), ',') == 1 && rest.find(' ') == rest.find(',') + 1;
    if (one_person) return add(rest);
    while (!rest.empty()) {
        const std::string_view one = rest.substr(0, rest.find(mark));
        rest.remove_prefix(std::min(rest.size(), one.size() + 1));
        std::string_view name = trimmed(one);
        if (rest.empty() && mark == ',' && name.ends_with('.')) name.remove_suffix(1);
        add(name);
    }
}

std::string reference_source(std::string_view source) {
    static const RE2 journal(R"(^(.*?[^\d\s])\s*\.\s+(?:Conference:|\d|\(|[A-Z][a-z]{2,8} \d|Vol).*)");
    std::string name;
    const std::string line = normal_space(source);
    return RE2::FullMatch(line, journal, &name) ? name : std::string();
}

std::string reference_title(const ReferenceRecord& reference) {
    for (std::string_view field : {"title", "vernacular_title", "short_title"}) {
        const std::string title = plain_markup(reference.first(field));
        if (!title.empty()) return title;
    }
    return {};
}

DocumentText reference_text(const ReferenceRecord& reference, const std::string& title) {
    TextBuilder to;
    to.add(BlockKind::title, "title", title);
    const std::string vernacular = plain_markup(reference.first("vernacular_title"));
    if (vernacular != title) to.add(BlockKind::field, "vernacular title", vernacular);
    const std::string abstract = reference.first("abstract");
    if (!abstract.empty()) add_abstract(abstract, "abstract", to);
    for (const std::string& other : reference.all("other_abstract"))
        add_abstract(other, "other abstract", to);
    add_list(reference.all("keyword"), "keywords", to);
    add_list(reference.all("mesh"), "mesh", to);
    add_list(reference.all("substance"), "substances", to);
    return to.take();
}

} // namespace ekb::importers
