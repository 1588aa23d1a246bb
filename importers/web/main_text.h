// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/source/xml_reader.h"
#include "kb/model/text.h"

#include <string>

namespace ekb::importers {

/// The page's text: the element that holds most of its prose, without what is not the page's text (navigation, asides,
/// forms, adverts, share links, comments, lists of links), under `title`. Headings make the sections: "body/results",
/// "abstract/methods". Text density decides, then landmarks, then names of elements.
DocumentText read_main_text(const XmlNode& html, const std::string& title);

} // namespace ekb::importers
