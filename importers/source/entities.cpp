// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/source/entities.h"

#include "importers/source/resource.h"
#include "importers/source/tsv.h"
#include "importers/source/utf8.h"
#include "importers/source/windows_1252.h"

#include <charconv>
#include <cstdint>
#include <unordered_map>

namespace ekb::importers {

namespace {

using Entities = std::unordered_map<std::string_view, std::string>;

Entities read_entities() {
    Entities all;
    for (const auto& row : tsv_rows(source::resource("entities.tsv"))) {
        std::string& characters = all[row.at(0)];
        std::string_view points = row.at(1);
        while (!points.empty()) {
            const std::string_view one = points.substr(0, points.find(' '));
            std::uint32_t point = 0;
            std::from_chars(one.data(), one.data() + one.size(), point, 16);
            append_utf8(characters, point);
            points.remove_prefix(std::min(points.size(), one.size() + 1));
        }
    }
    return all;
}

/// The name between & and ; at the front of `text` ("&alpha;…"); empty where there is none.
std::string_view reference_name(std::string_view text) {
    const std::size_t end = text.substr(0, 40).find(';');
    return end == std::string_view::npos || end < 2 ? std::string_view() : text.substr(1, end - 1);
}

bool is_xml_own(std::string_view name) {
    return name.front() == '#' || name == "lt" || name == "gt" || name == "amp" || name == "quot" || name == "apos";
}

} // namespace

std::optional<std::string> numeric_entity(std::string_view name) {
    if (name.size() < 2 || name.front() != '#') return std::nullopt;
    const bool hex = name[1] == 'x' || name[1] == 'X';
    const std::string_view digits = name.substr(hex ? 2 : 1);
    std::uint32_t point = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), point, hex ? 16 : 10);
    if (error != std::errc() || end != digits.data() + digits.size() || point == 0) return std::nullopt;
    std::string characters;
    append_utf8(characters,
                point >= 0x80 && point <= 0x9F ? windows_1252_code_point(static_cast<unsigned char>(point)) : point);
    return characters;
}

std::optional<std::string_view> named_entity(std::string_view name) {
    static const Entities all = read_entities();
    const auto found = all.find(name);
    if (found == all.end()) return std::nullopt;
    return found->second;
}

namespace {

/// Replaces the references for which `characters_of` has characters, outside CDATA sections.
template <typename Find>
std::string resolve(std::string_view xml, Find characters_of) {
    std::string out;
    std::size_t done = 0;
    std::size_t cdata = xml.find("<![CDATA[");
    for (std::size_t at = xml.find('&'); at != std::string_view::npos; at = xml.find('&', at + 1)) {
        while (cdata < at) {
            const std::size_t close = xml.find("]]>", cdata);
            if (close > at) at = xml.find('&', close);
            cdata = close == std::string_view::npos ? close : xml.find("<![CDATA[", close);
        }
        if (at == std::string_view::npos) break;
        const std::string_view name = reference_name(xml.substr(at));
        if (name.empty()) continue;
        const std::optional<std::string> characters = characters_of(name);
        if (!characters) continue;
        out.append(xml, done, at - done).append(*characters);
        done = at + name.size() + 2;
    }
    out.append(xml.substr(done));
    return out;
}

std::optional<std::string> xml_characters(std::string_view name) {
    if (is_xml_own(name)) return std::nullopt;
    const auto found = named_entity(name);
    return found ? std::optional(std::string(*found)) : std::nullopt;
}

/// Where HTML and XML read a numeric reference alike, the parser does it.
std::optional<std::string> html_characters(std::string_view name) {
    if (name.front() != '#') return xml_characters(name);
    const auto character = numeric_entity(name);
    std::uint32_t point = 0;
    std::from_chars(name.data() + 1, name.data() + name.size(), point);
    return point >= 0x80 && point <= 0x9F ? character : std::nullopt;
}

} // namespace

std::string resolve_xml_entities(std::string_view xml) {
    return resolve(xml, xml_characters);
}
std::string resolve_html_entities(std::string_view html) {
    return resolve(html, html_characters);
}

std::string unescape_html(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        if (text.front() == '&') {
            const std::string_view name = reference_name(text);
            std::optional<std::string> characters = numeric_entity(name);
            if (const auto named = characters ? std::nullopt : named_entity(name)) characters = *named;
            if (characters) {
                out += *characters;
                text.remove_prefix(name.size() + 2);
                continue;
            }
        }
        out.push_back(text.front());
        text.remove_prefix(1);
    }
    return out;
}

std::string unescape_markdown(std::string_view text) {
    static constexpr std::string_view punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool escape =
            text[i] == '\\' && i + 1 < text.size() && punctuation.find(text[i + 1]) != std::string_view::npos;
        if (escape) ++i;
        out.push_back(text[i]);
    }
    return out;
}

} // namespace ekb::importers
