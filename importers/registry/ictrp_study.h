// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/registry/registry_study.h"

#include <functional>
#include <map>
#include <string>

namespace ekb::importers::registry {

/// A trial's fields by their names in lower case with single spaces: "trialid", "public title", "target size".
using IctrpRow = std::map<std::string, std::string, std::less<>>;

/// What the row says. Each registry writes its own way into it: ChiCTR lists groups ("Experimental group:drug;Control
/// group:care;"), ClinicalTrials.gov interventions ("Drug: A;Drug: B"), EUCTR phases with yes and no.
RegistryStudy ictrp_study(const IctrpRow& row);

} // namespace ekb::importers::registry
