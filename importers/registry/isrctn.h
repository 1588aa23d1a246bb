// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"

namespace ekb::importers::registry {

/// The ISRCTN registry's XML (https://www.isrctn.com/api/query, "default" format: fullTrial elements) and JSON made
/// of it.
Format isrctn_format();

} // namespace ekb::importers::registry
