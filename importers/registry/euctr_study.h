// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/registry/euctr_answers.h"
#include "importers/registry/registry_study.h"

#include <nlohmann/json_fwd.hpp>

namespace ekb::importers::registry {

/// What the protocol's answers say of the trial.
RegistryStudy euctr_study(const EuctrAnswers& answers);

/// Adds what EudraCT's results say (the register's "full data set" XML, as xml_json or other converters give it): arms,
/// participant flow, end points with their statistical analyses, adverse events; and number and title where the study
/// has none.
void read_eudract_results(const nlohmann::json& results, RegistryStudy& study);

} // namespace ekb::importers::registry
