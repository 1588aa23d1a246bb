// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/claim.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

namespace ekb::query {

/// Parts of FHIR R5 resources (https://hl7.org/fhir/R5). FHIR knows no empty text, list or object: what is empty is left out.

/// A code of a code system with its display.
struct FhirCode {
    std::string_view code;
    std::string_view display;
};

/// FHIR's ids are letters, digits, points and hyphens, 64 at most. The same thing always gets the same: its name where
/// that fits, else a hash of it.
std::string fhir_id(std::string_view kind, const std::string& name);

/// The identity of the entry with this id in a bundle: a UUID made of the id, of the version that is for such (RFC 9562,
/// 5.8). A relative reference would be resolved against a server's address, which a file does not have.
std::string fhir_full_url(const std::string& id);
/// {"reference"} to that entry.
nlohmann::ordered_json fhir_reference(const std::string& id);

/// A coded concept, with the words that the source or the contract has for it.
nlohmann::ordered_json fhir_code(std::string_view system, const FhirCode& code, std::string_view text);

/// {"text"}; null where it is blank.
nlohmann::ordered_json fhir_text(std::string_view text);

/// Adds the value under the name, unless it is null, blank or empty.
void fhir_add(nlohmann::ordered_json& json, const char* name, nlohmann::ordered_json value);

/// Evidence.statistic of a claim: its own estimate with its interval and p value, then each arm's figures.
nlohmann::ordered_json fhir_statistics(const Claim& claim);

} // namespace ekb::query
