// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/web/page_fields.h"

#include "importers/literature/dates.h"
#include "importers/literature/languages.h"
#include "importers/source/entities.h"
#include "importers/source/identity.h"
#include "importers/source/markup_text.h"
#include "importers/source/tsv.h"
#include "importers/source/utf8.h"
#include "importers/web/json_ld.h"
#include "importers/web/resource.h"

#include <algorithm>
#include <map>

namespace ekb::importers {

namespace {

using Properties = std::vector<std::pair<std::string, std::string>>;

/// Everything that the page says of itself, in its order, names in lower case.
void collect(const XmlNode& node, Properties& to) {
    for (const XmlNode& child : node.children()) {
        if (child.is_text()) continue;
        if (child.name == "meta") {
            const auto name = child.attribute("name") ? child.attribute("name") : child.attribute("property");
            const auto value = child.attribute("content") ? child.attribute("content") : child.attribute("value");
            if (name && value) to.emplace_back(ascii_lower(*name), normal_space(unescape_html(*value)));
        } else if (child.name == "link" && ascii_lower(child.attribute("rel").value_or("")) == "canonical") {
            to.emplace_back("canonical", std::string(child.attribute("href").value_or("")));
        } else if (child.name == "script" && child.attribute("type").value_or("") == "application/ld+json") {
            for (auto& property : json_ld_properties(child.content())) {
                property.second = normal_space(unescape_html(property.second));
                to.push_back(std::move(property));
            }
        }
        collect(child, to);
    }
}

const XmlNode* find_first(const XmlNode& node, std::string_view name) {
    for (const XmlNode& child : node.children()) {
        if (child.name == name) return &child;
        if (const XmlNode* found = find_first(child, name)) return found;
    }
    return nullptr;
}

class Fields {
public:
    explicit Fields(Properties properties) : m_properties(std::move(properties)) {}

    /// The values of the first name of the field that the page gives.
    std::vector<std::string> all(std::string_view field) const {
        static const auto table = tsv_rows(web::resource("meta_names.tsv"));
        std::vector<std::string> values;
        for (const auto& row : table) {
            if (row.at(0) != field) continue;
            for (const auto& [name, value] : m_properties) {
                if (ascii_lower(name) == ascii_lower(row.at(1)) && !value.empty()) values.push_back(value);
            }
            if (!values.empty()) return values;
        }
        return values;
    }

    /// The first value, of any of the field's names, that the reader reads.
    template <typename Read>
    auto read(std::string_view field, Read reader) const -> decltype(reader(std::string_view())) {
        static const auto table = tsv_rows(web::resource("meta_names.tsv"));
        for (const auto& row : table) {
            if (row.at(0) != field) continue;
            for (const auto& [name, value] : m_properties) {
                if (ascii_lower(name) != ascii_lower(row.at(1))) continue;
                if (auto found = reader(value)) return found;
            }
        }
        return std::nullopt;
    }

    bool has(std::string_view wanted) const {
        return std::ranges::any_of(m_properties, [&](const auto& p) { return p.first == wanted; });
    }

private:
    Properties m_properties;
};

/// The page's heading where the title of the window goes on after it ("Sleep | A Journal").
std::string page_title(const XmlNode& html, const Fields& fields) {
    const XmlNode* window = find_first(html, "title");
    const XmlNode* heading = find_first(html, "h1");
    const std::string window_title = window ? window->content() : std::string();
    const std::string heading_title = heading ? inline_text(*heading) : std::string();
    const auto said = fields.all("title");
    if (!said.empty()) return said.front();
    if (heading_title.size() >= 10 && window_title.find(heading_title) != std::string::npos) return heading_title;
    return window_title.empty() ? heading_title : window_title;
}

/// "Family, Given" as "Family Given"; a name in another order stays as the page writes it.
std::string author_name(std::string_view name) {
    std::string out(name);
    const std::size_t comma = out.find(", ");
    if (comma != std::string::npos && out.find(',', comma + 1) == std::string::npos) out.erase(comma, 1);
    return normal_space(out);
}

void read_authors(const Fields& fields, std::vector<std::string>& authors) {
    for (const std::string& value : fields.all("author")) {
        if (value.starts_with("http")) continue; // article:author is often a profile's address
        for (std::string_view rest = value; !rest.empty();) {
            const std::string_view one = rest.substr(0, rest.find(';'));
            if (!trimmed(one).empty()) authors.push_back(author_name(one));
            rest.remove_prefix(std::min(rest.size(), one.size() + 1));
        }
    }
    remove_repeats(authors);
}

} // namespace

void read_page_fields(const XmlNode& html, Document& document) {
    Properties properties;
    collect(html, properties);
    const Fields fields(std::move(properties));
    document.title = page_title(html, fields);
    if (const auto journal = fields.all("journal"); !journal.empty()) document.journal = journal.front();
    document.published = fields.read("published", [](std::string_view v) { return free_date(v.substr(0, 10)); });
    document.language = fields.read("language", language_code);
    if (!document.language) document.language = language_code(html.attribute("lang").value_or(""));
    read_authors(fields, document.authors);
    if (fields.has("citation_article_type")) document.publication_types = fields.all("type");
    document.identifiers.url = fields.read("url", normal_url);
    const auto doi = fields.read("doi", normal_doi);
    const auto pmid = fields.read("pmid", normal_pmid);
    if (fields.has("citation_title")) {
        document.identifiers.doi = doi;
        document.identifiers.pmid = pmid;
    } else if (doi) {
        add_unique(document.mentioned, "doi:" + *doi);
    }
}

} // namespace ekb::importers
