// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/registry/registry_study.h"
#include "kb/model/document.h"

#include <optional>
#include <string>
#include <vector>

namespace ekb::importers::registry {

/// The arms of a protocol with what each is given; n from the participant flow where its group is the arm's.
std::vector<Arm> study_arms(const RegistryStudy& study);

/// A group that results are reported for, and what it was given.
struct StudyGroup {
    std::string id;
    std::string title;     ///< as the results name it
    std::string treatment; ///< the arm's interventions; the title where no arm of the protocol is surely this group's
    std::optional<std::size_t> arm; ///< which of study_arms
    std::optional<Dose> dose;
    ArmRole role = ArmRole::experimental;
    bool total = false; ///< a sum over groups
};

/// The groups of one outcome measure (or of the adverse events), by the arms of the protocol.
std::vector<StudyGroup> study_groups(const RegistryStudy& study, const std::vector<Arm>& arms,
                                     const std::vector<ResultGroup>& groups);

} // namespace ekb::importers::registry
