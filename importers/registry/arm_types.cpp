// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/arm_types.h"

#include "importers/registry/field_value.h"

namespace ekb::importers::registry {

std::optional<ArmType> arm_type_of(std::string_view text) {
    // EudraCT writes "activeComp", ClinicalTrials.gov "Active Comparator" and "ACTIVE_COMPARATOR".
    const std::string constant = constant_of(text);
    if (constant == "EXPERIMENTAL") return ArmType::experimental;
    if (constant.starts_with("ACTIVE")) return ArmType::active_comparator;
    if (constant.starts_with("PLACEBO")) return ArmType::placebo_comparator;
    if (constant.starts_with("SHAM")) return ArmType::sham_comparator;
    if (constant.starts_with("NO_INTERVENTION")) return ArmType::no_intervention;
    if (constant == "OTHER") return ArmType::other;
    return std::nullopt;
}

EndpointRole endpoint_role_of(std::string_view type) {
    const std::string constant = constant_of(type);
    if (constant == "PRIMARY") return EndpointRole::primary;
    if (constant == "SECONDARY") return EndpointRole::secondary;
    return EndpointRole::other; // OTHER_PRE_SPECIFIED, POST_HOC
}

} // namespace ekb::importers::registry
