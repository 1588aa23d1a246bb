// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/arm_types.h"
#include "importers/registry/ctgov_legacy_study.h"
#include "importers/registry/field_value.h"
#include "importers/registry/json_field.h"

#include <nlohmann/json.hpp>

namespace ekb::importers::registry {

namespace {

using Json = nlohmann::json;

std::string attribute(const Json& element, const std::string& name) {
    return text_field(element, "@attributes." + name);
}

std::vector<ResultGroup> groups_of(const Json& object) {
    std::vector<ResultGroup> groups;
    each(object, "group_list.group", [&](const Json& item, std::size_t) {
        groups.push_back({attribute(item, "group_id"), text_field(item, "title"), text_field(item, "description")});
    });
    return groups;
}

std::vector<Denominator> denominators_of(const Json& object) {
    std::vector<Denominator> denominators;
    each(object, "analyzed_list.analyzed", [&](const Json& item, std::size_t) {
        Denominator denominator{text_field(item, "units"), {}};
        each(item, "count_list.count", [&](const Json& count, std::size_t) {
            denominator.counts.push_back({attribute(count, "group_id"), attribute(count, "value")});
        });
        denominators.push_back(std::move(denominator));
    });
    return denominators;
}

OutcomeCategory category_of(const Json& object) {
    OutcomeCategory category{text_field(object, "title"), {}};
    each(object, "measurement_list.measurement", [&](const Json& item, std::size_t) {
        category.measurements.push_back({attribute(item, "group_id"), attribute(item, "value"),
                                         attribute(item, "spread"), attribute(item, "lower_limit"),
                                         attribute(item, "upper_limit"),
                                         item.is_object() ? text_field(item, "#text") : ""});
    });
    return category;
}

std::vector<OutcomeClass> classes_of(const Json& measure, const std::string& path) {
    std::vector<OutcomeClass> classes;
    each(measure, "class_list.class", [&](const Json& object, std::size_t i) {
        OutcomeClass one{
            text_field(object, "title"), denominators_of(object), {}, element_path(path + "/class_list/class", i)};
        each(object, "category_list.category",
             [&](const Json& category, std::size_t) { one.categories.push_back(category_of(category)); });
        classes.push_back(std::move(one));
    });
    // Until 2017 the rows stood as categories of the measure, named by their sub_title.
    each(measure, "category_list.category", [&](const Json& object, std::size_t i) {
        OutcomeClass one{text_field(object, "sub_title"),
                         {},
                         {category_of(object)},
                         element_path(path + "/category_list/category", i)};
        classes.push_back(std::move(one));
    });
    return classes;
}

/// Until 2017 the numbers analysed were a measure of their own.
Denominator denominator_of(const Json& measure) {
    Denominator denominator{"Participants", {}};
    each(measure, "category_list.category", [&](const Json& category, std::size_t) {
        for (const Measurement& m : category_of(category).measurements)
            denominator.counts.push_back({m.group, m.value});
    });
    return denominator;
}

void read_measure(const Json& measure, const std::string& path, OutcomeMeasure& outcome) {
    if (folded(text_field(measure, "title")) == "number of participants" &&
        folded(text_field(measure, "units")) == "participants" && field(measure, "category_list") != nullptr &&
        outcome.denominators.empty()) {
        outcome.denominators.push_back(denominator_of(measure));
        return;
    }
    outcome.parameter = constant_of(text_field(measure, "param"));
    outcome.dispersion = text_field(measure, "dispersion");
    outcome.unit = text_field(measure, "units");
    outcome.denominator_units = text_field(measure, "units_analyzed");
    for (Denominator& denominator : denominators_of(measure))
        outcome.denominators.push_back(std::move(denominator));
    for (OutcomeClass& one : classes_of(measure, path))
        outcome.classes.push_back(std::move(one));
}

std::string sides_of(const std::string& text) {
    const std::string constant = constant_of(text);
    if (constant.starts_with("1") || constant.starts_with("ONE")) return "ONE_SIDED";
    if (constant.starts_with("2") || constant.starts_with("TWO")) return "TWO_SIDED";
    return {};
}

std::string hypothesis_of(const Json& item) {
    std::string type = constant_of(text_field(item, "non_inferiority_type"));
    if (!type.empty()) return type;
    return text_field(item, "non_inferiority") == "Yes" ? "NON_INFERIORITY_OR_EQUIVALENCE" : "";
}

Analysis analysis_of(const Json& item, std::string path) {
    Analysis analysis;
    analysis.groups = texts_field(item, "group_id_list.group_id");
    analysis.description = text_field(item, "groups_desc");
    analysis.hypothesis = hypothesis_of(item);
    analysis.hypothesis_comment = text_field(item, "non_inferiority_desc");
    analysis.p_value = text_field(item, "p_value");
    analysis.p_comment = text_field(item, "p_value_desc");
    analysis.method = text_field(item, "method");
    analysis.method_comment = text_field(item, "method_desc");
    analysis.parameter = text_field(item, "param_type");
    analysis.value = text_field(item, "param_value");
    analysis.ci_percent = text_field(item, "ci_percent");
    analysis.ci_sides = sides_of(text_field(item, "ci_n_sides"));
    analysis.ci_lower = text_field(item, "ci_lower_limit");
    analysis.ci_upper = text_field(item, "ci_upper_limit");
    analysis.dispersion = text_field(item, "dispersion_type");
    analysis.dispersion_value = text_field(item, "dispersion_value");
    analysis.comment = text_field(item, "estimate_desc");
    analysis.path = std::move(path);
    return analysis;
}

OutcomeMeasure outcome_of(const Json& item, const std::string& path) {
    OutcomeMeasure outcome;
    outcome.role = endpoint_role_of(text_field(item, "type"));
    outcome.title = text_field(item, "title");
    outcome.description = text_field(item, "description");
    outcome.population = text_field(item, "population");
    outcome.time_frame = text_field(item, "time_frame");
    outcome.groups = groups_of(item);
    outcome.path = path;
    each(item, "measure_list.measure", [&](const Json& measure, std::size_t i) {
        read_measure(measure, element_path(path + "/measure_list/measure", i), outcome);
    });
    each(item, "measure", [&](const Json& measure, std::size_t) { read_measure(measure, path + "/measure", outcome); });
    each(item, "analysis_list.analysis", [&](const Json& object, std::size_t i) {
        outcome.analyses.push_back(analysis_of(object, element_path(path + "/analysis_list/analysis", i)));
    });
    return outcome;
}

void read_flow(const Json& flow, RegistryStudy& study) {
    study.flow_groups = groups_of(flow);
    each(flow, "period_list.period", [&](const Json& item, std::size_t i) {
        FlowPeriod period{
            text_field(item, "title"), {}, {}, element_path("clinical_results/participant_flow/period_list/period", i)};
        each(item, "milestone_list.milestone", [&](const Json& milestone, std::size_t) {
            const std::string type = constant_of(text_field(milestone, "title"));
            std::vector<Count>* counts = type == "STARTED"     ? &period.started
                                         : type == "COMPLETED" ? &period.completed
                                                               : nullptr;
            if (counts == nullptr) return;
            each(milestone, "participants_list.participants", [&](const Json& count, std::size_t) {
                counts->push_back({attribute(count, "group_id"), attribute(count, "count")});
            });
        });
        study.flow.push_back(std::move(period));
    });
}

std::vector<EventCount> counts_of(const Json& event) {
    std::vector<EventCount> counts;
    each(event, "counts", [&](const Json& item, std::size_t) {
        counts.push_back(
            {attribute(item, "group_id"), attribute(item, "subjects_affected"), attribute(item, "subjects_at_risk")});
    });
    return counts;
}

/// "Total" is a category whose events are the totals of the groups.
void read_events(const Json& events, const std::string& path, AdverseEvents& to) {
    each(events, "category_list.category", [&](const Json& category, std::size_t c) {
        const std::string organ_system = text_field(category, "title");
        each(category, "event_list.event", [&](const Json& event, std::size_t e) {
            const std::string term = text_field(event, "sub_title");
            const std::string plain = folded(term);
            if (plain == "total all cause mortality") {
                to.deaths = counts_of(event);
            } else if (plain == "total serious adverse events") {
                to.serious_totals = counts_of(event);
            } else {
                const std::string at = element_path(path + "/category_list/category", c);
                to.serious.push_back({term, organ_system, counts_of(event), element_path(at + "/event_list/event", e)});
            }
        });
    });
}

} // namespace

void read_legacy_results(const Json& results, RegistryStudy& study) {
    if (const Json* flow = field(results, "participant_flow")) read_flow(*flow, study);
    each(results, "outcome_list.outcome", [&](const Json& item, std::size_t i) {
        study.outcomes.push_back(outcome_of(item, element_path("clinical_results/outcome_list/outcome", i)));
    });
    const Json* events = field(results, "reported_events");
    if (events == nullptr) return;
    study.adverse_events.path = "clinical_results/reported_events";
    study.adverse_events.time_frame = text_field(*events, "time_frame");
    study.adverse_events.groups = groups_of(*events);
    if (const Json* serious = field(*events, "serious_events"))
        read_events(*serious, "clinical_results/reported_events/serious_events", study.adverse_events);
}

} // namespace ekb::importers::registry
