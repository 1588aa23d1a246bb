// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ekb::importers {

/// The ISO 639-1 code of a language given as "en", "en-GB", "eng", "ger" (MARC's codes, as PubMed writes them) or by
/// its English name; nullopt for what is no known language, or none that has such a code.
std::optional<std::string> language_code(std::string_view text);

} // namespace ekb::importers
