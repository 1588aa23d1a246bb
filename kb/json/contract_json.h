// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/document.h"

#include <nlohmann/json_fwd.hpp>

namespace ekb::kb {

/// The contract's shapes, in its order of fields; a value that the source does not give is null.
/// `document_json` leaves the text out unless `with_text`.
nlohmann::ordered_json document_json(const Document& document, bool with_text = false);
nlohmann::ordered_json claim_json(const Claim& claim);
nlohmann::ordered_json arm_json(const Arm& arm);
nlohmann::ordered_json arm_figures_json(const ArmFigures& figures);
nlohmann::ordered_json identifiers_json(const Identifiers& identifiers);

/// The claim that claim_json made the value from. Throws Error, naming the field, where a field is missing or of another type.
Claim claim_from_json(const nlohmann::ordered_json& value);

} // namespace ekb::kb
