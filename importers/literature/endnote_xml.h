// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"

namespace ekb::importers {

/// EndNote's XML export: <xml><records><record>…. Source: EndNote's RSXML DTD.
Format endnote_xml_format();

} // namespace ekb::importers
