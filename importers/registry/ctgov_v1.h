// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace ekb::importers::registry {

/// A study of the first JSON interface ({"ProtocolSection": …}) with the names and lists of API v2
/// (data/ctgov_pieces.tsv); pieces that we do not read are left out.
nlohmann::json v2_from_full_study(const nlohmann::json& study);

/// An element of StudyFieldsResponse.StudyFields (piece names, each with the list of its values) as a study of API v2,
/// as far as the list's values can be told apart: fields that a study has once, its conditions, phases, arms'
/// labels, interventions' names and outcomes' measures.
nlohmann::json v2_from_study_fields(const nlohmann::json& fields);

} // namespace ekb::importers::registry
