// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/source/xml_reader.h"
#include "kb/model/vocabulary_concept.h"

#include <vector>

namespace ekb::importers {

/// What a record of NLM's pharmacological actions says: an action with the substances that have it (paYYYY.xml), or a
/// substance with its actions (pa_substanceYYYY.xml). Each is a concept with its MeSH id; a substance is a kind of its
/// actions. Empty where the record names neither an action nor a substance. Source:
/// https://www.nlm.nih.gov/mesh/xml_data_elements.html.
std::vector<kb::Concept> pharmacological_concepts(const XmlNode& record);

} // namespace ekb::importers
