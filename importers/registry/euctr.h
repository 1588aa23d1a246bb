// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"

namespace ekb::importers::registry {

/// The EU Clinical Trials Register (https://www.clinicaltrialsregister.eu): its text download, its pages, EudraCT's
/// results as XML, and JSON made of any of these.
Format euctr_format();

} // namespace ekb::importers::registry
