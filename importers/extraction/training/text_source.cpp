// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/training/text_source.h"

#include "kb/model/error.h"

#include <nlohmann/json.hpp>
#include <zlib.h>

#include <algorithm>
#include <memory>
#include <string_view>

namespace ekb::importers::extraction::training {

namespace {

using Sink = std::function<void(const std::string&)>;

void append_entity(std::string_view name, std::string& out) {
    constexpr std::pair<std::string_view, std::string_view> known[] = {
        {"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}, {"#xa0", " "}, {"#x2013", "–"}};
    for (auto [entity, text] : known)
        if (entity == name) out += text;
}

bool ends_passage(std::string_view tag) {
    for (std::string_view name : {"/p", "/title", "/abstract-title", "/ArticleTitle", "/AbstractText", "/article-title",
                                  "/td", "/th", "/caption"})
        if (tag == name) return true;
    return false;
}

void xml_passages(std::string_view xml, const Sink& sink) {
    std::string passage;
    for (std::size_t at = 0; at < xml.size();) {
        if (xml[at] == '<') {
            auto end = std::min(xml.find('>', at), xml.size());
            auto tag = xml.substr(at + 1, end - at - 1);
            if (tag.starts_with("ref-list"))
                end = std::min(xml.find("</ref-list>", at), xml.size());
            else if (ends_passage(tag))
                sink(passage), passage.clear();
            else if (passage.size() > 20000)
                passage.clear();
            at = end + 1;
        } else if (xml[at] == '&') {
            auto end = std::min(xml.find(';', at), at + 10);
            append_entity(xml.substr(at + 1, end - at - 1), passage);
            at = end + 1;
        } else
            passage += xml[at++];
    }
    sink(passage);
}

void json_strings(const nlohmann::json& value, const Sink& sink) {
    if (value.is_string()) {
        const auto& text = value.get_ref<const std::string&>();
        if (std::count(text.begin(), text.end(), ' ') >= 3) sink(text);
    } else if (value.is_array() && !value.empty() && value.front().is_string() &&
               value.size() > 50) { // tokens of a labelled text
        std::string text;
        for (const auto& word : value)
            if (word.is_string()) text += word.get_ref<const std::string&>() + ' ';
        sink(text);
    } else if (value.is_structured())
        for (const auto& part : value)
            json_strings(part, sink);
}

void line_passages(std::string_view text, bool json, const Sink& sink) {
    while (!text.empty()) {
        auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        if (!json)
            sink(std::string(line));
        else if (auto value = nlohmann::json::parse(line.begin(), line.end(), nullptr, false); !value.is_discarded())
            json_strings(value, sink);
    }
}

} // namespace

std::vector<std::filesystem::path> files_below(const std::vector<std::filesystem::path>& roots) {
    std::vector<std::filesystem::path> out;
    for (const auto& root : roots) {
        if (!std::filesystem::is_directory(root))
            out.push_back(root);
        else
            for (const auto& entry : std::filesystem::recursive_directory_iterator(root))
                if (entry.is_regular_file()) out.push_back(entry.path());
    }
    std::sort(out.begin(), out.end());
    return out;
}

std::string read_gzip(const std::filesystem::path& path) {
    std::unique_ptr<gzFile_s, int (*)(gzFile)> file(gzopen(path.c_str(), "rb"), gzclose);
    if (!file) throw Error(path.string() + ": cannot be opened");
    std::string out;
    char buffer[1 << 16];
    int got = 0;
    while ((got = gzread(file.get(), buffer, sizeof buffer)) > 0)
        out.append(buffer, static_cast<std::size_t>(got));
    if (got < 0) throw Error(path.string() + ": is not sound gzip");
    return out;
}

void read_passages(const std::filesystem::path& file, const Sink& sink) {
    auto text = read_gzip(file);
    auto name = file.filename().string();
    auto has = [&](std::string_view ending) {
        return name.ends_with(ending) || name.ends_with(std::string(ending) + ".gz");
    };
    if (has("xml"))
        xml_passages(text, sink);
    else if (has("ndjson") || has("jsonl"))
        line_passages(text, true, sink);
    else if (has("json")) {
        if (auto value = nlohmann::json::parse(text, nullptr, false); !value.is_discarded()) json_strings(value, sink);
    } else
        line_passages(text, false, sink);
}

} // namespace ekb::importers::extraction::training
