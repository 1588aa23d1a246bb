// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"

namespace ekb::importers::registry {

/// ClinicalTrials.gov's XML until 2024: a clinical_study, or several in one file, with results.
Format ctgov_xml_format();

} // namespace ekb::importers::registry
