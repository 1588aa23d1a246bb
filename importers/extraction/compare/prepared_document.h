// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/compare/passages.h"
#include "importers/extraction/compare/question.h"
#include "importers/extraction/compare/roles.h"
#include "importers/extraction/linear/linear_model.h"
#include "importers/extraction/text/abbreviations.h"

#include <vector>

namespace ekb::importers::extraction {

/// A document made ready for questions. Refers to the content that it was made from.
struct PreparedDocument {
    const DocumentText* content = nullptr;
    std::vector<Abbreviation> abbreviations;
    std::vector<Passage> passages;
    StemWeights weights;
};

PreparedDocument prepare(const DocumentText& content);

/// A passage that may answer a question.
struct Candidate {
    const Passage* passage = nullptr;
    Roles roles;
    double relevance = 0; ///< the probability that it answers, by the model
};

/// The passages that say anything of the endpoint, unordered, relevance 0.
std::vector<Candidate> find_candidates(const PreparedDocument& document, const Question& question);

/// The same with their relevance, best first, at most `most`.
std::vector<Candidate> rank_candidates(const PreparedDocument& document, const Question& question, const LinearModel& relevance,
                                       std::size_t most);

/// Whether a passage tells a result at all: a cue of a difference or of none, a p value, an interval or both arms' figures.
/// A plan ("the primary outcome is X") does not, however well it fits.
bool tells_result(const PreparedDocument& document, const Question& question, const Candidate& candidate);

/// The probability of each Direction in its order, the best candidates taken together.
std::vector<double> direction_probabilities(const PreparedDocument& document, const Question& question,
                                            const std::vector<Candidate>& best, const LinearModel& direction);

/// How many of the best candidates are read for a direction.
inline constexpr std::size_t passages_read = 4;

/// The Direction, as an index, that the probabilities speak for. No difference is what most passages look like to the model, so
/// its probability is lowered by a factor that cross-validation chose.
int most_likely_direction(const std::vector<double>& probabilities);

} // namespace ekb::importers::extraction
