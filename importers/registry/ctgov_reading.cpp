// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/ctgov_reading.h"

#include "importers/registry/study_document.h"
#include "importers/source/identity.h"
#include "importers/source/utf8.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace ekb::importers::registry {

namespace {

using Json = nlohmann::json;

std::size_t line_at(std::string_view bytes, std::size_t byte_offset) {
    return 1 + static_cast<std::size_t>(std::ranges::count(bytes.substr(0, byte_offset), '\n'));
}

/// The sponsor's own number, to find the record by.
std::string own_number(const RegistryStudy& study) {
    const auto found =
        std::ranges::find_if(study.other_numbers, [](const std::string& number) { return !number.empty(); });
    return found == study.other_numbers.end() ? std::string() : " (another number of it is \"" + *found + "\")";
}

} // namespace

Reading refused(std::string message, std::optional<std::size_t> line) {
    return refused(Diagnostic{"", {}, line, std::move(message)});
}

Reading refused(Diagnostic diagnostic) {
    Reading reading;
    reading.diagnostics.push_back(std::move(diagnostic));
    return reading;
}

Expected<Json, Diagnostic> parse_json_record(const RawRecord& raw) {
    try {
        Json record = Json::parse(raw.bytes);
        if (record.is_object()) return record;
        return Unexpected(Diagnostic{"", {}, 1, "a JSON object was expected, not: " + excerpt(raw.bytes)});
    } catch (const Json::parse_error& error) {
        return Unexpected(
            Diagnostic{"", {}, line_at(raw.bytes, error.byte), "not readable as JSON: " + std::string(error.what())});
    } catch (const Json::out_of_range& error) { // a number beyond all measure
        return Unexpected(Diagnostic{"", {}, {}, "not readable as JSON: " + std::string(error.what())});
    }
}

std::string member_names(const Json& record) {
    std::string names;
    for (const auto& [name, value] : record.items())
        names += (names.empty() ? "" : ", ") + name;
    return names;
}

Reading ctgov_reading(RegistryStudy study, std::string_view format, const RawRecord& raw, const std::string& members) {
    if (study.id.empty())
        return refused("the record has no ClinicalTrials.gov number, so it cannot be told which trial it is of" +
                       own_number(study) + "; it holds: " + members);
    auto number = normal_registry_number(study.id);
    if (!number || number->scheme != "nct") return refused("no ClinicalTrials.gov number: \"" + study.id + "\"");
    study.id = std::move(number->number);
    Reading reading;
    reading.documents.push_back(study_document(study, format, raw.bytes));
    return reading;
}

} // namespace ekb::importers::registry
