// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/source/xml_reader.h"

#include <string_view>

namespace ekb::importers {

/// Parses UTF-8 HTML as browsers would forgive it: every input gives a tree, whose root is <html>; element names are
/// in lower case. Elements deeper than 250 levels are read as their text. Nothing is loaded or run. Thread-safe.
XmlDocument parse_html(std::string_view utf8);

} // namespace ekb::importers
