// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace ekb::tests {

/// What is wrong with a FHIR R5 Bundle, each with its place: elements that a type does not have, cardinalities, the forms of
/// primitive types, codes outside their value sets, empty texts, lists and objects, references that lead nowhere or to
/// another type, entries with the same identity, ranges whose ends are out of order. By tests/data/fhir_r5.tsv.
std::vector<std::string> fhir_faults(const nlohmann::json& bundle);

} // namespace ekb::tests
