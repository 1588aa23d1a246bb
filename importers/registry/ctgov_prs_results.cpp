// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/arm_types.h"
#include "importers/registry/ctgov_legacy_study.h"
#include "importers/registry/field_value.h"
#include "importers/registry/json_field.h"

#include <nlohmann/json.hpp>

namespace ekb::importers::registry {

namespace {

using Json = nlohmann::json;

const std::string base = "clinical_result";

std::string id_of(const Json& element) {
    return text_field(element, "@attributes.id");
}

/// "Not Applicable" is how this export says that there is none.
std::string stated(std::string text) {
    return folded(text) == "not applicable" ? std::string() : text;
}

OutcomeClass class_of(const Json& item, std::string path) {
    OutcomeClass one{text_field(item, "title"), {}, {{}}, std::move(path)};
    each(item, "reportedvalues.reportedvalue", [&](const Json& value, std::size_t) {
        one.categories.front().measurements.push_back(
            {text_field(value, "reportinggroupid"), text_field(value, "parametervalue"),
             text_field(value, "dispersionspread"), text_field(value, "dispersionlowerlimit"),
             text_field(value, "dispersionupperlimit"), text_field(value, "nacomment")});
    });
    return one;
}

OutcomeMeasure outcome_of(const Json& item, const std::string& path) {
    OutcomeMeasure outcome;
    outcome.role = endpoint_role_of(text_field(item, "measuretype"));
    outcome.title = text_field(item, "title");
    outcome.description = text_field(item, "measuredescription");
    outcome.population = text_field(item, "populationanalysisdescription");
    outcome.time_frame = text_field(item, "timeframe");
    outcome.parameter = constant_of(stated(text_field(item, "parametertype")));
    outcome.dispersion = stated(text_field(item, "dispersiontype"));
    outcome.unit = text_field(item, "unitofmeasure");
    outcome.path = path;
    Denominator analysed{"Participants", {}};
    each(item, "outcomereportinggroups.outcomereportinggroup", [&](const Json& group, std::size_t) {
        outcome.groups.push_back({id_of(group), text_field(group, "title"), text_field(group, "description")});
        if (std::string n = text_field(group, "subjectsanalyzed"); !n.empty())
            analysed.counts.push_back({id_of(group), std::move(n)});
    });
    outcome.denominators.push_back(std::move(analysed));
    each(item, "measurecategories.measurecategory", [&](const Json& category, std::size_t i) {
        outcome.classes.push_back(class_of(category, element_path(path + "/measurecategories/measurecategory", i)));
    });
    return outcome;
}

std::vector<Count> achieved(const Json& period, const std::string& milestone) {
    std::vector<Count> counts;
    each(period, milestone + ".milestoneachievements.milestoneachievement", [&](const Json& item, std::size_t) {
        counts.push_back({text_field(item, "reportinggroupid"), text_field(item, "subjectsachieve")});
    });
    return counts;
}

void read_flow(const Json& flow, RegistryStudy& study) {
    each(flow, "participantflowgroups.flowgroup", [&](const Json& group, std::size_t) {
        study.flow_groups.push_back({id_of(group), text_field(group, "title"), text_field(group, "description")});
    });
    each(flow, "periods.period", [&](const Json& item, std::size_t i) {
        study.flow.push_back({text_field(item, "title"), achieved(item, "startedmilestone"),
                              achieved(item, "completedmilestone"),
                              element_path(base + "/participantflow/periods/period", i)});
    });
}

void read_events(const Json& reported, AdverseEvents& events) {
    events.path = base + "/reportedevents";
    each(reported, "interventiongroups.interventiongroup", [&](const Json& group, std::size_t) {
        events.groups.push_back({id_of(group), text_field(group, "title"), text_field(group, "description")});
        events.serious_totals.push_back({id_of(group), text_field(group, "numsubjectsseriousevents"),
                                         text_field(group, "partatriskseriousevents")});
    });
    each(reported, "seriousadverseevents.seriousevent", [&](const Json& item, std::size_t i) {
        AdverseEvent event{text_field(item, "term"),
                           text_field(item, "organsystemname"),
                           {},
                           element_path(events.path + "/seriousadverseevents/seriousevent", i)};
        each(item, "adverseeventstats.eventstats", [&](const Json& count, std::size_t) {
            event.counts.push_back({text_field(count, "reportinggroupid"), text_field(count, "numsubjectsaffected"),
                                    text_field(count, "numsubjects")});
        });
        events.serious.push_back(std::move(event));
    });
}

} // namespace

void read_prs_results(const Json& result, RegistryStudy& study) {
    if (const Json* flow = field(result, "participantflow")) read_flow(*flow, study);
    each(result, "outcomemeasures.outcomemeasure", [&](const Json& item, std::size_t i) {
        study.outcomes.push_back(outcome_of(item, element_path(base + "/outcomemeasures/outcomemeasure", i)));
    });
    if (const Json* events = field(result, "reportedevents")) read_events(*events, study.adverse_events);
}

} // namespace ekb::importers::registry
