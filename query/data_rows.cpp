// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/data_rows.h"

#include "kb/model/error.h"
#include "query/resource.h"

#include <algorithm>
#include <string>

namespace ekb::query {

namespace {

std::string_view take_until(std::string_view& text, char end) {
    const std::string_view part = text.substr(0, text.find(end));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    return part;
}

} // namespace

std::vector<std::vector<std::string_view>> data_rows(std::string_view name, std::size_t columns) {
    std::vector<std::vector<std::string_view>> rows;
    std::string_view text = resource(name);
    for (std::size_t number = 1; !text.empty(); ++number) {
        std::string_view line = take_until(text, '\n');
        if (line.empty() || line.front() == '#') continue;
        std::vector<std::string_view> cells;
        const auto tabs = static_cast<std::size_t>(std::ranges::count(line, '\t'));
        if (tabs + 1 != columns) {
            throw Error("query/data/" + std::string(name) + ":" + std::to_string(number) + ": a row has " +
                        std::to_string(columns) + " columns");
        }
        for (std::size_t i = 0; i <= tabs; ++i)
            cells.push_back(take_until(line, '\t'));
        rows.push_back(std::move(cells));
    }
    return rows;
}

} // namespace ekb::query
