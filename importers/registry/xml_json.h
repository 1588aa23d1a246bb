// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/source/xml_reader.h"

#include <nlohmann/json_fwd.hpp>

namespace ekb::importers::registry {

/// An element as the JSON that converters of registries' XML make of it: attributes in "@attributes", an element that
/// stands several times as a list, text alone as a string and beside attributes in "#text". So one reader serves
/// both.
nlohmann::json xml_json(const XmlNode& element);

} // namespace ekb::importers::registry
