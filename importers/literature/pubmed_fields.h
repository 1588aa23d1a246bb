// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/source/xml_reader.h"
#include "kb/model/document.h"

namespace ekb::importers {

/// Fills the bibliographic fields from a MedlineCitation; `pubmed_data` (may be null) has its further identifiers.
void read_citation_fields(const XmlNode& citation, const XmlNode* pubmed_data, Document& document);
/// The same from a BookDocument.
void read_book_fields(const XmlNode& book, const XmlNode* pubmed_data, Document& document);

/// Title, abstracts, keywords and MeSH headings of a MedlineCitation or BookDocument as text. A labelled part of an
/// abstract has its label as a heading and in its section: "abstract/results".
DocumentText read_citation_text(const XmlNode& citation, const Document& document);

} // namespace ekb::importers
