// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/limits.h"

#include <fmt/format.h>

namespace ekb::query {

std::optional<std::string> length_error(std::string_view what, std::string_view text, std::size_t longest) {
    if (text.size() <= longest) return std::nullopt;
    return fmt::format("the {} is {} bytes long; {} are taken: shorten it, or divide it", what, text.size(), longest);
}

} // namespace ekb::query
