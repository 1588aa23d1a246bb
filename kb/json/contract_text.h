// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/document.h"

#include <string>

namespace ekb::kb {

/// The claim as one line of JSON, letter for letter what claim_json (contract_json.h) gives when it is written out without
/// spaces and with other bytes than UTF-8 replaced; several times as fast, as the value is never made. Thread-safe.
std::string claim_text(const Claim& claim);
/// The same of a document without its text and claims: "claims" is an empty list.
std::string bare_document_text(const Document& document);

} // namespace ekb::kb
