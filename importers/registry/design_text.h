// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/registry/registry_study.h"

#include <string>

namespace ekb::importers::registry {

/// Fills allocation, intervention model and masking from one text: "Allocation: Randomized, Masking: Double Blind
/// (Subject, Caregiver)", "Allocation: Randomized. Intervention model: Parallel Assignment.", or words alone ("Single
/// arm", "Randomized, double-blind, cross-over"). What the text does not say stays as it is.
void read_design_text(const std::string& text, RegistryStudy& study);

} // namespace ekb::importers::registry
