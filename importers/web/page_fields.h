// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/source/xml_reader.h"
#include "kb/model/document.h"

namespace ekb::importers {

/// Fills the bibliographic fields from what a page says of itself: citation_* and Dublin Core meta elements (Google
/// Scholar's and Highwire's names), Open Graph, schema.org JSON-LD, the canonical link, <title>, <h1>, html/@lang.
/// Identifiers are the page's own where it says that it is the article (citation_title beside them).
void read_page_fields(const XmlNode& html, Document& document);

} // namespace ekb::importers
