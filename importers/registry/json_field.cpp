// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/json_field.h"

#include "importers/registry/field_value.h"
#include "importers/source/entities.h"

#include <nlohmann/json.hpp>

namespace ekb::importers::registry {

namespace {

using Json = nlohmann::json;

const Json* unwrapped(const Json* value) {
    while (value != nullptr && value->is_array() && value->size() == 1)
        value = &(*value)[0];
    return value;
}

std::string scalar(const Json& value) {
    if (value.is_string()) return clean_text(unescape_markdown(value.get_ref<const std::string&>()));
    if (value.is_number() || value.is_boolean()) return value.dump();
    if (!value.is_object()) return {};
    // An element of XML with attributes or with its text in a block.
    for (const char* name : {"#text", "textblock"}) {
        const auto text = value.find(name);
        if (text != value.end() && text->is_string()) return scalar(*text);
    }
    return {};
}

/// The value at a dotted path, itself not unwrapped.
const Json* value_at(const Json& object, std::string_view path) {
    const Json* value = &object;
    while (!path.empty()) {
        value = unwrapped(value);
        if (!value->is_object()) return nullptr;
        const std::size_t dot = path.find('.');
        const auto found = value->find(std::string(path.substr(0, dot)));
        if (found == value->end()) return nullptr;
        value = &*found;
        path.remove_prefix(dot == std::string_view::npos ? path.size() : dot + 1);
    }
    return value->is_null() ? nullptr : value;
}

} // namespace

const Json* field(const Json& object, std::string_view path) {
    return unwrapped(value_at(object, path));
}

std::string text_field(const Json& object, std::string_view path) {
    const Json* value = field(object, path);
    return value == nullptr ? std::string() : scalar(*value);
}

void each(const Json& object, std::string_view path, const std::function<void(const Json&, std::size_t)>& use) {
    const Json* value = value_at(object, path);
    if (value == nullptr) return;
    if (!value->is_array()) return use(*value, 0);
    for (std::size_t i = 0; i < value->size(); ++i)
        use((*value)[i], i);
}

std::vector<std::string> texts_field(const Json& object, std::string_view path) {
    std::vector<std::string> texts;
    each(object, path, [&](const Json& item, std::size_t) {
        if (std::string text = scalar(*unwrapped(&item)); !text.empty()) texts.push_back(std::move(text));
    });
    return texts;
}

std::string indexed(std::string_view list, std::size_t index) {
    return std::string(list) + "[" + std::to_string(index) + "]";
}

std::string element_path(std::string_view element, std::size_t index) {
    return indexed(element, index + 1);
}

} // namespace ekb::importers::registry
