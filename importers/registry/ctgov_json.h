// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"

namespace ekb::importers::registry {

/// ClinicalTrials.gov as JSON: a study of API v2, a page or list of them, JSON lines.
Format ctgov_json_format();

} // namespace ekb::importers::registry
