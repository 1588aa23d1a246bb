// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/arm_types.h"

#include "importers/registry/field_value.h"

namespace ekb::importers::registry {

std::optional<ArmType> arm_type_of(std::string_view text) {
    const std::string constant = constant_of(text);
    if (constant == "EXPERIMENTAL") return ArmType::experimental;
    if (constant == "ACTIVE_COMPARATOR") return ArmType::active_comparator;
    if (constant == "PLACEBO_COMPARATOR") return ArmType::placebo_comparator;
    if (constant == "SHAM_COMPARATOR") return ArmType::sham_comparator;
    if (constant == "NO_INTERVENTION") return ArmType::no_intervention;
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
