// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ekb::importers {

/// The characters that a named character reference (without & and ;) stands for; nullopt for an unknown name.
std::optional<std::string_view> named_entity(std::string_view name);

/// XML in which the named references that a DTD would declare are replaced by their characters, so that it can be
/// read without its DTD. The five of XML itself, unknown names and CDATA sections stay as they are.
std::string resolve_xml_entities(std::string_view xml);

/// Text from HTML: named, decimal and hexadecimal references replaced once; what is no reference stays as it is.
std::string unescape_html(std::string_view text);

/// Text from Markdown: a backslash before ASCII punctuation left out.
std::string unescape_markdown(std::string_view text);

} // namespace ekb::importers
