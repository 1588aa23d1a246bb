// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/source/xml_reader.h"
#include "kb/model/document.h"

namespace ekb::importers {

/// Fills the bibliographic fields from article/front: identifiers, title, journal, date, language, authors, types,
/// notices.
void read_jats_front(const XmlNode& article, Document& document);

/// The title as text; empty where the article has none.
std::string jats_title(const XmlNode& article);

} // namespace ekb::importers
