// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/ictrp_study.h"

#include "importers/registry/design_text.h"
#include "importers/registry/field_value.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <utility>

namespace ekb::importers::registry {

namespace {

/// Text without the line breaks and paragraphs that registries leave in it as HTML; other angle brackets are text.
std::string plain_text(std::string_view text) {
    static const RE2 tags("(?i)</?(?:br|p|b|i|u|em|strong|sub|sup|div|span|font|ul|ol|li|table|tr|td)(?: [^<>]*)?/?>");
    std::string plain = clean_text(text);
    RE2::GlobalReplace(&plain, tags, " ");
    return clean_text(plain);
}

std::string value(const IctrpRow& row, std::string_view name) {
    const auto found = row.find(name);
    return found == row.end() ? std::string() : plain_text(found->second);
}

std::vector<std::string> parts(const std::string& text) {
    std::vector<std::string> all;
    std::size_t begin = 0;
    while (begin <= text.size()) {
        const std::size_t end = std::min(text.find(';', begin), text.size());
        if (std::string part = clean_text(text.substr(begin, end - begin)); !part.empty())
            all.push_back(std::move(part));
        begin = end + 1;
    }
    return all;
}

/// "Human pharmacology (Phase I): no Therapeutic exploratory (Phase II): yes …": the phases with yes.
std::vector<std::string> phases_of(const std::string& text) {
    static const RE2 answered("(?i)\\(?phase (iv|iii|ii|i)\\)?: ?(yes|no)");
    std::vector<std::string> phases;
    re2::StringPiece left(text);
    std::string phase;
    std::string answer;
    bool asked = false;
    while (RE2::FindAndConsume(&left, answered, &phase, &answer)) {
        asked = true;
        if (folded(answer) == "yes") phases.push_back(phase);
    }
    return asked ? phases : std::vector<std::string>{text};
}

/// How registrants say that a group is given nothing of the trial's.
bool is_nothing(const std::string& treatment) {
    static constexpr std::array<std::string_view, 8> words{"",    "none",           "no",     "na", "n a",
                                                           "nil", "not applicable", "nothing"};
    return std::ranges::find(words, folded(treatment)) != words.end();
}

/// The groups of "Experimental group:drug;Control group:care;", as ChiCTR lists them.
void read_groups(const std::string& text, RegistryStudy& study) {
    for (const std::string& part : parts(text)) {
        const std::size_t colon = part.find(':');
        if (colon == std::string::npos) continue;
        StudyArm arm;
        arm.label = clean_text(part.substr(0, colon));
        const std::string treatment = clean_text(part.substr(colon + 1));
        if (!is_nothing(treatment)) arm.interventions.push_back(treatment);
        arm.description = treatment;
        arm.path = "Intervention";
        study.arms.push_back(std::move(arm));
    }
}

/// The interventions of "Drug: A;Drug: B", as ClinicalTrials.gov lists them.
bool read_typed_interventions(const std::string& text, RegistryStudy& study) {
    static const RE2 typed("(Drug|Device|Biological|Procedure|Radiation|Behavioral|Genetic|Dietary "
                           "Supplement|Combination Product|Diagnostic Test|Other): ?(.+)");
    for (const std::string& part : parts(text)) {
        StudyIntervention one;
        if (!RE2::FullMatch(part, typed, &one.type, &one.name)) return false;
        one.path = "Intervention";
        study.interventions.push_back(std::move(one));
    }
    return !study.interventions.empty();
}

/// Groups of observational and diagnostic studies are given nothing.
bool is_interventional(const RegistryStudy& study) {
    return study.study_type.starts_with("INTERVENTION") || study.study_type.starts_with("TREATMENT") ||
           study.study_type.starts_with("PREVENTION");
}

void read_interventions(const IctrpRow& row, RegistryStudy& study) {
    const std::string text = value(row, "intervention");
    if (text.empty()) return;
    if (value(row, "source register") == "ChiCTR" && is_interventional(study))
        read_groups(text, study);
    else if (read_typed_interventions(text, study))
        return;
    else
        study.fields.push_back({"Intervention", text, "Intervention"});
}

void read_outcomes(const IctrpRow& row, RegistryStudy& study) {
    const bool listed =
        value(row, "source register") == "ChiCTR" || value(row, "source register") == "ClinicalTrials.gov";
    for (const auto& [name, role] : {std::pair{"primary outcome", EndpointRole::primary},
                                     std::pair{"secondary outcome", EndpointRole::secondary}}) {
        const std::string text = value(row, name);
        const std::string path = role == EndpointRole::primary ? "Primary_outcome" : "Secondary_outcome";
        if (text.empty()) continue;
        for (const std::string& measure : listed ? parts(text) : std::vector<std::string>{text})
            study.planned_outcomes.push_back({role, measure, "", "", path});
    }
}

void read_text_fields(const IctrpRow& row, RegistryStudy& study) {
    static constexpr std::array<std::array<std::string_view, 3>, 9> fields{
        {{"Sponsor", "primary sponsor", "Primary_sponsor"},
         {"Source Register", "source register", "Source_Register"},
         {"Recruitment Status", "recruitment status", "Recruitment_Status"},
         {"Study Type", "study type", "Study_type"},
         {"Study Design", "study design", "Study_design"},
         {"Countries", "countries", "Countries"},
         {"Inclusion Criteria", "inclusion criteria", "Inclusion_Criteria"},
         {"Exclusion Criteria", "exclusion criteria", "Exclusion_Criteria"},
         {"Acronym", "acronym", "Acronym"}}};
    for (const auto& [label, name, path] : fields) {
        if (std::string text = value(row, name); !text.empty())
            study.fields.push_back({std::string(label), std::move(text), std::string(path)});
    }
}

} // namespace

RegistryStudy ictrp_study(const IctrpRow& row) {
    RegistryStudy study;
    study.id = value(row, "trialid");
    if (study.id.starts_with("JPRN-"))
        study.id.erase(0, 5); // the Japanese network's mark before its registries' numbers
    for (const std::string_view name : {"secondary id", "secondary ids", "secondaryid"}) {
        for (std::string& number : parts(value(row, name)))
            study.other_numbers.push_back(std::move(number));
    }
    study.title = value(row, "public title");
    study.official_title = value(row, "scientific title");
    study.title_path = "Public_title";
    study.acronym = value(row, "acronym");
    study.url = value(row, "web address");
    study.registered = iso_date(value(row, "date registration3"));
    if (study.registered.empty()) study.registered = iso_date(value(row, "date registration"));
    study.language = "en";
    study.sponsor = value(row, "primary sponsor");
    study.study_type = constant_of(value(row, "study type"));
    study.phases = phases_of(value(row, "phase"));
    study.phase_path = "Phase";
    read_design_text(value(row, "study design"), study);
    if (const std::string size = value(row, "target size"); !size.empty())
        study.enrolment = {"Target Size", size, "Target_size"};
    study.conditions = parts(value(row, "condition"));
    study.condition_path = "Condition";
    read_text_fields(row, study);
    read_interventions(row, study);
    read_outcomes(row, study);
    return study;
}

} // namespace ekb::importers::registry
