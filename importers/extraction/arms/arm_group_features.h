// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/arms/arm_groups.h"

#include <cstddef>
#include <vector>

namespace ekb::importers::extraction {

/// The features of a group for the model that says whether it is an arm: what stands beside its mentions, how sure the
/// tagger is of them, how its names stand in those of the others, its words.
Features arm_group_features(const Prose& prose, const ProseTraits& traits, const std::vector<ArmGroup>& groups,
                            std::size_t which);

} // namespace ekb::importers::extraction
