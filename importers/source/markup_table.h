// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/source/text_builder.h"
#include "importers/source/xml_reader.h"

#include <string>

namespace ekb::importers {

/// Writes the rows of an XHTML table element (JATS and HTML share it; OASIS tables too) as blocks of the text, and
/// returns its cells with their places in the grid: colspan and rowspan as the HTML table model says. The caption,
/// label and footnotes are left to the caller, who adds the table.
Table read_table(const XmlNode& table, const std::string& section, TextBuilder& to);

} // namespace ekb::importers
