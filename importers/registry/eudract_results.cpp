// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/arm_types.h"
#include "importers/registry/euctr_study.h"
#include "importers/registry/field_value.h"
#include "importers/registry/json_field.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace ekb::importers::registry {

namespace {

using Json = nlohmann::json;

/// A member, which converters of the XML's attributes put beside the elements or in "@attributes".
std::string own(const Json& object, const std::string& name) {
    std::string text = text_field(object, name);
    return text.empty() ? text_field(object, "@attributes." + name) : text;
}

/// "activeComparator" of "ARM_TYPE.activeComparator", in words: "active comparator".
std::string coded(const Json& object, const std::string& path) {
    std::string code = text_field(object, path + ".value");
    if (code.empty()) code = text_field(object, path);
    std::string words;
    for (const char c : code.substr(code.find('.') + 1)) {
        const bool upper = c >= 'A' && c <= 'Z';
        if (upper && !words.empty() && words.back() != ' ') words += ' ';
        words += upper ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return words;
}

const std::string period_list = "subjectDisposition.postAssignmentPeriods.postAssignmentPeriod";

void read_arm(const Json& item, const std::string& path, RegistryStudy& study) {
    StudyArm arm;
    arm.label = text_field(item, "title");
    arm.type_text = coded(item, "type");
    arm.type = arm_type_of(arm.type_text);
    arm.description = text_field(item, "description");
    each(item, "armProducts.armProduct", [&](const Json& product, std::size_t) {
        const std::string name = text_field(product, "name");
        if (name.empty()) return;
        arm.interventions.push_back(name);
        const std::string details = text_field(product, "doseAndAdministrationDetails");
        if (!details.empty()) arm.description += (arm.description.empty() ? "" : ". ") + details;
        if (std::ranges::find(study.interventions, name, &StudyIntervention::name) != study.interventions.end()) return;
        StudyIntervention one;
        one.type = "Drug";
        one.name = name;
        one.path = path + ".armProducts";
        study.interventions.push_back(std::move(one));
    });
    arm.path = path;
    study.arms.push_back(std::move(arm));
}

/// Arms of the first period are the trial's; of later ones only the participants' flow is kept.
void read_disposition(const Json& results, RegistryStudy& study) {
    each(results, period_list, [&](const Json& period, std::size_t p) {
        const std::string path = indexed(period_list, p);
        FlowPeriod flow{text_field(period, "title"), {}, {}, path};
        if (p == 0 && study.allocation.empty())
            study.allocation = coded(period, "allocation").starts_with("rand") ? "Randomised" : "";
        each(period, "arms.arm", [&](const Json& arm, std::size_t i) {
            const std::string id = own(arm, "id");
            if (p == 0) read_arm(arm, indexed(path + ".arms.arm", i), study);
            study.flow_groups.push_back({id, text_field(arm, "title"), text_field(arm, "description")});
            flow.started.push_back({id, text_field(arm, "startedMilestoneAchievement.subjects")});
            flow.completed.push_back({id, text_field(arm, "completedMilestoneAchievement.subjects")});
        });
        study.flow.push_back(std::move(flow));
    });
}

/// How the contract's registry figures call EudraCT's kinds of central tendency and dispersion.
std::string parameter_of(const Json& item) {
    const std::string kind = coded(item, "centralTendencyType");
    if (text_field(item, "countable") == "true") return "COUNT_OF_PARTICIPANTS";
    if (kind == "arithmetic") return "MEAN";
    if (kind.starts_with("least")) return "LEAST_SQUARES_MEAN";
    if (kind == "geometric") return "GEOMETRIC_MEAN";
    if (kind == "median") return "MEDIAN";
    return constant_of(kind);
}

std::string dispersion_of(const Json& item) {
    const std::string kind = coded(item, "dispersionType");
    if (kind == "standard deviation") return "Standard Deviation";
    if (kind == "standard error") return "Standard Error";
    if (kind.find("quart") != std::string::npos) return "Inter-Quartile Range";
    if (kind.find("conf") != std::string::npos) return text_field(item, "percentage") + "% Confidence Interval";
    return kind == "na" ? std::string() : kind;
}

/// A value of the list at `path` that is of the category; of any where the end point has none.
const Json* value_of(const Json& group, const std::string& path, const std::string& category) {
    const Json* found = nullptr;
    each(group, path, [&](const Json& item, std::size_t) {
        if (found == nullptr && (category.empty() || own(item, "categoryId") == category)) found = &item;
    });
    return found;
}

Measurement measurement_of(const Json& group, const std::string& category) {
    Measurement m;
    m.group = own(group, "id");
    const Json* value = value_of(group, "tendencyValues.tendencyValue", category);
    if (value == nullptr) value = value_of(group, "countableValues.countableValue", category);
    if (value != nullptr) m.value = text_field(*value, "value");
    const Json* spread = value_of(group, "dispersionValues.dispersionValue", category);
    if (spread == nullptr) return m;
    const std::string high = text_field(*spread, "highRangeValue");
    (high.empty() ? m.spread : m.lower) = text_field(*spread, "value");
    m.upper = high;
    return m;
}

/// The groups' lists of an end point: its arms, and sets of subjects made for the analysis.
void each_group(const Json& item, const std::function<void(const Json&, std::size_t)>& use) {
    each(item, "armReportingGroups.armReportingGroup", use);
    each(item, "subjectAnalysisSetReportingGroups.subjectAnalysisSetReportingGroup", use);
}

std::string title_of(const Json& results, const RegistryStudy& study, const Json& group) {
    const std::string arm = own(group, "armId");
    const auto found = std::ranges::find(study.flow_groups, arm, &ResultGroup::id);
    if (found != study.flow_groups.end()) return found->title;
    std::string title;
    const std::string set = own(group, "subjectAnalysisSetId");
    each(results, "subjectAnalysisSets.subjectAnalysisSet", [&](const Json& item, std::size_t) {
        if (title.empty() && own(item, "id") == set) title = text_field(item, "title");
    });
    return title;
}

Analysis analysis_of(const Json& item, std::string path) {
    Analysis analysis;
    for (const std::string_view list :
         {"armComparisonGroupId", "armComparisonGroups.armComparisonGroup", "subjectAnalysisSetComparisonGroupId"}) {
        for (std::string& group : texts_field(item, list))
            analysis.groups.push_back(std::move(group));
    }
    analysis.description = text_field(item, "title");
    analysis.hypothesis = constant_of(coded(item, "type"));
    analysis.hypothesis_comment = text_field(item, "description");
    const std::string p = text_field(item, "statisticalHypothesisTest.value");
    if (!p.empty()) analysis.p_value = text_field(item, "statisticalHypothesisTest.valueEqualityRelation") + " " + p;
    analysis.method = coded(item, "statisticalHypothesisTest.method");
    if (analysis.method == "other") analysis.method = text_field(item, "statisticalHypothesisTest.otherMethod");
    analysis.parameter = coded(item, "parameterEstimate.type");
    if (analysis.parameter == "other") analysis.parameter = text_field(item, "parameterEstimate.otherType");
    analysis.value = text_field(item, "parameterEstimate.pointEstimate");
    const std::string interval = "parameterEstimate.confidenceInterval";
    analysis.ci_percent = text_field(item, interval + ".percentage");
    analysis.ci_sides = constant_of(coded(item, interval + ".sides"));
    analysis.ci_lower = text_field(item, interval + ".lowerLimit");
    analysis.ci_upper = text_field(item, interval + ".upperLimit");
    analysis.path = std::move(path);
    return analysis;
}

OutcomeMeasure outcome_of(const Json& results, const RegistryStudy& study, const Json& item, const std::string& path) {
    OutcomeMeasure outcome;
    outcome.role = endpoint_role_of(coded(item, "type"));
    outcome.title = text_field(item, "title");
    outcome.description = text_field(item, "description");
    outcome.time_frame = text_field(item, "timeFrame");
    outcome.parameter = parameter_of(item);
    outcome.dispersion = dispersion_of(item);
    outcome.unit = text_field(item, "unit");
    outcome.path = path;
    Denominator analysed{"Participants", {}};
    each_group(item, [&](const Json& group, std::size_t) {
        outcome.groups.push_back({own(group, "id"), title_of(results, study, group), ""});
        analysed.counts.push_back({own(group, "id"), text_field(group, "subjects")});
    });
    outcome.denominators.push_back(std::move(analysed));
    const auto add_class = [&](const std::string& title, const std::string& category, std::size_t i) {
        OutcomeClass one{title, {}, {{}}, indexed(path + ".categories.category", i)};
        each_group(item, [&](const Json& group, std::size_t) {
            Measurement m = measurement_of(group, category);
            if (!m.value.empty()) one.categories.front().measurements.push_back(std::move(m));
        });
        outcome.classes.push_back(std::move(one));
    };
    each(item, "categories.category",
         [&](const Json& category, std::size_t i) { add_class(text_field(category, "name"), own(category, "id"), i); });
    if (outcome.classes.empty()) add_class("", "", 0);
    each(item, "statisticalAnalyses.statisticalAnalysis", [&](const Json& object, std::size_t i) {
        outcome.analyses.push_back(analysis_of(object, indexed(path + ".statisticalAnalyses.statisticalAnalysis", i)));
    });
    return outcome;
}

AdverseEvents adverse_events_of(const Json& results) {
    AdverseEvents events;
    events.path = "adverseEvents";
    events.time_frame = text_field(results, "adverseEvents.timeFrame");
    each(results, "adverseEvents.reportingGroups.reportingGroup", [&](const Json& group, std::size_t) {
        const std::string id = own(group, "id");
        const std::string exposed = text_field(group, "subjectsExposed");
        events.groups.push_back({id, text_field(group, "title"), text_field(group, "description")});
        events.deaths.push_back({id, text_field(group, "deathsAllCauses"), exposed});
        events.serious_totals.push_back({id, text_field(group, "subjectsAffectedBySeriousAdverseEvents"), exposed});
    });
    each(results, "adverseEvents.seriousAdverseEvents.seriousAdverseEvent", [&](const Json& item, std::size_t i) {
        AdverseEvent event{
            text_field(item, "term"), "", {}, indexed("adverseEvents.seriousAdverseEvents.seriousAdverseEvent", i)};
        each(item, "values.value", [&](const Json& count, std::size_t) {
            event.counts.push_back({own(count, "reportingGroupId"), text_field(count, "subjectsAffected"),
                                    text_field(count, "subjectsExposed")});
        });
        events.serious.push_back(std::move(event));
    });
    return events;
}

} // namespace

void read_eudract_results(const Json& results, RegistryStudy& study) {
    if (study.id.empty()) study.id = own(results, "eudractNumber");
    if (study.title.empty()) study.title = text_field(results, "trialInformation.fullTitle");
    for (const char* name : {"usctnIdentifier", "isrctnIdentifier", "whoUtnIdentifier"})
        study.other_numbers.push_back(text_field(results, std::string("trialInformation.") + name));
    read_disposition(results, study);
    each(results, "endPoints.endPoint", [&](const Json& item, std::size_t i) {
        study.outcomes.push_back(outcome_of(results, study, item, indexed("endPoints.endPoint", i)));
    });
    study.adverse_events = adverse_events_of(results);
}

} // namespace ekb::importers::registry
