// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/source/text_builder.h"
#include "importers/source/xml_reader.h"

#include <string>
#include <string_view>

namespace ekb::importers {

/// Appends what an element says to the open block, markup left out: JATS, PubMed, HTML and MathML inline elements.
/// Superscript digits become the superscript characters of Unicode (10⁹, 4.5¹²), because joined to the digits before
/// them they would say another number; subscripts are joined (B12). Figures, tables and footnotes that stand inside
/// are left out: their reader takes them.
void append_inline(const XmlNode& node, TextBuilder& to);

/// The same of the node itself, with what its own name means: <sup>9</sup> as ⁹; a text node as its text.
void append_markup(const XmlNode& node, TextBuilder& to);

/// append_inline as a string.
std::string inline_text(const XmlNode& node);

/// "9" as "⁹", "−1" as "⁻¹", "a" as it is.
std::string superscript(std::string_view text);

} // namespace ekb::importers
