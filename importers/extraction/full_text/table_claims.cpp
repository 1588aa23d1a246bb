// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/full_text/table_claims.h"

#include "importers/extraction/compare/columns.h"
#include "importers/extraction/compare/legends.h"
#include "importers/extraction/compare/place_score.h"
#include "importers/extraction/compare/table_readings.h"
#include "importers/extraction/compare/table_view.h"
#include "importers/extraction/compare/timepoints.h"
#include "importers/extraction/full_text/arm_questions.h"
#include "importers/extraction/full_text/row_names.h"
#include "importers/extraction/full_text/table_p.h"
#include "importers/extraction/numbers/timepoints.h"
#include "importers/extraction/words/tokens.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace ekb::importers::extraction {

namespace {

// How often a claim of a table was right when fifty were read (docs/accuracy-notes.md).
constexpr double table_confidence = 0.8;
// A header that says less of an arm's name may speak of anything.
constexpr double least_arm_fit = 0.34;

/// Whether a name is an arm's: it says enough of it and more than of the other, or calls it by its role.
bool names_arm(std::string_view name, const Phrase& arm, const Phrase& other, const Question& question, bool by_role) {
    const double fit = arm_fit(name, arm);
    return (fit >= least_arm_fit && fit > arm_fit(name, other)) || shared_fit(name, arm, other, question) > 0 || by_role;
}

bool arms_are_named(const TableReading& reading, const Question& question) {
    if (reading.around == reading.other) return true; // both in one cell, as its header says
    const bool i = names_arm(reading.around, question.intervention, question.comparator, question, question.intervention_is_generic && names_treatment(reading.around));
    const bool c = names_arm(reading.other, question.comparator, question.intervention, question, question.control_is_comparator && names_control(reading.other));
    return i && c;
}

/// What is measured and when.
struct Measured {
    std::string endpoint;
    std::optional<std::string> timepoint;
};

std::optional<std::string> time_in(const std::string& words) { return find_timepoint(words, tokenise(words), 0); }

/// An arm in a column: the row names the endpoint, or its time beside the group above it.
std::optional<Measured> measured_in_row(const TableReading& reading) {
    const std::string group = reading.name.substr(0, reading.name.size() - std::min(reading.own.size(), reading.name.size()));
    Measured measured;
    measured.timepoint = time_in(reading.own);
    switch (name_kind(reading.own)) {
    case NameKind::endpoint: measured.endpoint = endpoint_name(reading.own); break;
    case NameKind::time:
        if (name_kind(group) != NameKind::endpoint) return std::nullopt;
        measured.endpoint = endpoint_name(group);
        if (!measured.timepoint && says_when(reading.own)) measured.timepoint = std::string(without_footnote_mark(reading.own));
        break;
    default: return std::nullopt;
    }
    if (!measured.timepoint) measured.timepoint = time_in(reading.around);
    if (!measured.timepoint) measured.timepoint = time_in(group);
    return measured;
}

/// An arm in a row: the column names the endpoint, or its time beside what else names the row.
std::optional<Measured> measured_in_column(const TableReading& reading) {
    Measured measured;
    if (reading.rest != reading.other_rest) return std::nullopt; // rows of two endpoints
    measured.timepoint = time_in(reading.name);
    if (name_kind(reading.rest) == NameKind::endpoint) measured.endpoint = endpoint_name(reading.rest);
    else if (name_kind(reading.name) == NameKind::endpoint && reading.rest.empty() && !says_when(reading.name)) measured.endpoint = endpoint_name(reading.name);
    else return std::nullopt;
    // A column beside rows that name endpoints may hold another statistic than a value: only one of a time or of nothing is read.
    if (!reading.rest.empty() && name_kind(reading.name) != NameKind::time) return std::nullopt;
    return measured;
}

bool is_before_treatment(const TableReading& reading) {
    const Question none;
    for (const std::string_view words : {std::string_view(reading.name), std::string_view(reading.around)}) {
        if (says_time(words, "before") && !says_time(words, "change")) return true;
    }
    return before_treatment({reading.name, reading.own, reading.around, reading.caption}, none);
}

/// The tables that describe the participants, by their captions or their rows.
std::set<int> describing_tables(const DocumentText& content) {
    std::set<int> tables;
    for (std::size_t t = 0; t < content.tables.size(); ++t) {
        const Table& table = content.tables[t];
        const bool rows = std::ranges::any_of(table.cells, [&](const TableCell& cell) { return cell.column <= 1 && describes_participants(content.at(cell.span)); });
        if (rows || holds_no_results(content.at(table.caption))) tables.insert(static_cast<int>(t));
    }
    return tables;
}

/// A figure that its cell begins with: "(SE 0.79)" and "[+] 7" hold none of an arm, "119/69 ± 2" two.
bool begins_with_figure(std::string_view cell, bool count) {
    const std::vector<Token> tokens = tokenise(cell);
    if (tokens.empty() || (!count && tokens.size() > 1 && tokens[1].is("/"))) return false;
    if (count && tokens[0].lower.find('.') != std::string::npos) return false; // "1.000" counts nobody
    return tokens[0].number() || (tokens.size() > 1 && (tokens[0].is("-") || tokens[0].is("+")) && tokens[1].number());
}

/// Figures that nothing explains are kept as their words alone: "26 (3.6)" without a word of means.
void keep_what_is_said(ArmFigures& figures, std::optional<FigureKind> kind) {
    if (figures.events || figures.median) return;
    if (kind == FigureKind::mean_sd || kind == FigureKind::mean_se) return;
    figures.sd = figures.se = std::nullopt; // "±" alone says not which
    const bool plus_minus = figures.text.find("±") != figures.text.npos;
    if (kind != FigureKind::mean && !plus_minus) figures.mean = std::nullopt;
}

bool says_figure(const ArmFigures& figures) { return figures.events || figures.mean || figures.median; }

/// Both must be written alike to be compared.
bool are_alike(const ArmFigures& a, const ArmFigures& b) {
    return a.events.has_value() == b.events.has_value() && a.mean.has_value() == b.mean.has_value() && a.median.has_value() == b.median.has_value();
}

std::string section_of(const Table& table) { return table.label.empty() ? table.section : lower_case(table.label); }

/// Whether the p column compares the arms: it is the table's only one, or says that it is between groups.
bool p_is_between(const DocumentText& content, const TableReading& reading) {
    if (!reading.p_column) return false;
    const TableView view = view_table(content, content.tables[static_cast<std::size_t>(reading.table)]);
    const std::string header = lower_case(view.headers[static_cast<std::size_t>(*reading.p_column)]);
    if (header.find("between") != header.npos) return true;
    if (header.find("within") != header.npos || header.find("interaction") != header.npos || header.find("time") != header.npos) return false;
    return std::ranges::count_if(view.headers, [](const std::string& h) { return names_p(h); }) == 1;
}

std::vector<Evidence> evidence_of(const Document& document, const TableReading& reading) {
    std::vector<Evidence> all;
    for (const ByteSpan row : reading.rows) {
        all.push_back({std::string(document.content.at(row)), section_of(document.content.tables[static_cast<std::size_t>(reading.table)]), row.begin, row.end});
    }
    return all;
}

Named named(const Arm& arm) { return {arm.name, arm.concept_id, arm.label}; }

Claim claim_of(const Document& document, const ArmQuestion& asked, TableReading& reading, Measured measured) {
    const Arm& subject = document.arms[asked.intervention];
    const Arm& reference = document.arms[asked.comparator];
    Claim claim;
    claim.document = document.id;
    claim.intervention = named(subject);
    claim.comparator = named(reference);
    claim.dose = subject.dose;
    claim.condition = document.condition;
    claim.species = document.design.species;
    claim.n = {document.n.randomised, document.n.analysed, reading.intervention.n ? reading.intervention.n : subject.n,
               reading.comparator.n ? reading.comparator.n : reference.n};
    claim.endpoint.text = std::move(measured.endpoint);
    claim.endpoint.timepoint = std::move(measured.timepoint);
    claim.effect.measure = Measure::arm_values;
    if (asked.question.two_arms && p_is_between(document.content, reading)) read_p(document.content, reading, claim.effect);
    reading.intervention.name = subject.name;
    reading.comparator.name = reference.name;
    claim.arms = {std::move(reading.intervention), std::move(reading.comparator)};
    claim.evidence = evidence_of(document, reading);
    claim.confidence = table_confidence;
    return claim;
}

std::optional<Claim> claim_in(const Document& document, const ArmQuestion& asked, TableReading& reading) {
    if (!begins_with_figure(reading.intervention.text, reading.intervention.events.has_value()) ||
        !begins_with_figure(reading.comparator.text, reading.comparator.events.has_value())) return std::nullopt;
    if (is_before_treatment(reading) || !arms_are_named(reading, asked.question)) return std::nullopt;
    auto measured = reading.own.empty() ? measured_in_column(reading) : measured_in_row(reading);
    if (!measured || measured->endpoint.size() < 3) return std::nullopt;
    for (ArmFigures* figures : {&reading.intervention, &reading.comparator}) keep_what_is_said(*figures, reading.kind);
    if (!says_figure(reading.intervention) || !are_alike(reading.intervention, reading.comparator)) return std::nullopt;
    return claim_of(document, asked, reading, std::move(*measured));
}

/// What makes two claims of one table speak of the same.
using Subject = std::tuple<std::string, std::string, std::string, std::string, std::string>;

Subject subject_of(const Claim& claim) {
    return {claim.evidence.front().section, claim.intervention.text, claim.comparator->text, lower_case(claim.endpoint.text), claim.endpoint.timepoint.value_or("")};
}

/// Claims of one table that give different figures for the same thing differ in what was not read: none of them is given.
void leave_out_ambiguous(std::vector<Claim>& claims) {
    std::map<Subject, std::set<std::string>> figures;
    for (const Claim& claim : claims) figures[subject_of(claim)].insert(claim.arms[0].text + "\t" + claim.arms[1].text);
    std::set<Subject> given;
    std::erase_if(claims, [&](const Claim& claim) {
        const Subject subject = subject_of(claim);
        return figures[subject].size() > 1 || !given.insert(subject).second;
    });
}

} // namespace

std::vector<Claim> table_claims(const Document& document, const std::vector<Abbreviation>& abbreviations) {
    std::vector<Claim> claims;
    const std::set<int> describing = describing_tables(document.content);
    if (describing.size() == document.content.tables.size()) return claims;
    for (const ArmQuestion& asked : arm_questions(document, abbreviations)) {
        for (TableReading& reading : read_tables(document.content, asked.question, {})) {
            if (describing.contains(reading.table)) continue;
            if (auto claim = claim_in(document, asked, reading)) claims.push_back(std::move(*claim));
        }
    }
    leave_out_ambiguous(claims);
    return claims;
}

} // namespace ekb::importers::extraction
