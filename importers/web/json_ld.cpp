// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/web/json_ld.h"

#include <nlohmann/json.hpp>

namespace ekb::importers {

namespace {

using Json = nlohmann::json;

bool is_article(const Json& value) {
    const auto names_one = [](const Json& type) {
        if (!type.is_string()) return false;
        const auto& name = type.get_ref<const std::string&>();
        return name.ends_with("Article") || name.ends_with("Posting") || name == "MedicalWebPage" || name == "Report";
    };
    const auto type = value.find("@type");
    if (type == value.end()) return false;
    if (!type->is_array()) return names_one(*type);
    return std::any_of(type->begin(), type->end(), names_one);
}

/// The article in the value, in its list or in its @graph.
const Json* find_article(const Json& value, int depth = 0) {
    if (depth > 4) return nullptr;
    if (value.is_array()) {
        for (const Json& one : value) {
            if (const Json* found = find_article(one, depth + 1)) return found;
        }
    }
    if (!value.is_object()) return nullptr;
    if (is_article(value)) return &value;
    for (const char* inside : {"@graph", "mainEntity"}) {
        if (const auto graph = value.find(inside); graph != value.end()) {
            if (const Json* found = find_article(*graph, depth + 1)) return found;
        }
    }
    return nullptr;
}

void add(const Json& value, const std::string& name, std::vector<std::pair<std::string, std::string>>& to) {
    if (value.is_string()) {
        to.emplace_back(name, value.get<std::string>());
    } else if (value.is_array()) {
        for (const Json& one : value)
            add(one, name, to);
    } else if (value.is_object()) {
        for (const char* key : {"name", "@id"}) {
            if (const auto found = value.find(key); found != value.end()) return add(*found, name, to);
        }
    }
}

} // namespace

std::vector<std::pair<std::string, std::string>> json_ld_properties(std::string_view script) {
    std::vector<std::pair<std::string, std::string>> properties;
    const Json json = Json::parse(script, nullptr, false);
    const Json* article = json.is_discarded() ? nullptr : find_article(json);
    if (!article) return properties;
    for (const char* name : {"headline", "datePublished", "author", "url"}) {
        const auto found = article->find(name);
        if (found != article->end()) add(*found, std::string("ld:") + name, properties);
    }
    return properties;
}

} // namespace ekb::importers
