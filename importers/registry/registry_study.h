// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/enums.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

/// A trial as a registry states it, before anything is concluded from it. Every registry's reader fills this one
/// shape; study_document.h makes documents and claims of it. Strings are the registry's own words (entities and
/// escapes decoded, white space single); an empty string is a field that the record does not have. `path` is where
/// the record holds the thing: "resultsSection.outcomeMeasuresModule.outcomeMeasures[2]".
namespace ekb::importers::registry {

struct StudyField {
    std::string label; ///< as the registry's own pages call it: "Enrollment"
    std::string value;
    std::string path;
};

struct StudyIntervention {
    std::string type; ///< "DRUG", "Device" … as the registry spells it
    std::string name;
    std::string description;
    std::vector<std::string> other_names;
    std::vector<std::string> arm_labels;
    std::string path;
    std::optional<ArmRole> role; ///< where the registry says it of the product, and has no arms
};

enum class ArmType { experimental, active_comparator, placebo_comparator, sham_comparator, no_intervention, other };

struct StudyArm {
    std::string label;
    std::optional<ArmType> type;
    std::string type_text; ///< as the registry writes it
    std::string description;
    std::vector<std::string> interventions; ///< names of StudyIntervention
    std::string path;
};

struct PlannedOutcome {
    EndpointRole role = EndpointRole::other;
    std::string measure;
    std::string time_frame;
    std::string description;
    std::string path;
};

struct ResultGroup {
    std::string id;
    std::string title;
    std::string description;
};

struct Count {
    std::string group;
    std::string value;
};

/// How many of what were analysed: `units` is "Participants" as a rule, but can be eyes, lesions, encounters.
struct Denominator {
    std::string units;
    std::vector<Count> counts;
};

struct Measurement {
    std::string group;
    std::string value;
    std::string spread;
    std::string lower;
    std::string upper;
    std::string comment;
};

struct OutcomeCategory {
    std::string title;
    std::vector<Measurement> measurements;
};

struct OutcomeClass {
    std::string title;
    std::vector<Denominator> denominators;
    std::vector<OutcomeCategory> categories;
    std::string path;
};

struct Analysis {
    std::vector<std::string> groups;
    std::string description;
    std::string hypothesis; ///< "SUPERIORITY", "NON_INFERIORITY" …: upper case with underscores
    std::string hypothesis_comment;
    std::string p_value;
    std::string p_comment;
    std::string method;
    std::string method_comment;
    std::string parameter; ///< "Mean Difference (Final Values)"
    std::string value;
    std::string ci_percent;
    std::string ci_sides; ///< "TWO_SIDED", "ONE_SIDED"
    std::string ci_lower;
    std::string ci_upper;
    std::string dispersion;
    std::string dispersion_value;
    std::string comment;
    std::string path;
};

struct OutcomeMeasure {
    EndpointRole role = EndpointRole::other;
    std::string title;
    std::string description;
    std::string population;
    std::string time_frame;
    std::string parameter;  ///< upper case with underscores: "MEAN", "COUNT_OF_PARTICIPANTS"
    std::string dispersion; ///< "Standard Deviation"
    std::string unit;
    std::string denominator_units; ///< which of the denominators the figures are of; empty: participants
    std::vector<ResultGroup> groups;
    std::vector<Denominator> denominators;
    std::vector<OutcomeClass> classes;
    std::vector<Analysis> analyses;
    std::string path;
};

struct EventCount {
    std::string group;
    std::string affected;
    std::string at_risk;
};

struct AdverseEvent {
    std::string term;
    std::string organ_system;
    std::vector<EventCount> counts;
    std::string path;
};

struct AdverseEvents {
    std::string time_frame;
    std::vector<ResultGroup> groups;
    std::vector<EventCount> deaths;         ///< all-cause mortality
    std::vector<EventCount> serious_totals; ///< participants with any serious event
    std::vector<AdverseEvent> serious;
    std::string path;
};

/// Participants who started and completed, by group, of one period of the trial.
struct FlowPeriod {
    std::string title;
    std::vector<Count> started;
    std::vector<Count> completed;
    std::string path;
};

struct Reference {
    std::string type; ///< upper case: "RESULT", "DERIVED", "BACKGROUND"
    std::string pmid;
    std::string citation;
    std::string path;
};

struct RegistryStudy {
    std::string id;                         ///< the registration number, as the registry spells it
    std::vector<std::string> other_numbers; ///< further numbers that the record gives as its own, of any kind
    std::string title;                      ///< the shorter, public one where there are two
    std::string official_title;
    std::string acronym;
    std::string title_path;
    std::string url;
    std::string registered; ///< date of first submission, ISO 8601 where the registry's own format was understood
    std::string language;   ///< ISO 639-1, where the registry says or always is
    std::string sponsor;
    std::string study_type; ///< "INTERVENTIONAL", "OBSERVATIONAL"
    std::vector<std::string> phases;
    std::string phase_path;
    std::string allocation;         ///< as the registry writes it
    std::string intervention_model; ///< as the registry writes it
    std::string masking;            ///< as the registry writes it
    StudyField enrolment;           ///< label, value and kind as the registry states them: "Enrollment", "130 (ACTUAL)"
    std::string enrolment_actual;   ///< the figure alone, where the registry says that so many did take part
    std::vector<std::string> conditions;
    std::string condition_path;
    std::vector<StudyField> fields; ///< summary, eligibility, design … in reading order, for the text
    std::vector<StudyIntervention> interventions;
    std::vector<StudyArm> arms;
    std::vector<PlannedOutcome> planned_outcomes;
    std::vector<ResultGroup> flow_groups;
    std::vector<FlowPeriod> flow;
    std::vector<OutcomeMeasure> outcomes;
    AdverseEvents adverse_events;
    std::vector<Reference> references;
};

} // namespace ekb::importers::registry
