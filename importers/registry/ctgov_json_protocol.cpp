// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/arm_types.h"
#include "importers/registry/ctgov_json_study.h"
#include "importers/registry/field_value.h"
#include "importers/registry/json_field.h"

#include <nlohmann/json.hpp>

#include <array>

namespace ekb::importers::registry {

namespace {

using Json = nlohmann::json;

struct LabelledPath {
    std::string_view label;
    std::string_view path;
};

/// Fields that are kept as text alone, in reading order, with the labels of the registry's pages.
constexpr std::array<LabelledPath, 15> fields_before_arms{{
    {"Acronym", "protocolSection.identificationModule.acronym"},
    {"Sponsor", "protocolSection.sponsorCollaboratorsModule.leadSponsor.name"},
    {"Overall Status", "protocolSection.statusModule.overallStatus"},
    {"Why Stopped", "protocolSection.statusModule.whyStopped"},
    {"Study Start", "protocolSection.statusModule.startDateStruct.date"},
    {"Primary Completion", "protocolSection.statusModule.primaryCompletionDateStruct.date"},
    {"Brief Summary", "protocolSection.descriptionModule.briefSummary"},
    {"Detailed Description", "protocolSection.descriptionModule.detailedDescription"},
    {"Study Type", "protocolSection.designModule.studyType"},
    {"Allocation", "protocolSection.designModule.designInfo.allocation"},
    {"Intervention Model", "protocolSection.designModule.designInfo.interventionModel"},
    {"Masking", "protocolSection.designModule.designInfo.maskingInfo.masking"},
    {"Masking Description", "protocolSection.designModule.designInfo.maskingInfo.maskingDescription"},
    {"Primary Purpose", "protocolSection.designModule.designInfo.primaryPurpose"},
    {"Eligibility Criteria", "protocolSection.eligibilityModule.eligibilityCriteria"},
}};

/// "Drug: Edaravone" without the type that an arm's list of interventions puts before the name.
std::string without_type(const std::string& name) {
    static constexpr std::array<std::string_view, 11> types{
        "Drug: ",       "Device: ",  "Biological: ",         "Procedure: ",           "Radiation: ",
        "Behavioral: ", "Genetic: ", "Dietary Supplement: ", "Combination Product: ", "Diagnostic Test: ",
        "Other: "};
    for (const std::string_view type : types) {
        if (name.starts_with(type)) return name.substr(type.size());
    }
    return name;
}

void read_identification(const Json& record, RegistryStudy& study) {
    const std::string base = "protocolSection.identificationModule";
    study.id = text_field(record, base + ".nctId");
    study.title = text_field(record, base + ".briefTitle");
    study.official_title = text_field(record, base + ".officialTitle");
    study.title_path = base + ".briefTitle";
    study.acronym = text_field(record, base + ".acronym");
    each(record, base + ".secondaryIdInfos",
         [&](const Json& info, std::size_t) { study.other_numbers.push_back(text_field(info, "id")); });
    study.other_numbers.push_back(text_field(record, base + ".orgStudyIdInfo.id"));
    for (std::string& alias : texts_field(record, base + ".nctIdAliases"))
        study.other_numbers.push_back(std::move(alias));
}

void read_design(const Json& record, RegistryStudy& study) {
    const std::string base = "protocolSection.designModule";
    study.study_type = constant_of(text_field(record, base + ".studyType"));
    study.phases = texts_field(record, base + ".phases");
    study.phase_path = base + ".phases";
    study.allocation = text_field(record, base + ".designInfo.allocation");
    study.intervention_model = text_field(record, base + ".designInfo.interventionModel");
    study.masking = text_field(record, base + ".designInfo.maskingInfo.masking");
    const std::string count = text_field(record, base + ".enrollmentInfo.count");
    if (count.empty()) return;
    const std::string type = text_field(record, base + ".enrollmentInfo.type");
    study.enrolment = {"Enrollment", type.empty() ? count : count + " (" + type + ")", base + ".enrollmentInfo"};
    // A record without a type is from before 2005, when registrants gave what they planned.
    if (constant_of(type) == "ACTUAL") study.enrolment_actual = count;
}

void read_arms(const Json& record, RegistryStudy& study) {
    const std::string base = "protocolSection.armsInterventionsModule";
    each(record, base + ".armGroups", [&](const Json& item, std::size_t i) {
        StudyArm arm;
        arm.label = text_field(item, "label");
        arm.type_text = text_field(item, "type");
        arm.type = arm_type_of(arm.type_text);
        arm.description = text_field(item, "description");
        for (const std::string& name : texts_field(item, "interventionNames"))
            arm.interventions.push_back(without_type(name));
        arm.path = indexed(base + ".armGroups", i);
        study.arms.push_back(std::move(arm));
    });
    each(record, base + ".interventions", [&](const Json& item, std::size_t i) {
        StudyIntervention intervention;
        intervention.type = text_field(item, "type");
        intervention.name = text_field(item, "name");
        intervention.description = text_field(item, "description");
        intervention.other_names = texts_field(item, "otherNames");
        intervention.arm_labels = texts_field(item, "armGroupLabels");
        intervention.path = indexed(base + ".interventions", i);
        study.interventions.push_back(std::move(intervention));
    });
}

void read_outcomes(const Json& record, RegistryStudy& study) {
    static constexpr std::array<std::pair<std::string_view, EndpointRole>, 3> lists{
        {{"primaryOutcomes", EndpointRole::primary},
         {"secondaryOutcomes", EndpointRole::secondary},
         {"otherOutcomes", EndpointRole::other}}};
    for (const auto& [list, role] : lists) {
        const std::string path = "protocolSection.outcomesModule." + std::string(list);
        const EndpointRole of_list = role;
        each(record, path, [&](const Json& item, std::size_t i) {
            study.planned_outcomes.push_back({of_list, text_field(item, "measure"), text_field(item, "timeFrame"),
                                              text_field(item, "description"), indexed(path, i)});
        });
    }
}

void read_references(const Json& record, RegistryStudy& study) {
    const std::string path = "protocolSection.referencesModule.references";
    each(record, path, [&](const Json& item, std::size_t i) {
        study.references.push_back({constant_of(text_field(item, "type")), text_field(item, "pmid"),
                                    text_field(item, "citation"), indexed(path, i)});
    });
}

} // namespace

void read_ctgov_protocol(const Json& record, RegistryStudy& study) {
    read_identification(record, study);
    if (!study.id.empty()) study.url = "https://clinicaltrials.gov/study/" + study.id;
    study.language = "en";
    study.registered = iso_date(text_field(record, "protocolSection.statusModule.studyFirstSubmitDate"));
    study.sponsor = text_field(record, "protocolSection.sponsorCollaboratorsModule.leadSponsor.name");
    study.conditions = texts_field(record, "protocolSection.conditionsModule.conditions");
    study.condition_path = "protocolSection.conditionsModule.conditions";
    for (const LabelledPath& known : fields_before_arms) {
        if (std::string value = text_field(record, known.path); !value.empty())
            study.fields.push_back({std::string(known.label), std::move(value), std::string(known.path)});
    }
    read_design(record, study);
    read_arms(record, study);
    read_outcomes(record, study);
    read_references(record, study);
}

RegistryStudy ctgov_json_study(const Json& record) {
    RegistryStudy study;
    read_ctgov_protocol(record, study);
    read_ctgov_results(record, study);
    return study;
}

} // namespace ekb::importers::registry
