// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/arm_types.h"
#include "importers/registry/ctgov_legacy_study.h"
#include "importers/registry/design_text.h"
#include "importers/registry/field_value.h"
#include "importers/registry/json_field.h"

#include <nlohmann/json.hpp>

#include <array>

namespace ekb::importers::registry {

namespace {

using Json = nlohmann::json;

/// A field by its label and the names that the two exports have for it.
struct LabelledNames {
    std::string_view label;
    std::string_view name;
    std::string_view older_name;
};

constexpr std::array<LabelledNames, 8> fields{{
    {"Acronym", "acronym", ""},
    {"Sponsor", "sponsors.lead_sponsor.agency", "study_sponsor.lead_sponsor.agency"},
    {"Overall Status", "overall_status", "status_block.status"},
    {"Why Stopped", "why_stopped", "status_block.why_stopped"},
    {"Brief Summary", "brief_summary", ""},
    {"Detailed Description", "detailed_description", "detailed_descr"},
    {"Study Type", "study_type", ""},
    {"Eligibility Criteria", "eligibility.criteria", ""},
}};

std::string first_text(const Json& object, std::string_view name, std::string_view older_name) {
    std::string text = text_field(object, name);
    return text.empty() && !older_name.empty() ? text_field(object, older_name) : text;
}

void read_identification(const Json& record, RegistryStudy& study) {
    study.id = first_text(record, "id_info.nct_id", "study_id.nct_id");
    study.title = text_field(record, "brief_title");
    study.official_title = text_field(record, "official_title");
    study.title_path = "brief_title";
    study.acronym = text_field(record, "acronym");
    for (const std::string_view list :
         {"id_info.secondary_id", "id_info.nct_alias", "id_info.org_study_id", "study_id.org_study_id"}) {
        for (std::string& number : texts_field(record, list))
            study.other_numbers.push_back(std::move(number));
    }
    each(record, "study_id.secondary_id", [&](const Json& item, std::size_t) {
        study.other_numbers.push_back(item.is_object()   ? text_field(item, "id")
                                      : item.is_string() ? item.get<std::string>()
                                                         : "");
    });
}

/// The designs that the older exports list in one text ("Allocation: Randomized, Masking: …") or one by one
/// ("Randomized", "Open Label", "Parallel Assignment").
void read_design_words(const std::string& words, RegistryStudy& study) {
    const std::string plain = folded(words);
    if (has_words(plain, "assignment"))
        study.intervention_model = words;
    else if (plain.find("random") != std::string::npos)
        study.allocation = words;
    else if (has_words(plain, "blind") || has_words(plain, "masked") || has_words(plain, "open label"))
        study.masking = words;
}

void read_design(const Json& record, RegistryStudy& study) {
    study.study_type = constant_of(text_field(record, "study_type"));
    study.phases = {first_text(record, "phase", "phase_block.phase")};
    study.phase_path = "phase";
    study.allocation = text_field(record, "study_design_info.allocation");
    study.intervention_model = text_field(record, "study_design_info.intervention_model");
    study.masking = text_field(record, "study_design_info.masking");
    for (const std::string& words : texts_field(record, "design"))
        read_design_words(words, study);
    if (const std::string text = text_field(record, "study_design"); !text.empty()) read_design_text(text, study);
    const std::array<StudyField, 3> shown{
        {{"Allocation", study.allocation, "study_design_info/allocation"},
         {"Intervention Model", study.intervention_model, "study_design_info/intervention_model"},
         {"Masking", study.masking, "study_design_info/masking"}}};
    for (const StudyField& field : shown) {
        if (!field.value.empty()) study.fields.push_back(field);
    }
}

void read_enrolment(const Json& record, RegistryStudy& study) {
    const std::string count = text_field(record, "enrollment");
    if (!count.empty()) {
        const std::string type = text_field(record, "enrollment.@attributes.type");
        study.enrolment = {"Enrollment", type.empty() ? count : count + " (" + type + ")", "enrollment"};
        if (constant_of(type) == "ACTUAL") study.enrolment_actual = count;
    } else if (const std::string expected = text_field(record, "eligibility.expected_enrollment"); !expected.empty()) {
        study.enrolment = {"Expected Enrollment", expected, "eligibility/expected_enrollment"};
    }
}

void read_arms(const Json& record, RegistryStudy& study) {
    each(record, "arm_group", [&](const Json& item, std::size_t i) {
        StudyArm arm;
        arm.label = text_field(item, "arm_group_label");
        arm.type_text = first_text(item, "arm_group_type", "arm_type");
        arm.type = arm_type_of(arm.type_text);
        arm.description = text_field(item, "description");
        arm.path = element_path("arm_group", i);
        study.arms.push_back(std::move(arm));
    });
    each(record, "intervention", [&](const Json& item, std::size_t i) {
        StudyIntervention intervention;
        intervention.type = first_text(item, "intervention_type", "intervent_type");
        intervention.name = first_text(item, "intervention_name", "primary_name");
        intervention.description = text_field(item, "description");
        intervention.other_names = texts_field(item, "other_name");
        intervention.arm_labels = texts_field(item, "arm_group_label");
        intervention.path = element_path("intervention", i);
        study.interventions.push_back(std::move(intervention));
    });
}

void read_outcomes(const Json& record, RegistryStudy& study) {
    static constexpr std::array<std::pair<std::string_view, EndpointRole>, 3> lists{
        {{"primary_outcome", EndpointRole::primary},
         {"secondary_outcome", EndpointRole::secondary},
         {"other_outcome", EndpointRole::other}}};
    for (const auto& [list, role] : lists) {
        const EndpointRole of_list = role;
        const std::string name(list);
        each(record, name, [&](const Json& item, std::size_t i) {
            PlannedOutcome outcome{of_list, "", "", "", element_path(name, i)};
            outcome.measure = item.is_object() ? text_field(item, "measure")
                                               : clean_text(item.is_string() ? item.get<std::string>() : "");
            outcome.time_frame = text_field(item, "time_frame");
            outcome.description = text_field(item, "description");
            study.planned_outcomes.push_back(std::move(outcome));
        });
    }
}

/// MEDLINE unique identifiers (medline_ui) of the oldest records are no PMIDs, and left out.
void read_references(const Json& record, RegistryStudy& study) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> lists{
        {{"reference", "BACKGROUND"}, {"results_reference", "RESULT"}, {"background.reference", "BACKGROUND"}}};
    for (const auto& [list, type] : lists) {
        const std::string name(list);
        const std::string of_list(type);
        each(record, name, [&](const Json& item, std::size_t i) {
            study.references.push_back(
                {of_list, text_field(item, "PMID"), text_field(item, "citation"), element_path(name, i)});
        });
    }
}

} // namespace

void read_legacy_protocol(const Json& record, RegistryStudy& study) {
    read_identification(record, study);
    if (!study.id.empty()) study.url = "https://clinicaltrials.gov/study/" + study.id;
    study.language = "en";
    for (const std::string_view name : {"study_first_submitted", "firstreceived_date", "initial_release_date"}) {
        if (study.registered.empty()) study.registered = iso_date(text_field(record, name));
    }
    study.conditions = texts_field(record, "condition");
    study.condition_path = "condition";
    for (const LabelledNames& known : fields) {
        std::string value = first_text(record, known.name, known.older_name);
        if (!value.empty())
            study.fields.push_back({std::string(known.label), std::move(value), std::string(known.name)});
    }
    read_design(record, study);
    read_enrolment(record, study);
    read_arms(record, study);
    read_outcomes(record, study);
    read_references(record, study);
}

RegistryStudy ctgov_legacy_study(const Json& record) {
    RegistryStudy study;
    read_legacy_protocol(record, study);
    if (const Json* results = field(record, "clinical_results")) read_legacy_results(*results, study);
    if (const Json* results = field(record, "clinical_result")) read_prs_results(*results, study);
    return study;
}

} // namespace ekb::importers::registry
