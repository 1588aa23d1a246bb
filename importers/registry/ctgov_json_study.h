// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/registry/registry_study.h"

#include <nlohmann/json_fwd.hpp>

namespace ekb::importers::registry {

/// A study of ClinicalTrials.gov's API v2 (https://clinicaltrials.gov/data-api/about-api/study-data-structure):
/// {"protocolSection": …, "resultsSection": …}. What the record does not have stays empty.
RegistryStudy ctgov_json_study(const nlohmann::json& record);

/// The parts of it: `study` gets what the section holds.
void read_ctgov_protocol(const nlohmann::json& record, RegistryStudy& study);
void read_ctgov_results(const nlohmann::json& record, RegistryStudy& study);

} // namespace ekb::importers::registry
