// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"

namespace ekb::importers::registry {

/// Exports of the WHO's International Clinical Trials Registry Platform (https://trialsearch.who.int), XML and CSV:
/// one row a trial, from all primary registries.
Format ictrp_format();

} // namespace ekb::importers::registry
