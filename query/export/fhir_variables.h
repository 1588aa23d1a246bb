// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/claim.h"

#include <nlohmann/json_fwd.hpp>

#include <memory>
#include <vector>

namespace ekb::query {

/// What the claims of a study are about, as R5 resources (hl7.org/fhir/R5/evidencevariable.html, group.html): a Group of the
/// participants, an EvidenceVariable for what was given, for what it was compared with and for what was measured. What one
/// report names alike is one resource; its id is made of the report's id and its concept, or of the source's words where
/// the vocabulary has none, with dose or timepoint, so it is the same in every export.
class FhirVariables {
public:
    FhirVariables();
    ~FhirVariables();
    FhirVariables(const FhirVariables&) = delete;
    FhirVariables& operator=(const FhirVariables&) = delete;

    /// Evidence.variableDefinition of the claim, which refers to them.
    nlohmann::ordered_json definitions(const Claim& claim);
    /// All that were referred to, each once, in the order of their first mention.
    std::vector<nlohmann::ordered_json> take();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace ekb::query
