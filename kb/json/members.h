// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <utility>

namespace ekb::kb {

namespace members_parts {

template <typename Json>
void add(typename Json::object_t&) {}

template <typename Json, typename Value, typename... Rest>
void add(typename Json::object_t& object, const char* key, Value&& value, Rest&&... rest) {
    object.emplace_back(key, Json(std::forward<Value>(value)));
    add<Json>(object, std::forward<Rest>(rest)...);
}

} // namespace members_parts

/// The JSON object of these keys and values: members("id", id, "title", title). The keys must differ: none is looked up.
/// A braced list copies each value and makes an array of each pair; most of the time of a page of answers went there.
/// Who calls it includes the JSON library.
template <typename Json = nlohmann::ordered_json, typename... KeysAndValues>
Json members(KeysAndValues&&... keys_and_values) {
    static_assert(sizeof...(KeysAndValues) % 2 == 0, "each key has a value");
    Json json = Json::object();
    auto& object = json.template get_ref<typename Json::object_t&>();
    object.reserve(sizeof...(KeysAndValues) / 2);
    members_parts::add<Json>(object, std::forward<KeysAndValues>(keys_and_values)...);
    return json;
}

} // namespace ekb::kb
