// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "indexer/study_entry.h"

namespace ekb::indexer {

/// Identifiers, design, phase, masking, type, species and retraction of the study's documents.
void add_study_terms(TermBag& terms, const kb::StoredStudy& study);

/// What the study's claims say, field by field, and intervention with endpoint claim by claim.
void add_claim_terms(TermBag& terms, const kb::StoredStudy& study, const kb::Vocabulary& vocabulary, Stemmer& stem);

/// 0..1: how much the study's design and reporting speak for it; for the order of equals alone.
double quality(const kb::StoredStudy& study);

} // namespace ekb::indexer
