// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/registry/registry_study.h"
#include "kb/model/document.h"

#include <optional>
#include <string>
#include <vector>

namespace ekb::importers::registry {

/// Type, phase and masking from the registry's fields; what they do not say is empty. Registered trials are of humans.
Design design_of(const RegistryStudy& study);

/// "2/3" of {"PHASE2", "PHASE3"}, {"Phase 2/Phase 3"} or {"II-III"}; "early 1"; nullopt of "N/A" and the like.
std::optional<std::string> phase_of(const std::vector<std::string>& phases);
/// none, single, double, triple or quadruple of "DOUBLE", "Double Blind (Subject, Investigator)", "open label" …
std::optional<std::string> masking_of(const std::string& masking);

} // namespace ekb::importers::registry
