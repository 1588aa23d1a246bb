// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/claim.h"

#include <nlohmann/json_fwd.hpp>

#include <string_view>

namespace ekb::query {

/// Parts of FHIR R5 resources (https://hl7.org/fhir/R5). FHIR knows no empty text, list or object: what is empty is left out.

/// A code of a code system, with its display and the words that the source or the contract has for it.
nlohmann::ordered_json fhir_code(std::string_view system, std::string_view code, std::string_view display, std::string_view text);

/// {"text"}; null where it is blank.
nlohmann::ordered_json fhir_text(std::string_view text);

/// Adds the value under the name, unless it is null, blank or empty.
void fhir_add(nlohmann::ordered_json& json, const char* name, nlohmann::ordered_json value);

/// Evidence.statistic of a claim: its own estimate with its interval and p value, then each arm's figures.
nlohmann::ordered_json fhir_statistics(const Claim& claim);

} // namespace ekb::query
