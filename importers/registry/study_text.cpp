// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/study_text.h"

#include "importers/source/text_builder.h"
#include "kb/model/code_points.h"

#include <algorithm>

namespace ekb::importers::registry {

namespace {

/// Blocks one after the other, and the evidence that quotes each.
class Writer {
public:
    void add(BlockKind kind, const std::string& path, const std::string& text) {
        const auto span = m_builder.add(kind, path, text);
        if (!span) return;
        const std::string quote(m_builder.document().at(*span));
        const std::size_t start = m_code_points;
        const std::size_t end = start + code_points(quote);
        m_by_path.try_emplace(path, Evidence{quote, path, start, end});
        m_code_points = end + 1; // the line feed after it
    }

    void field(const std::string& path, std::string_view label, const std::string& value) {
        if (!value.empty()) add(BlockKind::field, path, std::string(label) + ": " + value);
    }

    StudyText take() { return {m_builder.take(), std::move(m_by_path)}; }

private:
    TextBuilder m_builder;
    std::map<std::string, Evidence, std::less<>> m_by_path;
    std::size_t m_code_points = 0;
};

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
    std::string out;
    for (const std::string& part : parts) {
        if (part.empty()) continue;
        if (!out.empty()) out += separator;
        out += part;
    }
    return out;
}

std::string labelled(std::string_view label, const std::string& value) {
    return value.empty() ? std::string() : std::string(label) + ": " + value;
}

std::string title_of_group(const std::vector<ResultGroup>& groups, const std::string& id) {
    const auto found = std::ranges::find(groups, id, &ResultGroup::id);
    return found == groups.end() || found->title.empty() ? id : found->title;
}

void write_protocol(const RegistryStudy& study, Writer& to) {
    to.add(BlockKind::title, study.title_path, study.title);
    if (study.official_title != study.title)
        to.field(study.title_path + ".official", "Official Title", study.official_title);
    for (const StudyField& field : study.fields)
        to.field(field.path, field.label, field.value);
    to.field(study.condition_path, "Conditions", joined(study.conditions, "; "));
    to.field(study.phase_path, "Phase", joined(study.phases, ", "));
    to.field(study.enrolment.path, study.enrolment.label, study.enrolment.value);
    for (const StudyArm& arm : study.arms) {
        to.field(
            arm.path, arm.type_text.empty() ? "Arm" : "Arm (" + arm.type_text + ")",
            joined({arm.label, arm.description, labelled("Interventions", joined(arm.interventions, ", "))}, ". "));
    }
    for (const StudyIntervention& one : study.interventions) {
        to.field(one.path, one.type.empty() ? "Intervention" : "Intervention (" + one.type + ")",
                 joined({one.name, one.description, labelled("Other names", joined(one.other_names, ", "))}, ". "));
    }
    for (const PlannedOutcome& outcome : study.planned_outcomes) {
        to.field(outcome.path, "Outcome (" + std::string(name_of(outcome.role)) + ")",
                 joined({outcome.measure, labelled("Time frame", outcome.time_frame), outcome.description}, ". "));
    }
}

void write_flow(const RegistryStudy& study, Writer& to) {
    for (const FlowPeriod& period : study.flow) {
        std::vector<std::string> parts;
        for (const Count& count : period.started)
            parts.push_back(title_of_group(study.flow_groups, count.group) + " started " + count.value);
        for (const Count& count : period.completed)
            parts.push_back(title_of_group(study.flow_groups, count.group) + " completed " + count.value);
        to.field(period.path, "Participant flow", joined({period.title, joined(parts, "; ")}, ": "));
    }
}

std::string counts_text(const OutcomeMeasure& outcome, const std::vector<Denominator>& denominators) {
    std::vector<std::string> all;
    for (const Denominator& denominator : denominators) {
        std::vector<std::string> parts;
        for (const Count& count : denominator.counts)
            parts.push_back(title_of_group(outcome.groups, count.group) + " " + count.value);
        all.push_back(denominator.units + " analysed: " + joined(parts, "; "));
    }
    return joined(all, ". ");
}

std::string interval_text(const Analysis& analysis) {
    if (analysis.ci_lower.empty() && analysis.ci_upper.empty()) return {};
    std::string text = analysis.ci_percent.empty() ? "CI" : analysis.ci_percent + "% CI";
    if (analysis.ci_sides == "ONE_SIDED") text += " (one-sided)";
    return text + ": " + (analysis.ci_lower.empty() ? "" : "from " + analysis.ci_lower) +
           (analysis.ci_lower.empty() || analysis.ci_upper.empty() ? "" : " ") +
           (analysis.ci_upper.empty() ? "" : "to " + analysis.ci_upper);
}

std::string analysis_text(const OutcomeMeasure& outcome, const Analysis& analysis) {
    std::vector<std::string> titles;
    for (const std::string& id : analysis.groups)
        titles.push_back(title_of_group(outcome.groups, id));
    return joined(
        {joined(titles, " vs "), analysis.description, labelled("hypothesis", analysis.hypothesis),
         analysis.hypothesis_comment, labelled("method", analysis.method), analysis.method_comment,
         labelled(analysis.parameter.empty() ? "estimate" : analysis.parameter, analysis.value),
         interval_text(analysis),
         labelled(analysis.dispersion.empty() ? "dispersion" : analysis.dispersion, analysis.dispersion_value),
         analysis.comment, labelled("p-value", analysis.p_value), analysis.p_comment},
        "; ");
}

void write_outcome(const OutcomeMeasure& outcome, Writer& to) {
    to.field(outcome.path, "Outcome measure (" + std::string(name_of(outcome.role)) + ")",
             joined({outcome.title, labelled("Time frame", outcome.time_frame), outcome.description, outcome.population,
                     counts_text(outcome, outcome.denominators), labelled("Unit", outcome.unit)},
                    ". "));
    for (const OutcomeClass& one : outcome.classes) {
        for (std::size_t i = 0; i < one.categories.size(); ++i) {
            const OutcomeCategory& category = one.categories[i];
            std::vector<std::string> figures;
            for (const Measurement& m : category.measurements)
                figures.push_back(title_of_group(outcome.groups, m.group) + ": " + figure_text(outcome, m));
            to.add(BlockKind::field, category_path(one, i),
                   joined({one.title, category.title, counts_text(outcome, one.denominators), joined(figures, "; ")},
                          ". "));
        }
    }
    for (const Analysis& analysis : outcome.analyses)
        to.field(analysis.path, "Statistical analysis", analysis_text(outcome, analysis));
}

std::string event_text(const std::vector<ResultGroup>& groups, const std::vector<EventCount>& counts) {
    std::vector<std::string> parts;
    for (const EventCount& count : counts) {
        if (count.affected.empty()) continue;
        parts.push_back(title_of_group(groups, count.group) + " " + count.affected +
                        (count.at_risk.empty() ? "" : "/" + count.at_risk));
    }
    return joined(parts, "; ");
}

void write_adverse_events(const AdverseEvents& events, Writer& to) {
    to.field(events.path, "Adverse events time frame", events.time_frame);
    to.field(events.path + ".deaths", "All-cause mortality", event_text(events.groups, events.deaths));
    to.field(events.path + ".serious", "Serious adverse events", event_text(events.groups, events.serious_totals));
    for (const AdverseEvent& event : events.serious) {
        const std::string counts = event_text(events.groups, event.counts);
        if (!counts.empty()) to.field(event.path, "Serious adverse event", joined({event.term, counts}, ": "));
    }
}

} // namespace

const Evidence* StudyText::at(std::string_view path) const {
    const auto found = by_path.find(path);
    return found == by_path.end() ? nullptr : &found->second;
}

std::string category_path(const OutcomeClass& one, std::size_t category) {
    return one.path + ".categories[" + std::to_string(category) + "]";
}

std::string figure_text(const OutcomeMeasure& outcome, const Measurement& m) {
    std::string text = m.value;
    std::string spread = m.spread;
    if (!m.lower.empty() || !m.upper.empty()) {
        if (!spread.empty()) spread += ", ";
        spread += (m.lower.empty() ? "?" : m.lower) + " to " + (m.upper.empty() ? "?" : m.upper);
    }
    if (!spread.empty()) text += " (" + (outcome.dispersion.empty() ? "" : outcome.dispersion + " ") + spread + ")";
    if (!m.comment.empty()) text += " [" + m.comment + "]";
    return text;
}

StudyText study_text(const RegistryStudy& study) {
    Writer to;
    write_protocol(study, to);
    write_flow(study, to);
    for (const OutcomeMeasure& outcome : study.outcomes)
        write_outcome(outcome, to);
    write_adverse_events(study.adverse_events, to);
    for (const Reference& reference : study.references)
        to.field(reference.path, reference.type.empty() ? "Reference" : "Reference (" + reference.type + ")",
                 reference.citation);
    return to.take();
}

} // namespace ekb::importers::registry
