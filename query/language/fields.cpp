// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/language/fields.h"

#include "indexer/entry_terms.h"
#include "kb/model/error.h"
#include "query/data_rows.h"
#include "query/question/spelling.h"

#include <algorithm>
#include <string>

namespace ekb::query {

namespace {

FieldKind kind_named(std::string_view name) {
    constexpr std::pair<std::string_view, FieldKind> names[] = {{"concept", FieldKind::concept_name},
                                                                {"number", FieldKind::number},
                                                                {"dose", FieldKind::dose},
                                                                {"name", FieldKind::name},
                                                                {"id", FieldKind::id},
                                                                {"text", FieldKind::text}};
    const auto* found = std::ranges::find(names, name, &std::pair<std::string_view, FieldKind>::first);
    if (found == std::end(names)) throw Error("query/data/fields.tsv names no kind so: " + std::string(name));
    return found->second;
}

std::vector<std::string_view> divided(std::string_view values) {
    std::vector<std::string_view> all;
    while (values != "-" && !values.empty()) {
        all.push_back(values.substr(0, values.find('|')));
        values.remove_prefix(std::min(values.size(), all.back().size() + 1));
    }
    return all;
}

} // namespace

std::span<const Field> fields() {
    static const std::vector<Field> all = [] {
        std::vector<Field> list;
        for (const auto& row : data_rows("fields.tsv", 6)) {
            list.push_back({row[0], kind_named(row[1]), row[2] == "claim", divided(row[3]), row[4], row[5]});
        }
        return list;
    }();
    return all;
}

const Field* field_named(std::string_view name) {
    const auto found = std::ranges::find(fields(), indexer::lower_ascii(name), &Field::name);
    return found == fields().end() ? nullptr : &*found;
}

std::string_view nearest_name(std::string_view name, std::span<const std::string_view> names) {
    const std::string given = indexer::lower_ascii(name);
    const int limit = std::min(3, std::max(given.size() > 1 ? 1 : 0, static_cast<int>(given.size()) / 3));
    std::string_view best;
    int best_distance = limit + 1;
    for (const std::string_view each : names) {
        // A name that was cut short or run on is near too.
        const bool part = given.size() >= 3 && each.size() >= 3 && (each.starts_with(given) || given.starts_with(each));
        const int distance = part ? 1 : edit_distance(given, each, limit);
        if (distance < best_distance) best = each, best_distance = distance;
    }
    return best;
}

} // namespace ekb::query
