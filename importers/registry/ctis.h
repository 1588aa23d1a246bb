// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"

namespace ekb::importers::registry {

/// The EU's Clinical Trials Information System (https://euclinicaltrials.eu), JSON of its public interface, of 2024's
/// version and the one before.
Format ctis_format();

} // namespace ekb::importers::registry
