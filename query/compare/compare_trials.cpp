// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/compare/compare_trials.h"

#include "kb/model/error.h"
#include "query/answers/report_of.h"
#include "query/compare/close_reader.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace ekb::query {

namespace {

std::size_t& count_of(ComparisonSummary& summary, Direction direction) {
    switch (direction) {
    case Direction::increased: return summary.increased;
    case Direction::decreased: return summary.decreased;
    case Direction::no_difference: break;
    }
    return summary.no_difference;
}

/// Adds the vote of one trial: of its reports that were not retracted.
void add_vote(ComparisonSummary& summary, const std::vector<ComparisonAnswer>& reports) {
    std::set<Direction> directions;
    for (const ComparisonAnswer& answer : reports) {
        if (answer.direction) directions.insert(*answer.direction);
    }
    if (directions.size() > 1) {
        ++summary.mixed;
    } else if (directions.size() == 1) {
        ++count_of(summary, *directions.begin());
    } else if (std::ranges::any_of(reports, [](const auto& answer) { return answer.reason == NoDirection::no_evidence; })) {
        ++summary.no_evidence;
    } else {
        ++summary.unreadable;
    }
}

/// Adds what the reports of a trial say of it.
template <typename IsRetracted>
void add_trial(ComparisonSummary& summary, const std::vector<ComparisonAnswer>& reports, const IsRetracted& is_retracted) {
    std::vector<ComparisonAnswer> standing;
    std::ranges::remove_copy_if(reports, std::back_inserter(standing), is_retracted, &ComparisonAnswer::document);
    ++summary.trials_compared;
    if (standing.empty() && !reports.empty())
        ++summary.retracted;
    else
        add_vote(summary, standing);
}

} // namespace

ComparedTrials compare_trials(const Engine& engine, CloseReader& reader, const ComparisonRequest& request, std::size_t limit) {
    ComparedTrials compared;
    if (request.document) {
        compared.answers.push_back(reader.compare(request));
        if (compared.answers.front().reason == NoDirection::unknown_document) return compared;
        compared.summary.trials_found = 1;
        add_trial(compared.summary, compared.answers, [&](const std::string& id) { return reader.is_retracted(id); });
        return compared;
    }
    const auto found = engine.ask({comparison_question(request), limit, 0, true, true});
    if (!found) throw Error("intervention, comparator and endpoint are asked for as one question: " + found.error().message);
    compared.summary.trials_found = found->total;
    for (const AnswerStudy& study : found->studies) {
        std::vector<ComparisonAnswer> reports = reader.compare_each(request, study);
        add_trial(compared.summary, reports, [&](const std::string& id) { return is_retracted(study, id); });
        std::ranges::move(reports, std::back_inserter(compared.answers));
    }
    return compared;
}

} // namespace ekb::query
