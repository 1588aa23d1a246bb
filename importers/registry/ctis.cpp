// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/ctis.h"

#include "importers/registry/ctgov_reading.h"
#include "importers/registry/field_value.h"
#include "importers/registry/json_field.h"
#include "importers/registry/json_records.h"
#include "importers/registry/member_scan.h"
#include "importers/registry/study_document.h"
#include "importers/source/identity.h"
#include "importers/source/utf8.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace ekb::importers::registry {

namespace {

using Json = nlohmann::json;

bool recognise(std::string_view head) {
    return begins_as_json(head) && has_member(head, "ctNumber") &&
           (has_member(head, "ctStatus") || has_member(head, "authorizedApplication"));
}

void split(ByteStream& source, const RecordSink& record, const DiagnosticSink& diagnostic) {
    split_json_records(source, {}, record, diagnostic);
}

std::optional<ArmRole> role_of(const std::string& product_role) {
    const std::string plain = folded(product_role);
    if (has_words(plain, "test")) return ArmRole::experimental;
    if (has_words(plain, "comparator") || has_words(plain, "placebo")) return ArmRole::comparator;
    return std::nullopt; // auxiliary: given beside the trial
}

void read_products(const Json& part, const std::string& path, RegistryStudy& study) {
    each(part, "productRoleGroupInfos", [&](const Json& group, std::size_t g) {
        const std::string role = text_field(group, "productRoleName");
        each(group, "products", [&](const Json& product, std::size_t) {
            StudyIntervention one;
            one.name = text_field(product, "jsonActiveSubstanceNames");
            const std::string product_name = text_field(product, "productName");
            if (one.name.empty())
                one.name = product_name;
            else if (!product_name.empty())
                one.other_names.push_back(product_name);
            const bool known =
                std::ranges::find(study.interventions, one.name, &StudyIntervention::name) != study.interventions.end();
            one.role = role_of(role);
            if (one.name.empty() || known || !one.role) return;
            one.type = "Drug";
            for (const std::string& route : texts_field(product, "routes"))
                one.description += (one.description.empty() ? "" : ", ") + route;
            one.path = indexed(path + ".productRoleGroupInfos", g);
            study.interventions.push_back(std::move(one));
        });
    });
}

void read_end_points(const Json& information, const std::string& path, RegistryStudy& study) {
    for (const auto& [list, role] : {std::pair{"endPoint.primaryEndPoints", EndpointRole::primary},
                                     std::pair{"endPoint.secondaryEndPoints", EndpointRole::secondary}}) {
        const EndpointRole of_list = role;
        const std::string name = list;
        each(information, name, [&](const Json& item, std::size_t i) {
            study.planned_outcomes.push_back(
                {of_list, text_field(item, "endPoint"), "", "", indexed(path + "." + name, i)});
        });
    }
}

void read_criteria(const Json& information, const std::string& path, RegistryStudy& study) {
    for (const auto& [label, name] : {std::pair{"Principal Inclusion Criterion", "principalInclusionCriteria"},
                                      std::pair{"Principal Exclusion Criterion", "principalExclusionCriteria"}}) {
        const std::string of_label = label;
        const std::string member = name;
        each(information, "eligibilityCriteria." + member, [&](const Json& item, std::size_t i) {
            std::string text = text_field(item, member);
            if (!text.empty())
                study.fields.push_back(
                    {of_label, std::move(text), indexed(path + ".eligibilityCriteria." + member, i)});
        });
    }
}

void read_part_one(const Json& part, const std::string& path, RegistryStudy& study) {
    const std::string identifiers = "trialDetails.clinicalTrialIdentifiers";
    study.title = text_field(part, identifiers + ".publicTitle");
    study.official_title = text_field(part, identifiers + ".fullTitle");
    study.title_path = path + "." + identifiers + ".publicTitle";
    for (const char* name : {"nctNumber", "isrctnNumber", "whoUniversalTrialNumber"})
        study.other_numbers.push_back(
            text_field(part, identifiers + ".secondaryIdentifyingNumbers." + name + ".number"));
    each(part, "medicalConditions", [&](const Json& item, std::size_t) {
        if (std::string text = text_field(item, "medicalCondition"); !text.empty())
            study.conditions.push_back(std::move(text));
    });
    study.condition_path = path + ".medicalConditions";
    const std::string information_path = path + ".trialDetails.trialInformation";
    if (const Json* information = field(part, "trialDetails.trialInformation")) {
        std::string objective = text_field(*information, "trialObjective.mainObjective");
        if (!objective.empty())
            study.fields.push_back(
                {"Main Objective", std::move(objective), information_path + ".trialObjective.mainObjective"});
        read_criteria(*information, information_path, study);
        read_end_points(*information, information_path, study);
    }
    read_products(part, path, study);
}

RegistryStudy ctis_study(const Json& record) {
    RegistryStudy study;
    study.id = text_field(record, "ctNumber");
    if (!study.id.empty())
        study.url = "https://euclinicaltrials.eu/search-for-clinical-trials/?lang=en&EUCT=" + study.id;
    study.language = "en";
    study.study_type = "INTERVENTIONAL";
    study.phases = {text_field(record, "trialPhase")};
    study.phase_path = "trialPhase";
    study.registered = iso_date(text_field(record, "submissionDate"));
    if (const std::string count = text_field(record, "totalNumberEnrolled"); !count.empty())
        study.enrolment = {"Total number enrolled (planned)", count, "totalNumberEnrolled"};
    for (const char* path : {"eudraCtInfo.eudraCtCode", "authorizedApplication.eudraCt.eudraCtCode"})
        study.other_numbers.push_back(text_field(record, path));
    for (const char* path : {"authorizedPartI", "authorizedApplication.authorizedPartI"}) {
        if (const Json* part = field(record, path); part != nullptr && study.title.empty())
            read_part_one(*part, path, study);
    }
    if (study.title.empty()) study.title = text_field(record, "title");
    return study;
}

Reading read(const RawRecord& raw) {
    auto record = parse_json_record(raw);
    if (!record) return refused(std::move(record.error()));
    const RegistryStudy study = ctis_study(*record);
    const auto number = normal_registry_number(study.id);
    if (!number || number->scheme != "ctis")
        return refused("the record has no EU CT number (ctNumber), so it cannot be told which trial it is of: " +
                       excerpt(raw.bytes));
    Reading reading;
    reading.documents.push_back(study_document(study, "ctis", raw.bytes));
    return reading;
}

} // namespace

Format ctis_format() {
    return {"ctis", "EU CTIS JSON", recognise, split, read, false};
}

} // namespace ekb::importers::registry
