// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/arms/arms.h"
#include "importers/extraction/text/prose.h"
#include "kb/model/document.h"

namespace ekb::importers::extraction {

/// The number randomised (or enrolled, where the text speaks only of that), with the sentence's words that say it, and
/// the number analysed where the text says that apart.
DocumentN find_sample_size(const Prose& prose, const TrialArms& trial, const LinearModel& model);

} // namespace ekb::importers::extraction
