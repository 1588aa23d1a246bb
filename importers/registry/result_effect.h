// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/registry/registry_study.h"
#include "kb/model/claim.h"

#include <optional>

namespace ekb::importers::registry {

/// The figures of the two groups that an analysis compares.
struct ComparedPair {
    double intervention = 0;
    double comparator = 0;
};

/// What a statistical analysis says: measure, estimate, interval and p as the registry gives them. The direction is
/// filled by the rule of docs/decisions/0010-directions-from-registry-results.md: only for a test of superiority
/// between two groups, from the test's own outcome and the two groups' figures.
Effect analysis_effect(const OutcomeMeasure& outcome, const Analysis& analysis,
                       const std::optional<ComparedPair>& pair);

/// Whether the test of the analysis found a difference; nullopt where it does not say, or its p and its interval
/// disagree.
std::optional<bool> found_difference(const Analysis& analysis);

} // namespace ekb::importers::registry
