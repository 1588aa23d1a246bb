// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/comparison.h"
#include "query/engine.h"

#include <cstddef>
#include <vector>

namespace ekb::query {

class CloseReader;

/// What the trials tell over all, one vote a trial: counts of trials as their reports say it, not weighed or pooled.
struct ComparisonSummary {
    std::size_t trials_found = 0;    ///< that match
    std::size_t trials_compared = 0; ///< of those, whose reports were read; the next are the parts of this
    std::size_t increased = 0;
    std::size_t decreased = 0;
    std::size_t no_difference = 0;
    std::size_t mixed = 0;       ///< its reports say different things
    std::size_t no_evidence = 0; ///< its reports were read and say nothing of it
    std::size_t unreadable = 0;  ///< no report of it could be read
    std::size_t retracted = 0;   ///< all its reports were retracted: those have no vote
};

struct ComparedTrials {
    std::vector<ComparisonAnswer> answers; ///< one a report, best trial first
    ComparisonSummary summary;
};

/// Reads the reports of the best `limit` trials that match, or the one that the request names. `engine` and `reader` are
/// of one snapshot, or both of now. Throws Error where what is compared is longer than a question may be (query/limits.h).
ComparedTrials compare_trials(const Engine& engine, CloseReader& reader, const ComparisonRequest& request, std::size_t limit);

} // namespace ekb::query
