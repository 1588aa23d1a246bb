// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/source/tsv.h"

namespace ekb::importers {

namespace {

/// Takes what stands before `mark` off the front of `text`, and the mark with it.
std::string_view take_until(std::string_view& text, char mark) {
    const std::size_t end = text.find(mark);
    const std::string_view taken = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return taken;
}

} // namespace

std::vector<std::vector<std::string_view>> tsv_rows(std::string_view text) {
    std::vector<std::vector<std::string_view>> rows;
    while (!text.empty()) {
        std::string_view line = take_until(text, '\n');
        if (line.empty() || line.front() == '#') continue;
        auto& row = rows.emplace_back();
        while (!line.empty())
            row.push_back(take_until(line, '\t'));
    }
    return rows;
}

} // namespace ekb::importers
