// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/import/format_counts.h"

namespace ekb::query {

std::string reason_kind(std::string_view message) {
    static constexpr std::string_view opening = "“";
    static constexpr std::string_view closing = "”";
    std::string kind;
    while (!message.empty()) {
        const std::size_t begin = message.find(opening);
        const std::size_t end = begin == std::string_view::npos ? begin : message.find(closing, begin);
        if (end == std::string_view::npos) break;
        kind.append(message.substr(0, begin)).append("“…”");
        message.remove_prefix(end + closing.size());
    }
    return kind.append(message);
}

} // namespace ekb::query
