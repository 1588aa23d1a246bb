// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/arms/entities.h"
#include "importers/extraction/text/prose.h"
#include "kb/model/document.h"

#include <optional>
#include <string>
#include <vector>

namespace ekb::importers::extraction {

/// Design, phase, masking and species by the words that the core sentences use for them (data/design_cues.tsv). What no
/// word says is empty.
Design find_design(const Prose& prose);

/// The species that one sentence's words name most; nullopt where they name none.
std::optional<Species> find_species(const Sentence& sentence);

/// What the text calls its primary or main endpoint: "The primary outcome was X", "X (primary endpoint)".
std::optional<std::string> find_primary_endpoint(const Prose& prose);

} // namespace ekb::importers::extraction
