// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ekb::indexer {

/// The term that the index uses: longer ones are cut, as Xapian keeps 245 bytes at most.
std::string with_prefix(std::string_view prefix, std::string_view value);
/// The same in lower case (ASCII), for identifiers and names.
std::string with_prefix_lower(std::string_view prefix, std::string_view value);

/// How many bytes of a term are kept: all but those of one that is too long, where no character is divided.
std::size_t cut_length(std::string_view term);
/// ASCII letters in lower case, the others as they are.
std::string lower_ascii(std::string_view text);

} // namespace ekb::indexer
