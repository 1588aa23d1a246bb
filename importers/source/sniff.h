// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ekb::importers {

/// What a source is that is no text at all, from its first bytes (undecoded): "an old Office document", "a PNG image", "a binary
/// file"; nullopt for text in any encoding.
std::optional<std::string> binary_kind(std::string_view head);

/// True for bytes that begin as a PDF does.
bool is_pdf(std::string_view head);

/// Why a source that no format recognises is not read, as a sentence for a Diagnostic that says what it looks like.
std::string unrecognised_reason(std::string_view decoded_head);

} // namespace ekb::importers
