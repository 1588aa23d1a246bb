// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/registry/registry_study.h"

#include <nlohmann/json_fwd.hpp>

namespace ekb::importers::registry {

/// A study of ClinicalTrials.gov's XML until 2024, as xml_json or other converters give it: the public download
/// (https://clinicaltrials.gov/ct2/html/images/info/public.xsd) and the registration system's own, older export.
RegistryStudy ctgov_legacy_study(const nlohmann::json& clinical_study);

/// The parts of it: `study` gets what the element holds.
void read_legacy_protocol(const nlohmann::json& clinical_study, RegistryStudy& study);
void read_legacy_results(const nlohmann::json& clinical_results, RegistryStudy& study);
void read_prs_results(const nlohmann::json& clinical_result, RegistryStudy& study);

} // namespace ekb::importers::registry
