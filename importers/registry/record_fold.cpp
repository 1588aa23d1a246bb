// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/record_fold.h"

#include "importers/registry/member_scan.h"
#include "importers/source/identity.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace ekb::importers::registry {

namespace {

using Json = nlohmann::json;

constexpr std::size_t begin = 64; // bytes in which the first member's name stands
constexpr std::string_view replaced_member = "replacedParts";

std::vector<std::string> texts_of(const Json& fold, std::string_view member) {
    std::vector<std::string> texts;
    const auto list = fold.find(member);
    if (list == fold.end() || !list->is_array()) return texts;
    for (const Json& each : *list) {
        if (each.is_string()) texts.push_back(each.get<std::string>());
    }
    return texts;
}

} // namespace

bool is_record_fold(std::string_view head, std::string_view member) {
    return begins_as_json(head) && has_member(head.substr(0, begin), member);
}

RecordFold read_record_fold(std::string_view bytes, std::string_view member) {
    const Json json = Json::parse(bytes, nullptr, false);
    if (!json.is_object()) return {};
    std::vector<std::string> replaced = texts_of(json, replaced_member);
    return {texts_of(json, member), {std::make_move_iterator(replaced.begin()), std::make_move_iterator(replaced.end())}};
}

std::string fold_records(std::string_view held, std::string_view arriving, std::string_view member,
                         RecordParts (*parts_of)(std::string_view record)) {
    RecordParts all = parts_of(held);
    std::set<std::string> replaced = is_record_fold(held, member) ? read_record_fold(held, member).replaced : std::set<std::string>();
    bool changed = false;
    for (auto& [of, bytes] : parts_of(arriving)) {
        if (replaced.contains(content_id(bytes))) continue;
        const auto [place, is_new] = all.try_emplace(of, bytes);
        if (!is_new && place->second == bytes) continue;
        if (!is_new) replaced.insert(content_id(std::exchange(place->second, bytes)));
        changed = true;
    }
    if (!changed) return std::string(held);
    Json list = Json::array();
    for (auto& [of, bytes] : all)
        list.push_back(std::move(bytes));
    const Json fold{{std::string(member), std::move(list)}, {std::string(replaced_member), std::move(replaced)}};
    return fold.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace ekb::importers::registry
