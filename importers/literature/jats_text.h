// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/source/xml_reader.h"
#include "kb/model/text.h"

namespace ekb::importers {

/// The article's text: title, abstracts, keywords, body, floats, then what stands in the back but the references.
/// Tables and figures that stand inside a paragraph follow it.
DocumentText read_jats_text(const XmlNode& article);

} // namespace ekb::importers
