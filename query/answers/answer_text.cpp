// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/answers/answer_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace ekb::query {

namespace {

constexpr std::size_t claims_shown = 3;
constexpr std::size_t names_shown = 12;

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    std::string all;
    for (const std::string& part : parts) {
        if (!all.empty()) all += between;
        all += part;
    }
    return all;
}

std::string concepts_text(std::string_view name, const std::vector<ReadConcept>& concepts) {
    std::string text;
    for (const ReadConcept& read : concepts) {
        std::vector<std::string> names = read.expanded;
        const std::size_t more = names.size() > names_shown ? names.size() - names_shown : 0;
        names.resize(std::min(names.size(), names_shown));
        text += fmt::format("  {:<13} {}", name, read.label);
        if (!names.empty())
            text += fmt::format(" ({}{})", joined(names, ", "), more > 0 ? fmt::format(", and {} more", more) : "");
        text += '\n';
    }
    return text;
}

std::string reading_text(const Interpretation& read) {
    std::string text = read.as_query ? fmt::format("Read in the query language as\n  {}\n", read.query) : "Read as\n";
    text += concepts_text("intervention", read.intervention) + concepts_text("comparator", read.comparator) +
                       concepts_text("endpoint", read.endpoint) + concepts_text("condition", read.condition) + concepts_text("not", read.excluded);
    for (const ReadFilter& filter : read.filters)
        text += fmt::format("  {:<13} {}\n", "only", filter.label);
    if (!read.terms.empty()) text += fmt::format("  {:<13} {}\n", "as text", read.terms);
    for (const std::string& note : read.notes)
        text += fmt::format("  {:<13} {}\n", "note", note);
    return text;
}

/// "hazard ratio 0.75": a figure alone does not tell of what it is.
std::string value_text(const Effect& effect) {
    const std::string figure = fmt::format("{}{}", *effect.value, effect.unit ? " " + *effect.unit : "");
    if (!effect.measure || *effect.measure == Measure::arm_values) return figure + " (of what: see the quote)";
    std::string measure(name_of(*effect.measure));
    std::ranges::replace(measure, '_', ' ');
    return measure + " " + figure;
}

std::string limit_text(const std::optional<double>& limit) {
    return limit ? fmt::format("{}", *limit) : "…";
}

std::string effect_text(const Effect& effect) {
    std::vector<std::string> parts;
    if (effect.direction)
        parts.emplace_back(*effect.direction == Direction::no_difference ? "no difference"
                                                                         : name_of(*effect.direction));
    if (effect.value) parts.push_back(value_text(effect));
    if (effect.ci_low || effect.ci_high) {
        const std::string level = effect.ci_level ? fmt::format("{}% ", *effect.ci_level) : "";
        parts.push_back(fmt::format("{}CI {} to {}", level, limit_text(effect.ci_low), limit_text(effect.ci_high)));
    }
    if (effect.p) parts.push_back(fmt::format("p {} {}", effect.p_op ? name_of(*effect.p_op) : "=", *effect.p));
    if (effect.favours && *effect.favours != Favours::neither) parts.push_back(fmt::format("favours the {}", name_of(*effect.favours)));
    return joined(parts, ", ");
}

std::string claim_text(const Claim& claim) {
    std::string text = "     - " + claim.intervention.text;
    if (claim.dose && !claim.dose->text.empty()) text += " (" + claim.dose->text + ")";
    if (claim.comparator) text += " against " + claim.comparator->text;
    text += ": " + claim.endpoint.text;
    if (claim.endpoint.timepoint) text += " at " + *claim.endpoint.timepoint;
    if (const std::string effect = effect_text(claim.effect); !effect.empty()) text += ": " + effect;
    if (claim.species && *claim.species != Species::human) text += fmt::format(" [{}]", name_of(*claim.species));
    if (claim.status != ReviewStatus::unreviewed) text += fmt::format(" [{} by a curator]", name_of(claim.status));
    text += '\n';
    for (const Evidence& evidence : claim.evidence)
        text += "       \"" + evidence.quote + "\"\n";
    return text;
}

std::string document_line(const Document& document) {
    std::string text = "     " + document.id;
    if (document.published) text += ", " + *document.published;
    if (document.n.randomised) text += fmt::format(", {} randomised", *document.n.randomised);
    if (document.design.phase) text += ", phase " + *document.design.phase;
    if (document.retracted) text += ", RETRACTED";
    return text + '\n';
}

/// Why no claim was read in a study's reports: that none was looked for is no sign that there is no evidence.
std::string unread_text(const std::vector<Document>& documents) {
    const auto all = [&](auto wanted) { return !documents.empty() && std::ranges::all_of(documents, wanted); };
    if (all([](const Document& d) { return d.type == DocumentType::registry_record; }))
        return "registered; what its register gave has no result that was read";
    if (all([](const Document& d) { return d.design.type == DesignType::protocol; })) return "a trial that is planned: a protocol gives no results";
    if (all([](const Document& d) { return d.design.type == DesignType::other; })) return "not read: it is no report of a trial";
    return "no result could be read in its reports";
}

/// What is not shown of a study's claims.
std::string rest_text(const AnswerStudy& study, std::size_t shown) {
    const std::size_t answering = study.answering - shown;
    const std::size_t others = study.claims.size() - study.answering;
    if (study.claims.empty()) return "     " + unread_text(study.documents) + "\n";
    if (study.answering == 0)
        return fmt::format("     no claim in it is about all that was asked; {} {} about something else\n", others, others == 1 ? "is" : "are");
    std::vector<std::string> rest;
    if (answering > 0) rest.push_back(fmt::format("{} more {} about it", answering, answering == 1 ? "claim" : "claims"));
    if (others > 0) rest.push_back(fmt::format("{} about something else", others));
    return rest.empty() ? "" : fmt::format("     and {}\n", joined(rest, ", "));
}

} // namespace

std::string study_text(const AnswerStudy& study, std::size_t number) {
    std::string text = fmt::format("{:>3}. {}\n", number, study.title.empty() ? study.id : study.title);
    for (const Document& document : study.documents)
        text += document_line(document);
    const std::size_t shown = std::min(study.answering, claims_shown);
    for (std::size_t i = 0; i < shown; ++i)
        text += claim_text(study.claims[i]);
    return text + rest_text(study, shown);
}

std::string answer_text(const Answer& answer, const std::vector<PossibleTwins>& twins) {
    std::string text = reading_text(answer.interpretation) + '\n';
    if (answer.studies.empty()) return text + "No trial matches.\n";
    // What is counted beside the trials that were found is of those that are shown.
    const std::size_t shown = answer.studies.size();
    const std::string of_these = answer.total > shown ? fmt::format("; {} shown,", shown) : "";
    text += fmt::format(
        "{} {}{} with {} participants as far as known: {} in favour of the intervention, {} of the comparator, "
        "{} without a difference\n\n",
        answer.total, answer.total == 1 ? "trial" : "trials", of_these, answer.summary.participants,
        answer.summary.favours_intervention, answer.summary.favours_comparator, answer.summary.no_difference);
    for (std::size_t i = 0; i < answer.studies.size(); ++i)
        text += study_text(answer.studies[i], i + 1);
    for (const PossibleTwins& pair : twins) {
        text += fmt::format("\n{} and {} may be one trial, alike in {}: nobody has joined or separated them, and if they are one, it is counted twice\n",
                            pair.study, pair.other, joined(pair.alike, ", "));
    }
    return text;
}

} // namespace ekb::query
