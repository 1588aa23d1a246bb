// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/linear/linear_model.h"

#include <filesystem>
#include <string>
#include <vector>

namespace ekb::importers::extraction {

struct LabelledCandidate {
    std::string quote;
    Features relevance;
    Features direction;
    Features swapped; ///< of direction, with the arms the other way round
    bool names_arms = false; ///< both of them
    bool evidence = false; ///< marked as what answers the question
};

struct LabelledQuestion {
    std::string text; ///< for people: intervention / comparator / endpoint
    int direction = 0; ///< as an index of Direction
    int fold = 0;      ///< the same for all questions of an article
    std::vector<LabelledCandidate> candidates;
};

/// The questions of `data`/prompts.ndjson over `data`/documents, in order; those of the articles named by the `without`
/// files are left out. Throws Error where a file cannot be read.
std::vector<LabelledQuestion> read_labelled_questions(const std::filesystem::path& data,
                                                      const std::vector<std::filesystem::path>& without);

/// The most relevant candidates of a question, best first.
std::vector<std::size_t> best_candidates(const LabelledQuestion& question, const LinearModel& relevance, std::size_t most);

} // namespace ekb::importers::extraction
