// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/feed.h"

#include "query/history/as_of.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace ekb::query::http {

namespace {

/// Text for XML; characters that XML 1.0 has not become spaces.
std::string xml(std::string_view text) {
    std::string all;
    for (const char c : text) {
        switch (c) {
        case '&':
            all += "&amp;";
            break;
        case '<':
            all += "&lt;";
            break;
        case '>':
            all += "&gt;";
            break;
        case '"':
            all += "&quot;";
            break;
        default:
            all += static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' ? ' ' : c;
        }
    }
    return all;
}

std::string entry_text(const FeedEntry& entry) {
    return fmt::format("  <entry>\n    <id>{}</id>\n    <title>{}</title>\n    <updated>{}</updated>\n    <link href=\"{}\"/>\n"
                       "    <content type=\"text\">{}</content>\n  </entry>\n",
                       xml(entry.id), xml(entry.title), utc_time(entry.at_ms), xml(entry.url), xml(entry.text));
}

} // namespace

std::string atom_text(const Feed& feed) {
    std::string text = fmt::format("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n"
                                   "  <id>{}</id>\n  <title>{}</title>\n  <updated>{}</updated>\n  <author><name>Evidence KB</name></author>\n"
                                   "  <link rel=\"self\" href=\"{}\"/>\n",
                                   xml(feed.id), xml(feed.title), utc_time(feed.at_ms), xml(feed.url));
    for (const FeedEntry& entry : feed.entries)
        text += entry_text(entry);
    return text + "</feed>\n";
}

std::string json_feed_text(const Feed& feed) {
    using Json = nlohmann::ordered_json;
    Json items = Json::array();
    for (const FeedEntry& entry : feed.entries) {
        items.push_back({{"id", entry.id},
                         {"url", entry.url},
                         {"title", entry.title},
                         {"content_text", entry.text},
                         {"date_published", utc_time(entry.at_ms)}});
    }
    const Json json{{"version", "https://jsonfeed.org/version/1.1"},
                    {"title", feed.title},
                    {"feed_url", feed.url},
                    {"authors", Json::array({{{"name", "Evidence KB"}}})},
                    {"items", std::move(items)}};
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace ekb::query::http
