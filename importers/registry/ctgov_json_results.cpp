// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/arm_types.h"
#include "importers/registry/ctgov_json_study.h"
#include "importers/registry/field_value.h"
#include "importers/registry/json_field.h"

#include <nlohmann/json.hpp>

namespace ekb::importers::registry {

namespace {

using Json = nlohmann::json;

std::vector<ResultGroup> groups_of(const Json& object) {
    std::vector<ResultGroup> groups;
    each(object, "groups", [&](const Json& item, std::size_t) {
        groups.push_back({text_field(item, "id"), text_field(item, "title"), text_field(item, "description")});
    });
    return groups;
}

std::vector<Denominator> denominators_of(const Json& object) {
    std::vector<Denominator> denominators;
    each(object, "denoms", [&](const Json& item, std::size_t) {
        Denominator denominator{text_field(item, "units"), {}};
        each(item, "counts", [&](const Json& count, std::size_t) {
            denominator.counts.push_back({text_field(count, "groupId"), text_field(count, "value")});
        });
        denominators.push_back(std::move(denominator));
    });
    return denominators;
}

OutcomeCategory category_of(const Json& object) {
    OutcomeCategory category{text_field(object, "title"), {}};
    each(object, "measurements", [&](const Json& item, std::size_t) {
        category.measurements.push_back({text_field(item, "groupId"), text_field(item, "value"),
                                         text_field(item, "spread"), text_field(item, "lowerLimit"),
                                         text_field(item, "upperLimit"), text_field(item, "comment")});
    });
    return category;
}

Analysis analysis_of(const Json& item, std::string path) {
    Analysis analysis;
    analysis.groups = texts_field(item, "groupIds");
    analysis.description = text_field(item, "groupDescription");
    analysis.hypothesis = constant_of(text_field(item, "nonInferiorityType"));
    analysis.hypothesis_comment = text_field(item, "nonInferiorityComment");
    analysis.p_value = text_field(item, "pValue");
    analysis.p_comment = text_field(item, "pValueComment");
    analysis.method = text_field(item, "statisticalMethod");
    analysis.method_comment = text_field(item, "statisticalComment");
    analysis.parameter = text_field(item, "paramType");
    analysis.value = text_field(item, "paramValue");
    analysis.ci_percent = text_field(item, "ciPctValue");
    analysis.ci_sides = constant_of(text_field(item, "ciNumSides"));
    analysis.ci_lower = text_field(item, "ciLowerLimit");
    analysis.ci_upper = text_field(item, "ciUpperLimit");
    analysis.dispersion = text_field(item, "dispersionType");
    analysis.dispersion_value = text_field(item, "dispersionValue");
    analysis.comment = text_field(item, "estimateComment");
    analysis.path = std::move(path);
    return analysis;
}

OutcomeMeasure outcome_of(const Json& item, const std::string& path) {
    OutcomeMeasure outcome;
    outcome.role = endpoint_role_of(text_field(item, "type"));
    outcome.title = text_field(item, "title");
    outcome.description = text_field(item, "description");
    outcome.population = text_field(item, "populationDescription");
    outcome.time_frame = text_field(item, "timeFrame");
    outcome.parameter = constant_of(text_field(item, "paramType"));
    outcome.dispersion = text_field(item, "dispersionType");
    outcome.unit = text_field(item, "unitOfMeasure");
    outcome.denominator_units = text_field(item, "denomUnitsSelected");
    outcome.groups = groups_of(item);
    outcome.denominators = denominators_of(item);
    outcome.path = path;
    each(item, "classes", [&](const Json& object, std::size_t i) {
        OutcomeClass one{text_field(object, "title"), denominators_of(object), {}, indexed(path + ".classes", i)};
        each(object, "categories",
             [&](const Json& category, std::size_t) { one.categories.push_back(category_of(category)); });
        outcome.classes.push_back(std::move(one));
    });
    each(item, "analyses", [&](const Json& object, std::size_t i) {
        outcome.analyses.push_back(analysis_of(object, indexed(path + ".analyses", i)));
    });
    return outcome;
}

void read_flow(const Json& flow, const std::string& path, RegistryStudy& study) {
    study.flow_groups = groups_of(flow);
    each(flow, "periods", [&](const Json& item, std::size_t i) {
        FlowPeriod period{text_field(item, "title"), {}, {}, indexed(path + ".periods", i)};
        each(item, "milestones", [&](const Json& milestone, std::size_t) {
            const std::string type = constant_of(text_field(milestone, "type"));
            std::vector<Count>* counts = type == "STARTED"     ? &period.started
                                         : type == "COMPLETED" ? &period.completed
                                                               : nullptr;
            if (counts == nullptr) return;
            each(milestone, "achievements", [&](const Json& count, std::size_t) {
                counts->push_back({text_field(count, "groupId"), text_field(count, "numSubjects")});
            });
        });
        study.flow.push_back(std::move(period));
    });
}

AdverseEvents adverse_events_of(const Json& object, const std::string& path) {
    AdverseEvents events;
    events.path = path;
    events.time_frame = text_field(object, "timeFrame");
    each(object, "eventGroups", [&](const Json& item, std::size_t) {
        const std::string id = text_field(item, "id");
        events.groups.push_back({id, text_field(item, "title"), text_field(item, "description")});
        events.deaths.push_back({id, text_field(item, "deathsNumAffected"), text_field(item, "deathsNumAtRisk")});
        events.serious_totals.push_back(
            {id, text_field(item, "seriousNumAffected"), text_field(item, "seriousNumAtRisk")});
    });
    each(object, "seriousEvents", [&](const Json& item, std::size_t i) {
        AdverseEvent event{
            text_field(item, "term"), text_field(item, "organSystem"), {}, indexed(path + ".seriousEvents", i)};
        each(item, "stats", [&](const Json& count, std::size_t) {
            event.counts.push_back(
                {text_field(count, "groupId"), text_field(count, "numAffected"), text_field(count, "numAtRisk")});
        });
        events.serious.push_back(std::move(event));
    });
    return events;
}

} // namespace

void read_ctgov_results(const Json& record, RegistryStudy& study) {
    if (const Json* flow = field(record, "resultsSection.participantFlowModule"))
        read_flow(*flow, "resultsSection.participantFlowModule", study);
    const std::string outcomes = "resultsSection.outcomeMeasuresModule.outcomeMeasures";
    each(record, outcomes,
         [&](const Json& item, std::size_t i) { study.outcomes.push_back(outcome_of(item, indexed(outcomes, i))); });
    if (const Json* events = field(record, "resultsSection.adverseEventsModule"))
        study.adverse_events = adverse_events_of(*events, "resultsSection.adverseEventsModule");
}

} // namespace ekb::importers::registry
