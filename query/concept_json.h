// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/vocabulary/vocabulary.h"

#include <nlohmann/json_fwd.hpp>

namespace ekb::query {

/// {"id", "kind", "label"}.
nlohmann::ordered_json concept_json(const kb::Concept& value);
/// Its label alone.
nlohmann::ordered_json concept_label(const kb::Concept& value);

/// {"id", "kind", "label", "names", "broader", "narrower", "external"}, those near to it told as `other` tells a concept.
nlohmann::ordered_json whole_concept_json(const kb::Concept& value, const kb::Vocabulary& vocabulary,
                                          nlohmann::ordered_json (*other)(const kb::Concept&));

} // namespace ekb::query
