// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/json/contract_json.h"

#include "kb/json/contract_fields.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <concepts>
#include <type_traits>

namespace ekb::kb {

namespace {

using Json = nlohmann::ordered_json;

Json value_of(const std::string& text) { return text; }
Json value_of(double number) { return std::isfinite(number) ? Json(number) : Json(nullptr); }
template <std::integral T>
Json value_of(T number) {
    return number;
}
template <typename E>
    requires std::is_enum_v<E>
Json value_of(E value) {
    return std::string(name_of(value));
}
template <typename T>
Json value_of(const std::optional<T>& value);
template <typename T>
Json value_of(const std::vector<T>& values);
template <typename T>
    requires std::is_class_v<T>
Json value_of(const T& thing);

/// Adds fields to a JSON object. The names differ, and none is looked up: most of the time of a page of answers went there.
class ObjectFields {
public:
    explicit ObjectFields(Json& object) : m_object(object.get_ref<Json::object_t&>()) {}

    template <typename... NamesAndValues>
    void operator()(const NamesAndValues&... names_and_values) {
        m_object.reserve(m_object.size() + sizeof...(NamesAndValues) / 2);
        add(names_and_values...);
    }

private:
    void add() {}
    template <typename Value, typename... Rest>
    void add(const char* name, const Value& value, const Rest&... rest) {
        m_object.emplace_back(name, value_of(value));
        add(rest...);
    }

    Json::object_t& m_object;
};

template <typename T>
Json value_of(const std::optional<T>& value) {
    return value ? value_of(*value) : Json(nullptr);
}
template <typename T>
Json value_of(const std::vector<T>& values) {
    Json list = Json::array();
    list.get_ref<Json::array_t&>().reserve(values.size());
    for (const T& value : values)
        list.push_back(value_of(value));
    return list;
}
template <typename T>
    requires std::is_class_v<T>
Json value_of(const T& thing) {
    Json object = Json::object();
    ObjectFields fields(object);
    each_field(fields, thing);
    return object;
}

} // namespace

Json arm_figures_json(const ArmFigures& figures) {
    return value_of(figures);
}

Json claim_json(const Claim& claim) {
    return value_of(claim);
}

Json document_json(const Document& document, bool with_text) {
    Json json = value_of(document);
    ObjectFields fields(json);
    if (with_text) fields("text", document.content.text);
    fields("claims", document.claims);
    return json;
}

} // namespace ekb::kb
