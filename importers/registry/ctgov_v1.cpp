// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/ctgov_v1.h"

#include "importers/registry/json_field.h"
#include "importers/registry/resource.h"
#include "importers/source/tsv.h"

#include <nlohmann/json.hpp>

#include <array>
#include <map>
#include <string>
#include <string_view>

namespace ekb::importers::registry {

namespace {

using Json = nlohmann::json;

/// The name in API v2; empty for a piece that we do not read.
std::string_view v2_name(std::string_view piece) {
    static const std::map<std::string_view, std::string_view> names = [] {
        std::map<std::string_view, std::string_view> all;
        for (const auto& row : tsv_rows(resource("ctgov_pieces.tsv")))
            all.emplace(row.at(0), row.at(1));
        return all;
    }();
    const auto found = names.find(piece);
    return found == names.end() ? std::string_view() : found->second;
}

Json v2_value(const Json& value) { // NOLINT(misc-no-recursion): as deep as the registry's structure
    if (value.is_array()) {
        Json list = Json::array();
        for (const Json& item : value)
            list.push_back(v2_value(item));
        return list;
    }
    if (!value.is_object()) return value;
    Json object = Json::object();
    for (const auto& [piece, inner] : value.items()) {
        const bool is_list = piece.ends_with("List") && inner.is_object() && inner.size() == 1;
        const std::string name(v2_name(is_list ? piece.substr(0, piece.size() - 4) : piece));
        if (!name.empty()) object[name] = v2_value(is_list ? *inner.begin() : inner);
    }
    return object;
}

struct FieldPlace {
    std::string_view piece;
    std::string_view pointer; ///< JSON pointer into the study
};

constexpr std::array<FieldPlace, 14> single_fields{{
    {"NCTId", "/protocolSection/identificationModule/nctId"},
    {"BriefTitle", "/protocolSection/identificationModule/briefTitle"},
    {"OfficialTitle", "/protocolSection/identificationModule/officialTitle"},
    {"Acronym", "/protocolSection/identificationModule/acronym"},
    {"OverallStatus", "/protocolSection/statusModule/overallStatus"},
    {"StudyFirstSubmitDate", "/protocolSection/statusModule/studyFirstSubmitDate"},
    {"LeadSponsorName", "/protocolSection/sponsorCollaboratorsModule/leadSponsor/name"},
    {"BriefSummary", "/protocolSection/descriptionModule/briefSummary"},
    {"StudyType", "/protocolSection/designModule/studyType"},
    {"DesignAllocation", "/protocolSection/designModule/designInfo/allocation"},
    {"DesignInterventionModel", "/protocolSection/designModule/designInfo/interventionModel"},
    {"DesignMasking", "/protocolSection/designModule/designInfo/maskingInfo/masking"},
    {"EnrollmentCount", "/protocolSection/designModule/enrollmentInfo/count"},
    {"EnrollmentType", "/protocolSection/designModule/enrollmentInfo/type"},
}};

/// Lists of which each value makes an element, alone.
struct ListPlace {
    std::string_view piece;
    std::string_view pointer;
    std::string_view member; ///< of the element; empty where the element is the value
};

constexpr std::array<ListPlace, 6> list_fields{{
    {"Condition", "/protocolSection/conditionsModule/conditions", ""},
    {"Phase", "/protocolSection/designModule/phases", ""},
    {"ArmGroupLabel", "/protocolSection/armsInterventionsModule/armGroups", "label"},
    {"InterventionName", "/protocolSection/armsInterventionsModule/interventions", "name"},
    {"PrimaryOutcomeMeasure", "/protocolSection/outcomesModule/primaryOutcomes", "measure"},
    {"SecondaryOutcomeMeasure", "/protocolSection/outcomesModule/secondaryOutcomes", "measure"},
}};

} // namespace

Json v2_from_full_study(const Json& study) {
    return v2_value(study);
}

Json v2_from_study_fields(const Json& fields) {
    Json study = Json::object();
    for (const FieldPlace& place : single_fields) {
        if (const Json* value = field(fields, place.piece);
            value != nullptr && !value->is_array() && !value->is_object())
            study[Json::json_pointer(std::string(place.pointer))] = *value;
    }
    for (const ListPlace& place : list_fields) {
        Json list = Json::array();
        for (const std::string& text : texts_field(fields, place.piece)) {
            Json element = text;
            if (!place.member.empty()) element = Json{{std::string(place.member), text}};
            list.push_back(std::move(element));
        }
        if (!list.empty()) study[Json::json_pointer(std::string(place.pointer))] = std::move(list);
    }
    return study;
}

} // namespace ekb::importers::registry
