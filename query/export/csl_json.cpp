// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/export/csl_json.h"

#include <nlohmann/json.hpp>

#include <charconv>

namespace ekb::query {

namespace {

using Json = nlohmann::ordered_json;

std::string_view type_of(DocumentType type) {
    return type == DocumentType::article ? "article-journal" : type == DocumentType::registry_record ? "dataset" : "webpage";
}

/// "Family Given"; a name in one word is taken as it is.
Json author(const std::string& name) {
    const std::size_t space = name.find(' ');
    if (space == std::string::npos) return {{"literal", name}};
    return {{"family", name.substr(0, space)}, {"given", name.substr(space + 1)}};
}

/// "2018-02-10" as {"date-parts": [[2018, 2, 10]]}, as much as is known.
Json date(std::string_view text) {
    Json parts = Json::array();
    while (!text.empty()) {
        const std::string_view part = text.substr(0, text.find('-'));
        int number = 0;
        if (std::from_chars(part.data(), part.data() + part.size(), number).ec != std::errc()) break;
        parts.push_back(number);
        text.remove_prefix(std::min(text.size(), part.size() + 1));
    }
    return {{"date-parts", Json::array({std::move(parts)})}};
}

void add(Json& item, const char* field, const std::optional<std::string>& value) {
    if (value) item[field] = *value;
}

Json csl(const Document& document) {
    Json item{{"id", document.id}, {"type", type_of(document.type)}, {"title", document.title}};
    for (const std::string& name : document.authors)
        item["author"].push_back(author(name));
    add(item, "container-title", document.journal);
    if (document.published) item["issued"] = date(*document.published);
    add(item, "DOI", document.identifiers.doi);
    add(item, "PMID", document.identifiers.pmid);
    add(item, "PMCID", document.identifiers.pmcid);
    if (!document.identifiers.registry.empty()) item["number"] = document.identifiers.registry.front();
    add(item, "URL", document.identifiers.url);
    add(item, "language", document.language);
    if (document.retracted) item["note"] = "Retracted";
    return item;
}

} // namespace

std::string study_csl_json(const AnswerStudy& study) {
    std::string items;
    for (const Document& document : study.documents) {
        if (!items.empty()) items += ',';
        items += csl(document).dump(-1, ' ', false, Json::error_handler_t::replace);
    }
    return items;
}

} // namespace ekb::query
