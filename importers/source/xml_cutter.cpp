// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/source/xml_cutter.h"

#include "importers/source/utf8.h"

#include <algorithm>
#include <cstring>
#include <optional>

namespace ekb::importers {

namespace {

constexpr std::size_t record_limit = 64UL << 20;
constexpr std::size_t chunk_size = 256UL << 10;

bool ends_name(char c) {
    return c == '>' || c == '/' || c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// The name at the front of what follows "<" or "</", without its prefix.
std::string_view local_name(std::string_view after) {
    std::size_t end = 0;
    while (end < after.size() && !ends_name(after[end]))
        ++end;
    const std::string_view name = after.substr(0, end);
    return name.substr(name.rfind(':') + 1); // npos + 1 is 0
}

/// One tag, comment, declaration … as the cutter sees it.
struct Markup {
    enum class Kind { start, end, empty_element, other } kind = Kind::other;
    std::string_view name;
    std::size_t size = 0;
};

/// Where a tag closes: the first ">" outside quotes; npos where the text ends before.
std::size_t tag_end(std::string_view text) {
    char quote = 0;
    for (std::size_t i = 1; i < text.size(); ++i) {
        const char c = text[i];
        if (quote) {
            if (c == quote) quote = 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '>') {
            return i;
        }
    }
    return std::string_view::npos;
}

/// A DOCTYPE ends at the ">" after its internal subset's "]".
std::size_t doctype_end(std::string_view text) {
    const std::size_t close = text.find('>');
    const std::size_t subset = text.substr(0, close).find('[');
    if (subset == std::string_view::npos) return close;
    const std::size_t end = text.find(']', subset);
    return end == std::string_view::npos ? end : text.find('>', end);
}

/// The markup at the front of `text`, which begins with "<"; nullopt where more bytes are needed.
std::optional<Markup> read_markup(std::string_view text) {
    const auto until = [&](std::string_view mark) -> std::optional<Markup> {
        const std::size_t at = text.find(mark);
        if (at == std::string_view::npos) return std::nullopt;
        return Markup{Markup::Kind::other, {}, at + mark.size()};
    };
    if (text.size() < 9) {
        if (text.find('>') == std::string_view::npos) return std::nullopt;
    }
    if (text.starts_with("<!--")) return until("-->");
    if (text.starts_with("<![CDATA[")) return until("]]>");
    if (text.starts_with("<?")) return until("?>");
    const std::size_t close = text.starts_with("<!") ? doctype_end(text) : tag_end(text);
    if (close == std::string_view::npos) return std::nullopt;
    if (text[1] == '!') return Markup{Markup::Kind::other, {}, close + 1};
    if (text[1] == '/') return Markup{Markup::Kind::end, local_name(text.substr(2)), close + 1};
    const bool empty = text[close - 1] == '/';
    return Markup{empty ? Markup::Kind::empty_element : Markup::Kind::start, local_name(text.substr(1)), close + 1};
}

class Cutter {
public:
    Cutter(ByteStream& source, const XmlRecordNames& names, const RecordSink& record, const DiagnosticSink& diagnostic)
        : m_source(source), m_names(names), m_record(record), m_diagnostic(diagnostic) {}

    void run() {
        while (m_going && next()) {
        }
        finish();
    }

private:
    std::string_view rest() const { return std::string_view(m_buffer).substr(m_at); }

    /// Reads on; false at the end of the source. What stands before the open record is forgotten.
    bool fill() {
        line();
        const std::size_t keep = m_record_begin.value_or(m_at);
        m_counted -= keep;
        m_buffer.erase(0, keep);
        m_at -= keep;
        if (m_record_begin) m_record_begin = 0;
        const std::size_t old = m_buffer.size();
        const std::size_t chunk =
            std::max(chunk_size, old); // what is kept is looked through again: read on in proportion
        m_buffer.resize(old + chunk);
        const std::size_t n = m_source.read(m_buffer.data() + old, chunk);
        m_buffer.resize(old + n);
        return n != 0;
    }

    void advance(std::size_t size) { m_at += size; }

    /// The line that m_at stands in. Lines are counted when one is asked for.
    std::size_t line() {
        const auto begin = m_buffer.begin() + static_cast<std::ptrdiff_t>(m_counted);
        m_line +=
            static_cast<std::size_t>(std::count(begin, m_buffer.begin() + static_cast<std::ptrdiff_t>(m_at), '\n'));
        m_counted = m_at;
        return m_line;
    }

    /// Whether the tag, behind its "<", cannot begin or end the open record, so that it need not be read.
    bool is_inside_record(std::string_view tag) const {
        if (!m_record_begin || tag.size() < 256 || tag[0] == '!' || tag[0] == '?') return false;
        const std::string_view name = local_name(tag.substr(tag[0] == '/' ? 1 : 0));
        return name != m_open_name && name != m_root;
    }

    /// Takes one piece of markup; false at the end of the source.
    bool next() {
        const std::size_t open = rest().find('<');
        const std::size_t skipped = std::min(open, rest().size());
        if (!m_seen_markup && !trimmed(rest().substr(0, skipped)).empty()) return not_xml();
        advance(skipped);
        if (open == std::string_view::npos) return over_limit() || fill();
        if (is_inside_record(rest().substr(1))) {
            advance(1);
            return true;
        }
        const std::optional<Markup> markup = read_markup(rest());
        if (!markup) return over_limit() || fill();
        m_seen_markup = true;
        if (!take(*markup, m_at)) return false;
        advance(markup->size);
        if (m_record_begin && m_complete) emit();
        return true;
    }

    /// Whether a record that does not end was given up; then the rest up to its end is skipped.
    bool over_limit() {
        const std::size_t size = m_at - m_record_begin.value_or(m_at);
        if (size < record_limit && rest().size() < record_limit) return false;
        reject(m_record_line, "<" + m_open_name + "> is larger than 64 MiB");
        m_record_begin.reset();
        m_at = m_buffer.size();
        return true;
    }

    bool is_record(std::string_view name) const {
        return std::ranges::find(m_names.elements, name) != m_names.elements.end();
    }

    bool take(const Markup& markup, std::size_t begin) {
        using Kind = Markup::Kind;
        const bool starts = markup.kind == Kind::start || markup.kind == Kind::empty_element;
        if (starts && m_root.empty()) {
            m_root = markup.name;
            if (ascii_lower(m_root) == "html") return html_page();
        }
        if (starts && is_record(markup.name) && (!m_record_begin || markup.name == m_open_name)) {
            if (m_record_begin) {
                reject(m_record_line, "<" + m_open_name + "> is not closed before the next one begins");
            }
            m_record_begin = begin;
            m_record_line = line();
            m_open_name = markup.name;
            m_complete = markup.kind == Kind::empty_element;
        } else if (markup.kind == Kind::end && m_record_begin && markup.name == m_open_name) {
            m_complete = true;
        }
        if (markup.kind == Kind::end && markup.name == m_root) m_root_closed = true;
        return true;
    }

    void emit() {
        m_record({m_buffer.substr(*m_record_begin, m_at - *m_record_begin), ++m_number, m_record_line});
        m_record_begin.reset();
        m_complete = false;
    }

    /// A record that never becomes one counts, so that the numbers of those after it are right.
    void reject(std::size_t line, std::string message) { m_diagnostic({{}, ++m_number, line, std::move(message)}); }

    bool not_xml() {
        m_diagnostic({{},
                      {},
                      line(),
                      "this is not " + std::string(m_names.dialect) + ": it begins “" +
                          excerpt(normal_space(rest().substr(0, 200)), 60) + "”"});
        return m_going = false;
    }

    bool html_page() {
        std::string page(rest());
        const std::size_t title = page.find("<title");
        const std::size_t begin = title == std::string::npos ? title : page.find('>', title);
        std::string name;
        if (begin != std::string::npos)
            name = normal_space(page.substr(begin + 1, page.find("</title", begin) - begin - 1));
        m_diagnostic({{},
                      {},
                      line(),
                      "this is a web page" + (name.empty() ? "" : ", titled “" + excerpt(name) + "”,") + " and not " +
                          std::string(m_names.dialect)});
        return m_going = false;
    }

    void finish() {
        if (!m_going) return;
        if (m_record_begin) {
            reject(m_record_line, "the file ends inside <" + m_open_name + ">: it was cut short");
        } else if (!m_seen_markup) {
            m_diagnostic({{}, {}, {}, "this is not " + std::string(m_names.dialect) + ": there is nothing in it"});
        } else if (!rest().empty() && rest().front() == '<') {
            m_diagnostic(
                {{}, {}, line(), "the file ends inside the tag “" + excerpt(rest(), 60) + "”: it was cut short"});
        } else if (!m_root.empty() && !m_root_closed && !is_record(m_root)) {
            m_diagnostic({{}, {}, line(), "the file ends before </" + m_root + ">: it was cut short"});
        } else if (m_number == 0) {
            m_diagnostic(
                {{},
                 {},
                 {},
                 "there is no record of " + std::string(m_names.dialect) + " in it: its root is <" + m_root + ">"});
        }
    }

    ByteStream& m_source;
    const XmlRecordNames& m_names;
    const RecordSink& m_record;
    const DiagnosticSink& m_diagnostic;
    std::string m_buffer;
    std::size_t m_at = 0;      ///< where the next markup is looked for
    std::size_t m_counted = 0; ///< lines are counted up to here
    std::size_t m_line = 1;
    std::optional<std::size_t> m_record_begin;
    std::size_t m_record_line = 1;
    std::size_t m_number = 0;
    std::string m_open_name;
    std::string m_root;
    bool m_root_closed = false;
    bool m_complete = false;
    bool m_seen_markup = false;
    bool m_going = true;
};

} // namespace

void cut_xml_records(ByteStream& source, const XmlRecordNames& names, const RecordSink& record,
                     const DiagnosticSink& diagnostic) {
    Cutter(source, names, record, diagnostic).run();
}

std::string_view xml_root_name(std::string_view head) {
    while (true) {
        head = trimmed(head);
        if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
        if (!head.starts_with('<')) return {};
        const auto markup = read_markup(head);
        if (!markup || markup->kind == Markup::Kind::end) return {};
        if (markup->kind != Markup::Kind::other) return markup->name;
        head.remove_prefix(markup->size);
    }
}

bool has_xml_element(std::string_view head, std::string_view name) {
    for (std::size_t at = head.find(name); at != std::string_view::npos; at = head.find(name, at + 1)) {
        const std::size_t end = at + name.size();
        if (at == 0 || end >= head.size() || !ends_name(head[end])) continue;
        if (head[at - 1] == '<') return true;
        const std::size_t open = head.rfind('<', at);
        const bool prefixed = head[at - 1] == ':' && open != std::string_view::npos;
        if (prefixed && head.substr(open, at - open).find_first_of(" \t\n/>") == std::string_view::npos) return true;
    }
    return false;
}

} // namespace ekb::importers
