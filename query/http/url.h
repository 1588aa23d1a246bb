// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/expected.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ekb::query::http {

/// Decodes percent escapes (RFC 3986), and "+" as a space where `plus_is_space` (a query). The error is a sentence:
/// an escape without two hex digits, a NUL, or bytes that are not UTF-8.
Expected<std::string, std::string> percent_decoded(std::string_view encoded, bool plus_is_space);

/// The text with every byte escaped that is neither a letter, a digit nor one of "-._~" (RFC 3986).
std::string percent_encoded(std::string_view text);

/// The decoded segments between the slashes: "/api/a%2Fb" is {"api", "a/b"}, "/" is {""}. "." and ".." as segments are
/// errors.
Expected<std::vector<std::string>, std::string> path_segments(std::string_view path);

/// The decoded name=value pairs in order. A pair without "=" has an empty value.
Expected<std::vector<std::pair<std::string, std::string>>, std::string> query_pairs(std::string_view query);

} // namespace ekb::query::http
