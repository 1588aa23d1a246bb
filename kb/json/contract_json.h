// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/document.h"

#include <nlohmann/json_fwd.hpp>

namespace ekb::kb {

/// The contract's shapes, in its order of fields; a value that the source does not give is null.
/// `document_json` leaves the text out unless `with_text`. Beyond the contract it gives `notices` (retractions,
/// corrections and so on, with their dates and words) and `mentioned` (identifiers of other reports and studies that it
/// speaks of). A number that is not finite is written as null: JSON has no other.
nlohmann::ordered_json document_json(const Document& document, bool with_text = false);
nlohmann::ordered_json claim_json(const Claim& claim);
nlohmann::ordered_json arm_figures_json(const ArmFigures& figures);

/// The claim that claim_json made the value from. Throws Error, naming the field, where a field is missing or of
/// another type.
Claim claim_from_json(const nlohmann::ordered_json& value);
/// The document that document_json made the value from; `notices`, `mentioned` and `text` may be missing, and the
/// text's blocks and tables are not in JSON. Throws Error as claim_from_json does.
Document document_from_json(const nlohmann::ordered_json& value);

} // namespace ekb::kb
