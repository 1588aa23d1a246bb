// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/euctr_study.h"

#include "importers/registry/field_value.h"
#include "importers/source/identity.h"

#include <algorithm>
#include <array>

namespace ekb::importers::registry {

namespace {

/// "D.3.1" of "D31": as the register writes a question's number.
std::string dotted(std::string_view question) {
    std::string path(question.substr(0, 1));
    for (const char c : question.substr(1)) {
        path += '.';
        path += c;
    }
    return path;
}

std::string first_of(const EuctrAnswers& from, std::initializer_list<std::string_view> questions) {
    for (const std::string_view question : questions) {
        if (std::string answer = from.at(question); !answer.empty()) return answer;
    }
    return {};
}

struct Labelled {
    std::string_view label;
    std::string_view question;
};

constexpr std::array<Labelled, 9> fields{{{"Name of Sponsor", "B11"},
                                          {"Medical condition in easily understood language", "E111"},
                                          {"Main objective of the trial", "E21"},
                                          {"Principal inclusion criteria", "E3"},
                                          {"Principal exclusion criteria", "E4"},
                                          {"Randomised", "E811"},
                                          {"Open", "E812"},
                                          {"Double blind", "E814"},
                                          {"Comparator description", "E8231"}}};

void read_design(const EuctrAnswers& answers, RegistryStudy& study) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> phases{
        {{"E71", "Phase I"}, {"E72", "Phase II"}, {"E73", "Phase III"}, {"E74", "Phase IV"}}};
    for (const auto& [question, phase] : phases) {
        if (answers.yes(question)) study.phases.emplace_back(phase);
    }
    study.phase_path = "E.7";
    study.study_type = "INTERVENTIONAL";
    if (!answers.at("E811").empty()) study.allocation = answers.yes("E811") ? "Randomised" : "Non-randomised";
    if (answers.yes("E815")) study.intervention_model = "Parallel group";
    if (answers.yes("E816")) study.intervention_model = "Cross over";
    if (answers.yes("E812")) study.masking = "Open";
    if (answers.yes("E813")) study.masking = "Single blind";
    if (answers.yes("E814")) study.masking = "Double blind";
    for (const auto& [label, question] : {std::pair{"Planned number of subjects in the whole clinical trial", "F422"},
                                          std::pair{"Planned number of subjects in the EEA", "F421"},
                                          std::pair{"Planned number of subjects in the member state", "F41"}}) {
        const std::string count = answers.at(question);
        if (!count.empty() && study.enrolment.value.empty()) study.enrolment = {label, count, dotted(question)};
    }
}

/// The investigational products, each active substance once, with the role that section D gives them.
void read_products(const EuctrAnswers& answers, RegistryStudy& study) {
    for (const auto& product : answers.products) {
        const auto at = [&](std::string_view question) {
            const auto found = product.find(question);
            return found == product.end() ? std::string() : found->second;
        };
        StudyIntervention one;
        for (const std::string_view question : {"D38", "D31", "D2111", "D32"}) {
            const std::string name = at(question);
            if (name.empty() || name == one.name) continue;
            if (one.name.empty())
                one.name = name;
            else
                add_unique(one.other_names, name);
        }
        if (one.name.empty()) continue;
        const auto known = std::ranges::find(study.interventions, one.name, &StudyIntervention::name);
        if (known != study.interventions.end()) { // another strength or form of it
            for (std::string& name : one.other_names)
                add_unique(known->other_names, std::move(name));
            continue;
        }
        one.type = "Drug";
        one.description = at("D37");
        one.role = folded(at("D12")) == "comparator" ? ArmRole::comparator : ArmRole::experimental;
        one.path = "D.IMP";
        study.interventions.push_back(std::move(one));
    }
    if (!answers.yes("E822") && !answers.yes("D81")) return;
    StudyIntervention placebo;
    placebo.name = "Placebo";
    placebo.path = "D.8";
    placebo.role = ArmRole::comparator;
    study.interventions.push_back(std::move(placebo));
}

void read_outcomes(const EuctrAnswers& answers, RegistryStudy& study) {
    const std::string primary = answers.at("E51");
    const std::string secondary = answers.at("E52");
    if (!primary.empty())
        study.planned_outcomes.push_back({EndpointRole::primary, primary, answers.at("E511"), "", "E.5.1"});
    if (!secondary.empty())
        study.planned_outcomes.push_back({EndpointRole::secondary, secondary, answers.at("E521"), "", "E.5.2"});
}

std::string joined(const std::vector<std::string>& parts) {
    std::string out;
    for (const std::string& part : parts)
        out += (out.empty() ? "" : "; ") + part;
    return out;
}

} // namespace

RegistryStudy euctr_study(const EuctrAnswers& answers) {
    RegistryStudy study;
    study.id = answers.at("A2");
    const auto number = answers.summary.find("eudract number");
    if (study.id.empty() && number != answers.summary.end()) study.id = number->second;
    if (!study.id.empty())
        study.url = "https://www.clinicaltrialsregister.eu/ctr-search/search?query=eudract_number:" + study.id;
    for (const std::string_view question : {"A51", "A52", "A53", "A41"})
        study.other_numbers.push_back(answers.at(question));
    study.title = first_of(answers, {"A3", "A31"});
    study.official_title = study.title;
    study.title_path = "A.3";
    if (const std::string lay = answers.at("A31"); !lay.empty())
        study.fields.push_back({"Title for lay people", lay, "A.3.1"});
    study.acronym = answers.at("A32");
    study.language = "en";
    const auto entered = answers.summary.find("date on which this record was first entered in the eudract database");
    if (entered != answers.summary.end()) study.registered = iso_date(entered->second);
    study.sponsor = answers.at("B11");
    const std::string condition = first_of(answers, {"E11", "E111"});
    if (!condition.empty()) study.conditions.push_back(condition);
    study.condition_path = "E.1.1";
    for (const Labelled& known : fields) {
        if (std::string answer = answers.at(known.question); !answer.empty())
            study.fields.push_back({std::string(known.label), std::move(answer), dotted(known.question)});
    }
    if (!answers.member_states.empty())
        study.fields.push_back({"Member States Concerned", joined(answers.member_states), "A.1"});
    read_design(answers, study);
    read_products(answers, study);
    read_outcomes(answers, study);
    return study;
}

} // namespace ekb::importers::registry
