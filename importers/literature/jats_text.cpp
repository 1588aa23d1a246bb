// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/literature/jats_text.h"

#include "importers/literature/jats_front.h"
#include "importers/source/markup_table.h"
#include "importers/source/markup_text.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ekb::importers {

namespace {

enum class Part { heading, paragraph, section, container, list, definitions, table, figure, skip, mixed };

/// How an element that stands among paragraphs is read. Source: the JATS Archiving tag library.
const std::unordered_map<std::string_view, Part>& parts() {
    static const std::unordered_map<std::string_view, Part> table = {
        {"title", Part::heading},
        {"p", Part::paragraph},
        {"sec", Part::section},
        {"boxed-text", Part::section},
        {"statement", Part::section},
        {"disp-quote", Part::container},
        {"speech", Part::container},
        {"verse-group", Part::paragraph},
        {"verse-line", Part::paragraph},
        {"preformat", Part::paragraph},
        {"code", Part::skip},
        {"disp-formula", Part::paragraph},
        {"list", Part::list},
        {"def-list", Part::definitions},
        {"table-wrap", Part::table},
        {"fig", Part::figure},
        {"fig-group", Part::container},
        {"table-wrap-group", Part::container},
        {"floats-group", Part::container},
        {"floats-wrap", Part::container},
        {"supplementary-material", Part::figure},
        {"media", Part::figure},
        {"fn-group", Part::section},
        {"fn", Part::mixed},
        {"app-group", Part::container},
        {"app", Part::section},
        {"ack", Part::section},
        {"notes", Part::section},
        {"glossary", Part::section},
        {"bio", Part::skip},
        {"ref-list", Part::skip},
        {"sec-meta", Part::skip},
        {"permissions", Part::skip},
        {"attrib", Part::paragraph},
        {"sig-block", Part::skip},
        {"graphic", Part::skip},
        {"object-id", Part::skip},
        {"label", Part::skip},
        {"question", Part::container},
        {"answer", Part::container},
        {"caption", Part::container},
        {"history", Part::skip},
    };
    return table;
}

Part part_of(const XmlNode& node) {
    const auto found = parts().find(node.name);
    return found == parts().end() ? Part::mixed : found->second;
}

/// The section name of an element that is one without having a title.
std::string_view untitled_name(const XmlNode& node) {
    if (node.name == "ack") return "acknowledgements";
    if (node.name == "app") return "appendix";
    if (node.name == "fn-group") return "footnotes";
    if (node.name == "glossary") return "abbreviations";
    if (node.name == "notes") return "notes";
    return {};
}

class Reader {
public:
    DocumentText read(const XmlNode& article) {
        m_to.add(BlockKind::title, "title", jats_title(article));
        const XmlNode* meta = article.find("front/article-meta");
        if (meta) abstracts(*meta);
        if (const XmlNode* body = article.find("body")) container(*body, "body");
        for (std::string_view name : {"floats-group", "floats-wrap"}) {
            if (const XmlNode* floats = article.find(name)) container(*floats, "floats");
        }
        if (const XmlNode* back = article.find("back")) container(*back, "back");
        if (const XmlNode* notes = article.find("front/notes")) section(*notes, "front");
        if (const XmlNode* notes = meta ? meta->find("author-notes") : nullptr) {
            for (const XmlNode& note : notes->children("fn"))
                footnote(note, "front/notes");
        }
        return m_to.take();
    }

private:
    void abstracts(const XmlNode& meta) {
        for (const XmlNode& abstract : meta.children("abstract")) {
            m_lead_in.clear();
            const std::string type(abstract.attribute("abstract-type").value_or(""));
            container(abstract, type.empty() || type == "normal" ? "abstract" : "abstract/" + section_name(type));
        }
        for (const XmlNode& abstract : meta.children("trans-abstract"))
            container(abstract, "translated abstract");
        for (const XmlNode& group : meta.children("kwd-group")) {
            std::string words;
            for (const XmlNode& word : group.children("kwd"))
                words += (words.empty() ? "" : "; ") + inline_text(word);
            m_to.add(BlockKind::field, "keywords", words);
        }
    }

    void container(const XmlNode& node, const std::string& path) {
        for (const XmlNode& child : node.children()) {
            if (child.is_text()) {
                m_to.add(BlockKind::paragraph, path, child.text);
            } else {
                part(child, path);
            }
        }
    }

    void part(const XmlNode& node, const std::string& path) {
        switch (part_of(node)) {
        case Part::heading:
            heading(node, path);
            return;
        case Part::paragraph:
            return paragraph(node, path, BlockKind::paragraph);
        case Part::section:
            return section(node, path);
        case Part::container:
            return container(node, path);
        case Part::list:
            return list(node, path);
        case Part::definitions:
            return definitions(node, path);
        case Part::table:
            return table(node, path);
        case Part::figure:
            return figure(node, path);
        case Part::mixed:
            return node.name == "fn" ? footnote(node, path) : mixed(node, path);
        case Part::skip:
            return;
        }
    }

    void heading(const XmlNode& node, const std::string& path) {
        m_to.begin(BlockKind::heading, path);
        append_inline(node, m_to);
        m_to.end();
    }

    /// An element that we do not know: a paragraph where it has text of its own, else what is in it.
    void mixed(const XmlNode& node, const std::string& path) {
        for (const XmlNode& child : node.children()) {
            if (child.is_text() && !section_name(child.text).empty())
                return paragraph(node, path, BlockKind::paragraph);
        }
        container(node, path);
    }

    void section(const XmlNode& node, const std::string& path) {
        const XmlNode* title = node.find("title");
        if (!title) title = node.find("caption/title");
        std::string name = title ? section_name(inline_text(*title)) : std::string();
        if (name.empty()) name = untitled_name(node);
        container(node, name.empty() ? path : path + "/" + name);
    }

    /// True for what cannot be a part of a sentence, so that the paragraph is written in two.
    static bool splits(Part part) {
        return part == Part::paragraph || part == Part::list || part == Part::definitions || part == Part::container ||
               part == Part::section;
    }

    /// The section name of words in bold or italics that begin a part of an abstract without sections: "Methods:".
    /// Inside a paragraph they end in a colon or full stop; empty where they are no such words.
    static std::string lead_in(const XmlNode& node, bool first) {
        if (node.name != "bold" && node.name != "italic" && node.name != "underline") return {};
        const std::string text = inline_text(node);
        const bool capital = !text.empty() && text.front() >= 'A' && text.front() <= 'Z';
        if (!capital || text.size() < 3 || text.size() > 50) return {};
        const std::string_view next = node.next && node.next->is_text() ? node.next->text : std::string_view();
        const bool marked =
            text.ends_with(':') || text.ends_with('.') || next.starts_with(':') || next.starts_with('.');
        return marked || first ? section_name(text) : std::string();
    }

    void paragraph(const XmlNode& node, const std::string& path, BlockKind kind) {
        std::vector<const XmlNode*> after;
        const bool abstract = path == "abstract";
        m_to.begin(kind, abstract ? path + m_lead_in : path);
        for (const XmlNode& child : node.children()) {
            const bool inline_child = child.is_text() || parts().find(child.name) == parts().end();
            const Part child_part = inline_child ? Part::mixed : part_of(child);
            if (inline_child || child.name == "disp-formula") {
                const std::string lead = abstract ? lead_in(child, m_to.block_is_empty()) : std::string();
                if (!lead.empty()) {
                    m_lead_in = "/" + lead;
                    m_to.begin(kind, path + m_lead_in);
                }
                collect_floats(child, after);
                append_markup(child, m_to);
            } else if (splits(child_part)) {
                m_to.end();
                part(child, path);
                m_to.begin(kind, path);
            } else if (child_part != Part::skip) {
                after.push_back(&child);
            }
        }
        m_to.end();
        for (const XmlNode* float_node : after)
            part(*float_node, path);
    }

    /// Tables and figures deeper inside inline elements.
    static void collect_floats(const XmlNode& node, std::vector<const XmlNode*>& to) {
        for (const XmlNode& child : node.children()) {
            if (child.is_text()) continue;
            if (child.name == "table-wrap" || child.name == "fig" || child.name == "fn") {
                to.push_back(&child);
            } else {
                collect_floats(child, to);
            }
        }
    }

    void list(const XmlNode& node, const std::string& path) {
        for (const XmlNode& child : node.children()) {
            if (child.name == "title") heading(child, path);
            if (child.name != "list-item") continue;
            for (const XmlNode& piece : child.children()) {
                if (piece.name == "p") {
                    paragraph(piece, path, BlockKind::list_item);
                } else if (!piece.is_text()) {
                    part(piece, path);
                }
            }
        }
    }

    void definitions(const XmlNode& node, const std::string& path) {
        for (const XmlNode& child : node.children()) {
            if (child.name == "title") heading(child, path);
            if (child.name == "def-list") definitions(child, path);
            if (child.name != "def-item") continue;
            m_to.begin(BlockKind::list_item, path);
            append_inline(child, m_to);
            m_to.end();
        }
    }

    /// Label and caption as one block: "Table 2. Adverse events. Data are n (%)."
    ByteSpan caption(const XmlNode& node, BlockKind kind, const std::string& path) {
        m_to.begin(kind, path);
        if (const XmlNode* label = node.find("label")) {
            append_inline(*label, m_to);
            m_to.space();
        }
        if (const XmlNode* text = node.find("caption")) append_inline(*text, m_to);
        return m_to.end().value_or(ByteSpan{});
    }

    static void find_tables(const XmlNode& node, std::vector<const XmlNode*>& to) {
        for (const XmlNode& child : node.children()) {
            if (child.name == "table") {
                to.push_back(&child);
            } else {
                find_tables(child, to);
            }
        }
    }

    void table(const XmlNode& node, const std::string& path) {
        const ByteSpan caption_span = caption(node, BlockKind::table_caption, path);
        std::vector<const XmlNode*> found;
        find_tables(node, found);
        std::vector<Table> tables;
        for (const XmlNode* one : found)
            tables.push_back(read_table(*one, path, m_to));
        std::vector<ByteSpan> footnotes;
        for (const XmlNode& foot : node.children("table-wrap-foot"))
            table_foot(foot, path, footnotes);
        for (Table& one : tables) {
            if (const XmlNode* label = node.find("label")) one.label = inline_text(*label);
            one.caption = caption_span;
            one.footnotes = footnotes;
            m_to.add_table(std::move(one));
        }
    }

    void table_foot(const XmlNode& node, const std::string& path, std::vector<ByteSpan>& footnotes) {
        for (const XmlNode& child : node.children()) {
            if (child.name == "fn-group") {
                table_foot(child, path, footnotes);
                continue;
            }
            m_to.begin(BlockKind::table_footnote, path);
            if (child.name == "fn") {
                append_inline(child, m_to); // an fn among text is left out, here it is the text
            } else {
                append_markup(child, m_to);
            }
            if (const auto span = m_to.end()) footnotes.push_back(*span);
        }
    }

    void figure(const XmlNode& node, const std::string& path) { caption(node, BlockKind::figure_caption, path); }

    void footnote(const XmlNode& node, const std::string& path) {
        for (const XmlNode& child : node.children()) {
            if (!child.is_text()) part(child, path);
        }
    }

    TextBuilder m_to;
    std::string m_lead_in; ///< "/methods": the part of an unsectioned abstract that we are in
};

} // namespace

DocumentText read_jats_text(const XmlNode& article) {
    return Reader().read(article);
}

} // namespace ekb::importers
