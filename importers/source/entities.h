// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ekb::importers {

/// The characters that a named character reference (without & and ;) stands for; nullopt for an unknown name.
std::optional<std::string_view> named_entity(std::string_view name);

/// The character that a numeric reference without & and ; stands for ("#945", "#x3b1"), 128 to 159 read as
/// windows-1252, as browsers do; nullopt where it is none.
std::optional<std::string> numeric_entity(std::string_view name);

/// XML in which the named references that a DTD would declare are replaced by their characters, so that it can be
/// read without its DTD. The five of XML itself, unknown names and CDATA sections stay as they are.
std::string resolve_xml_entities(std::string_view xml);
/// The same for HTML, where numeric references from 128 to 159 are replaced too.
std::string resolve_html_entities(std::string_view html);

/// Text from HTML: named, decimal and hexadecimal references replaced once; what is no reference stays as it is.
std::string unescape_html(std::string_view text);

/// Text from Markdown: a backslash before ASCII punctuation left out.
std::string unescape_markdown(std::string_view text);

} // namespace ekb::importers
