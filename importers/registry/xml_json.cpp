// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/xml_json.h"

#include <nlohmann/json.hpp>

namespace ekb::importers::registry {

namespace {

using Json = nlohmann::json;

void add_member(Json& object, const std::string& name, Json value) {
    const auto found = object.find(name);
    if (found == object.end()) {
        object[name] = std::move(value);
    } else if (found->is_array()) {
        found->push_back(std::move(value));
    } else {
        Json list = Json::array();
        list.push_back(std::move(*found));
        list.push_back(std::move(value));
        *found = std::move(list);
    }
}

} // namespace

Json xml_json(const XmlNode& element) {
    Json object = Json::object();
    for (const XmlAttribute& attribute : element.attributes)
        object["@attributes"][std::string(attribute.name)] = attribute.value;
    bool has_elements = false;
    for (const XmlNode& child : element.children()) {
        if (child.is_text()) continue;
        has_elements = true;
        add_member(object, std::string(child.name), xml_json(child));
    }
    if (has_elements) return object;
    std::string text = element.content();
    if (object.empty()) return text;
    object["#text"] = std::move(text);
    return object;
}

} // namespace ekb::importers::registry
