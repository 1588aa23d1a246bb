// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/web/main_text.h"

#include "importers/source/markup_table.h"
#include "importers/source/markup_text.h"
#include "importers/source/text_builder.h"
#include "importers/source/utf8.h"
#include "importers/web/boilerplate.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace ekb::importers {

namespace {

using Names = std::unordered_set<std::string_view>;

const Names never = {"script", "style",  "noscript", "template", "nav",    "aside", "footer", "form",
                     "button", "select", "iframe",   "svg",      "object", "embed", "canvas", "dialog",
                     "map",    "video",  "audio",    "head",     "label",  "input"};
const Names never_roles = {"navigation", "complementary", "banner", "contentinfo", "search",
                           "dialog",     "alertdialog",   "menu",   "menubar"};
const Names blocks = {"p",      "div",        "section", "article", "main",    "body",    "html",       "ul",
                      "ol",     "li",         "dl",      "dt",      "dd",      "table",   "blockquote", "pre",
                      "figure", "figcaption", "h1",      "h2",      "h3",      "h4",      "h5",         "h6",
                      "hr",     "header",     "center",  "address", "details", "summary", "fieldset",   "tr",
                      "td",     "th",         "tbody",   "thead",   "tfoot",   "caption", "hgroup"};

/// How much an element says: letters of prose, and how many of its letters are links.
struct Mass {
    std::size_t text = 0;
    std::size_t linked = 0;
    std::size_t prose = 0; ///< in blocks of text long enough to be a paragraph and not made of links
    std::size_t links = 0;
};

/// Whether a table's cells hold blocks, and how many cells it has.
bool holds_blocks(const XmlNode& node, int& cells) {
    static const Names inside = {"table", "div", "h1", "h2", "h3", "ul", "form"};
    for (const XmlNode& child : node.children()) {
        if (child.is_text()) continue;
        if (inside.contains(child.name)) return true;
        if (child.name == "td" || child.name == "th") ++cells;
        if (holds_blocks(child, cells)) return true;
    }
    return false;
}

/// A table that lays out the page holds blocks or next to no cells; one of data does not.
bool is_layout(const XmlNode& table) {
    int cells = 0;
    return table.attribute("role").value_or("") == "presentation" || holds_blocks(table, cells) || cells < 3;
}

using Masses = std::unordered_map<const XmlNode*, Mass>;

NameSays name_says(const XmlNode& node) {
    return std::max(ekb::importers::name_says(node.attribute("class").value_or("")),
                    ekb::importers::name_says(node.attribute("id").value_or("")));
}

bool is_hidden(const XmlNode& node) {
    const std::string_view style = node.attribute("style").value_or("");
    return node.attribute("hidden") || node.attribute("aria-hidden").value_or("") == "true" ||
           style.find("display:none") != std::string_view::npos ||
           style.find("display: none") != std::string_view::npos;
}

/// Weighs the page twice: first all of it, then what is left when boilerplate is out.
class Page {
public:
    explicit Page(const XmlNode& html) : m_root(html) {
        Masses all;
        weigh(html, false, all);
        m_total = all[&html].prose;
        m_all = std::move(all);
        weigh(html, false, m_kept);
    }

    /// Whether the element is left out.
    bool is_left_out(const XmlNode& node) const {
        if (node.is_text()) return false;
        if (never.contains(node.name) || never_roles.contains(node.attribute("role").value_or(""))) return true;
        const NameSays says = name_says(node);
        if (says == NameSays::always_boilerplate) return true;
        const auto found = m_all.find(&node);
        if (found == m_all.end()) return false;
        const Mass& own = found->second;
        // What holds most of the page's prose is not left out for its name: "has-sidebar" is said of the whole.
        if (own.prose > 0 && own.prose * 2 >= m_total) return false;
        if (is_hidden(node) || says == NameSays::boilerplate) return true;
        static const Names lists = {"ul", "ol", "div", "section", "table", "p"};
        return lists.contains(node.name) && own.links >= 3 && own.linked * 10 >= own.text * 6;
    }

    /// The innermost element with most of the prose.
    const XmlNode& main() const {
        const XmlNode* best = &m_root;
        const std::size_t total = prose(m_root);
        while (true) {
            const XmlNode* next = nullptr;
            for (const XmlNode& child : best->children()) {
                const bool most = !child.is_text() && total > 0 && prose(child) * 10 >= total * 8;
                if (most && child.name != "p" && child.name != "table") next = &child;
            }
            if (!next) return *best;
            best = next;
        }
    }

private:
    std::size_t prose(const XmlNode& node) const {
        const auto found = m_kept.find(&node);
        return found == m_kept.end() ? 0 : found->second.prose;
    }

    Mass weigh(const XmlNode& node, bool in_link, Masses& to) const {
        Mass all;
        if (node.is_text()) {
            all.text = normal_space(node.text).size();
            all.linked = in_link ? all.text : 0;
            return all;
        }
        if (is_left_out(node)) return all;
        const bool link = node.name == "a" && node.attribute("href").has_value();
        all.links = link ? 1 : 0;
        std::size_t direct = 0; // text outside block children
        for (const XmlNode& child : node.children()) {
            const Mass one = weigh(child, in_link || link, to);
            all.text += one.text;
            all.linked += one.linked;
            all.links += one.links;
            all.prose += one.prose;
            if (child.is_text() || !blocks.contains(child.name)) direct += one.text - one.linked;
        }
        if (blocks.contains(node.name) && direct >= 60) all.prose += direct;
        if (node.name == "table" && !is_layout(node)) all.prose = all.text;
        to[&node] = all;
        return all;
    }

    const XmlNode& m_root;
    std::size_t m_total = 0;
    Masses m_all;
    Masses m_kept;
};

/// Writes the blocks of the main element.
class Writer {
public:
    Writer(const Page& page, const std::string& title) : m_page(page), m_title(title) {
        m_to.add(BlockKind::title, "title", title);
    }

    DocumentText write(const XmlNode& main) {
        flow(main, BlockKind::paragraph);
        close();
        return m_to.take();
    }

private:
    static int level(const XmlNode& node) {
        const bool heading = node.name.size() == 2 && node.name[0] == 'h' && node.name[1] >= '1' && node.name[1] <= '6';
        return heading ? node.name[1] - '0' : 0;
    }

    std::string section() const {
        std::string path;
        for (const auto& [depth, name] : m_headings)
            path += (path.empty() ? "" : "/") + name;
        const bool known = path.starts_with("abstract") || path.starts_with("references");
        return path.empty() ? "body" : known ? path : "body/" + path;
    }

    void close() {
        if (m_to.is_open()) m_to.end();
    }

    void flow(const XmlNode& node, BlockKind kind) {
        for (const XmlNode& child : node.children()) {
            if (child.is_text() || !holds_block(child)) {
                inline_piece(child, kind);
            } else {
                close();
                block(child, kind);
                close();
            }
        }
    }

    /// True for a block, and for an inline element with a block in it.
    static bool holds_block(const XmlNode& node) {
        if (blocks.contains(node.name)) return true;
        return std::any_of(node.children().begin(), node.children().end(),
                           [](const XmlNode& c) { return !c.is_text() && holds_block(c); });
    }

    void inline_piece(const XmlNode& node, BlockKind kind) {
        if (m_page.is_left_out(node)) return;
        if (!m_to.is_open()) {
            if (node.is_text() && trimmed(node.text).empty()) return;
            m_to.begin(kind, section());
        }
        append_markup(node, m_to);
    }

    void block(const XmlNode& node, BlockKind kind) {
        if (m_page.is_left_out(node)) return;
        if (const int depth = level(node)) return heading(node, depth);
        if (node.name == "table") return table(node);
        if (node.name == "li" || node.name == "dt" || node.name == "dd") kind = BlockKind::list_item;
        if (node.name == "figcaption") kind = BlockKind::figure_caption;
        flow(node, kind);
    }

    void heading(const XmlNode& node, int depth) {
        const std::string text = inline_text(node);
        if (text.empty() || text == m_title) return;
        while (!m_headings.empty() && m_headings.back().first >= depth)
            m_headings.pop_back();
        const std::string name = section_name(text.substr(0, 120));
        if (!name.empty()) m_headings.emplace_back(depth, name);
        m_to.add(BlockKind::heading, section(), text);
    }

    void table(const XmlNode& node) {
        if (is_layout(node)) return flow(node, BlockKind::paragraph);
        ByteSpan caption;
        if (const XmlNode* text = node.find("caption")) {
            caption = m_to.add(BlockKind::table_caption, section(), inline_text(*text)).value_or(ByteSpan{});
        }
        Table table = read_table(node, section(), m_to);
        table.caption = caption;
        m_to.add_table(std::move(table));
    }

    const Page& m_page;
    const std::string& m_title;
    TextBuilder m_to;
    std::vector<std::pair<int, std::string>> m_headings;
};

} // namespace

DocumentText read_main_text(const XmlNode& html, const std::string& title) {
    const Page page(html);
    DocumentText content = Writer(page, title).write(page.main());
    mark_boilerplate(content);
    return without_boilerplate(content);
}

} // namespace ekb::importers
