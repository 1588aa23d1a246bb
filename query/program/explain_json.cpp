// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/program/explain_json.h"

#include "importers/extraction/explain.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace ekb::query {

namespace {

using Json = nlohmann::ordered_json;

Json row_json(const importers::extraction::ExplainedRow& row) {
    Json cells = Json::array();
    for (const auto& cell : row.cells) cells.push_back({{"header", cell.header}, {"text", cell.text}});
    return {{"table", row.table}, {"caption", row.caption}, {"row", row.row}, {"cells", std::move(cells)}};
}

Json explanation_json(const importers::extraction::EvidenceExplanation& explanation) {
    Json words = Json::array();
    for (const auto& one : explanation.words) words.push_back({{"part", one.part}, {"text", one.text}, {"start", one.start}, {"end", one.end}});
    return {{"words", std::move(words)}, {"row", explanation.row ? row_json(*explanation.row) : Json()}};
}

} // namespace

void add_explanations(Json& document_json, const Document& document) {
    Json& claims = document_json.at("claims");
    for (std::size_t c = 0; c < document.claims.size(); ++c) {
        Json why = Json::array();
        for (const auto& explanation : importers::extraction::explain_claim(document, document.claims[c])) why.push_back(explanation_json(explanation));
        claims.at(c)["why"] = std::move(why);
    }
}

} // namespace ekb::query
