// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/registry/registry_study.h"
#include "kb/model/arm.h"

#include <optional>
#include <string>
#include <vector>

namespace ekb::importers::registry {

/// What an arm is dosed with: from its label, its description, and the description of its one intervention where no
/// other arm shares it. Several different amounts (a titration, a combination) leave the amount empty and give the
/// registry's words; a placebo has no dose. `treatments` are the names of what the arm is given.
std::optional<Dose> arm_dose(const RegistryStudy& study, const StudyArm& arm,
                             const std::vector<std::string>& treatments);

} // namespace ekb::importers::registry
