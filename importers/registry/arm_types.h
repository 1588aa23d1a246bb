// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/registry/registry_study.h"

#include <optional>
#include <string_view>

namespace ekb::importers::registry {

/// The kind of arm that ClinicalTrials.gov's "Placebo Comparator", "PLACEBO_COMPARATOR" … is; nullopt for an unknown or
/// empty one.
std::optional<ArmType> arm_type_of(std::string_view text);

/// The role of an outcome measure of type "Primary", "PRIMARY", "Secondary" …; all else is other.
EndpointRole endpoint_role_of(std::string_view type);

} // namespace ekb::importers::registry
