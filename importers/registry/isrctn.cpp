// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/isrctn.h"

#include "importers/registry/ctgov_reading.h"
#include "importers/registry/design_text.h"
#include "importers/registry/field_value.h"
#include "importers/registry/json_field.h"
#include "importers/registry/json_records.h"
#include "importers/registry/member_scan.h"
#include "importers/registry/study_document.h"
#include "importers/registry/xml_json.h"
#include "importers/source/identity.h"
#include "importers/source/utf8.h"
#include "importers/source/xml_cutter.h"
#include "importers/source/xml_reader.h"

#include <nlohmann/json.hpp>

#include <array>

namespace ekb::importers::registry {

namespace {

using Json = nlohmann::json;

bool recognise(std::string_view head) {
    if (const std::string_view root = xml_root_name(head); !root.empty())
        return (root == "allTrials" || root == "fullTrial" || root == "trial") && has_xml_element(head, "isrctn");
    return begins_as_json(head) && has_member(head, "isrctn") &&
           (has_member(head, "trialDescription") || has_member(head, "externalRefs"));
}

void split(ByteStream& source, const RecordSink& record, const DiagnosticSink& diagnostic) {
    PeekedStream whole(source);
    if (!xml_root_name(whole.head()).empty())
        return cut_xml_records(whole, {{"fullTrial", "trial"}, "ISRCTN XML"}, record, diagnostic);
    static constexpr std::array<std::string_view, 2> lists{"allTrials.fullTrial", "fullTrial"};
    split_json_records(whole, lists, record, diagnostic);
}

struct Labelled {
    std::string_view label;
    std::string_view path;
};

constexpr std::array<Labelled, 9> fields{{{"Acronym", "trialDescription.acronym"},
                                          {"Plain English Summary", "trialDescription.plainEnglishSummary"},
                                          {"Study Hypothesis", "trialDescription.studyHypothesis"},
                                          {"Study Design", "trialDesign.studyDesign"},
                                          {"Primary Study Design", "trialDesign.primaryStudyDesign"},
                                          {"Secondary Study Design", "trialDesign.secondaryStudyDesign"},
                                          {"Inclusion Criteria", "participants.inclusion"},
                                          {"Exclusion Criteria", "participants.exclusion"},
                                          {"Publication Details", "results.publicationDetails"}}};

void read_outcomes(const Json& trial, RegistryStudy& study) {
    for (const bool primary : {true, false}) {
        const EndpointRole role = primary ? EndpointRole::primary : EndpointRole::secondary;
        const std::string name = primary ? "trialDescription.primaryOutcome" : "trialDescription.secondaryOutcome";
        const std::size_t before = study.planned_outcomes.size();
        each(trial, name + "s.outcomeMeasure", [&](const Json& item, std::size_t i) {
            study.planned_outcomes.push_back({role, text_field(item, "variable"), text_field(item, "timepoints"),
                                              text_field(item, "method"), indexed(name + "s.outcomeMeasure", i)});
        });
        const std::string text = text_field(trial, name);
        if (study.planned_outcomes.size() == before && !text.empty())
            study.planned_outcomes.push_back({role, text, "", "", name});
    }
}

void read_design(const Json& trial, RegistryStudy& study) {
    study.study_type = constant_of(text_field(trial, "trialDesign.primaryStudyDesign"));
    read_design_text(text_field(trial, "trialDesign.studyDesign") + ". " +
                         text_field(trial, "trialDesign.secondaryStudyDesign"),
                     study);
    each(trial, "interventions.intervention", [&](const Json& item, std::size_t i) {
        StudyIntervention one;
        one.type = text_field(item, "interventionType");
        one.name = text_field(item, "drugNames");
        one.description = text_field(item, "description");
        one.path = indexed("interventions.intervention", i);
        study.interventions.push_back(std::move(one));
        if (std::string phase = text_field(item, "phase"); !phase.empty()) study.phases.push_back(std::move(phase));
    });
    study.phase_path = "interventions.intervention.phase";
    const std::string final_count = text_field(trial, "participants.totalFinalEnrolment");
    if (!final_count.empty()) {
        study.enrolment = {"Total Final Enrolment", final_count, "participants.totalFinalEnrolment"};
        study.enrolment_actual = final_count;
    } else if (const std::string target = text_field(trial, "participants.targetEnrolment"); !target.empty()) {
        study.enrolment = {"Target Enrolment", target, "participants.targetEnrolment"};
    }
}

RegistryStudy isrctn_study(const Json& trial) {
    RegistryStudy study;
    const std::string digits = text_field(trial, "isrctn");
    study.id = digits.starts_with("ISRCTN") || digits.empty() ? digits : "ISRCTN" + digits;
    if (!study.id.empty()) study.url = "https://www.isrctn.com/" + study.id;
    study.registered = iso_date(text_field(trial, "isrctn.@attributes.dateAssigned"));
    study.language = "en";
    study.title = text_field(trial, "trialDescription.title");
    study.official_title = text_field(trial, "trialDescription.scientificTitle");
    study.title_path = "trialDescription.title";
    for (const std::string_view path :
         {"externalRefs.eudraCTNumber", "externalRefs.clinicalTrialsGovNumber", "externalRefs.irasNumber",
          "externalRefs.secondaryNumbers.secondaryNumber", "externalRefs.protocolSerialNumber"}) {
        for (std::string& number : texts_field(trial, path))
            study.other_numbers.push_back(std::move(number));
    }
    each(trial, "conditions.condition", [&](const Json& item, std::size_t) {
        if (std::string text = text_field(item, "description"); !text.empty())
            study.conditions.push_back(std::move(text));
    });
    study.condition_path = "conditions.condition.description";
    for (const Labelled& known : fields) {
        if (std::string text = text_field(trial, known.path); !text.empty())
            study.fields.push_back({std::string(known.label), std::move(text), std::string(known.path)});
    }
    read_design(trial, study);
    read_outcomes(trial, study);
    return study;
}

Expected<Json, Diagnostic> trial_of(const RawRecord& raw) {
    if (xml_root_name(raw.bytes).empty()) return parse_json_record(raw);
    auto document = parse_xml(raw.bytes);
    if (!document) return Unexpected(std::move(document.error()));
    return xml_json(document->root());
}

Reading read(const RawRecord& raw) {
    auto trial = trial_of(raw);
    if (!trial) return refused(std::move(trial.error()));
    if (const Json* inner = field(*trial, "trial"); inner != nullptr && inner->is_object()) trial = Json(*inner);
    RegistryStudy study = isrctn_study(*trial);
    const auto number = normal_registry_number(study.id);
    if (!number || number->scheme != "isrctn")
        return refused("the record has no ISRCTN number, so it cannot be told which trial it is of: " +
                       excerpt(raw.bytes));
    Reading reading;
    reading.documents.push_back(study_document(study, "isrctn", raw.bytes));
    return reading;
}

} // namespace

Format isrctn_format() {
    return {"isrctn", "ISRCTN registry", recognise, split, read, false};
}

} // namespace ekb::importers::registry
