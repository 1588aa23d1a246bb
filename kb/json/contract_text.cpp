// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/json/contract_text.h"

#include "kb/json/contract_fields.h"
#include "kb/json/json_text.h"

namespace ekb::kb {

std::string claim_text(const Claim& claim) {
    constexpr std::size_t usual = 2'000;
    JsonText text;
    text.reserve(usual);
    text.value(claim);
    return text.take();
}

std::string bare_document_text(const Document& document) {
    JsonText text;
    text.open();
    each_field(text, document);
    text("claims", std::vector<Claim>());
    text.close();
    return text.take();
}

} // namespace ekb::kb
