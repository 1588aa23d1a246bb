// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/registry/registry_study.h"
#include "importers/registry/study_groups.h"
#include "importers/registry/study_text.h"
#include "kb/model/document.h"

#include <vector>

namespace ekb::importers::registry {

/// What claims of one record have in common.
struct ClaimSource {
    const RegistryStudy& study;
    const StudyText& text;
    const Document& document;    ///< with its identifiers, design, condition, n and arms
    const std::string& study_id; ///< the trial's: the id that its own registry record has
};

/// A claim for each statistical analysis of each outcome measure, and one with the arms' figures for each row of
/// figures that no analysis speaks of: by pairs of an experimental group and a comparator, by group where there is
/// no comparator.
std::vector<Claim> result_claims(const ClaimSource& source);

/// Claims with the counts of deaths and of participants with serious adverse events of each pair of groups. The single
/// terms stay in the text: a record has hundreds, nearly all of one or two people.
std::vector<Claim> event_claims(const ClaimSource& source);

/// Intervention and comparator of a claim; no comparator where a group stands alone.
struct GroupPair {
    const StudyGroup* intervention = nullptr;
    const StudyGroup* comparator = nullptr;
};

/// Each experimental group with each comparator; each group alone where one of the kinds is missing.
std::vector<GroupPair> pairs_of(const std::vector<StudyGroup>& groups);

/// A claim about a pair with all that does not depend on the outcome.
Claim claim_about(const ClaimSource& source, const GroupPair& pair);

} // namespace ekb::importers::registry
