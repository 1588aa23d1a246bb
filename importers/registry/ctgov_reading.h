// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"
#include "importers/registry/registry_study.h"
#include "kb/model/expected.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace ekb::importers::registry {

/// A reading that is one diagnostic.
Reading refused(std::string message, std::optional<std::size_t> line = {});
Reading refused(Diagnostic diagnostic);

/// The record as JSON; a diagnostic with its line where it is none, or no object.
Expected<nlohmann::json, Diagnostic> parse_json_record(const RawRecord& raw);

/// The names of an object's members, for people: "protocolSection, hasResults".
std::string member_names(const nlohmann::json& record);

/// The document of a ClinicalTrials.gov study, or why it is none: without the registry's number nobody can tell which
/// trial it is of. `members` are the record's, for the reason.
Reading ctgov_reading(RegistryStudy study, std::string_view format, const RawRecord& raw, const std::string& members);

} // namespace ekb::importers::registry
