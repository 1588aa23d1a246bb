// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/arms/arms.h"
#include "importers/extraction/text/prose.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ekb::importers::extraction {

/// How the text gives a number that may be the trial's.
enum class SizeKind : std::uint8_t {
    stated, ///< "120 patients"
    sum,    ///< of the counts that one sentence states: "X (n = 61) or Y (n = 31)", "30 boys and 25 girls"
    each,   ///< of every group alike: "20 patients in each of three groups"
    arms    ///< of the n of all arms
};

/// What words say that a count counts: the rows of size_cues.tsv.
enum class SizeCue : std::uint8_t { none, randomised, enrolled, screened, completed, lost, treated, outcome };

/// What is said of a count in its own sentence.
struct SizeContext {
    SizeCue before = SizeCue::none; ///< the nearest cue behind the count before it
    SizeCue after = SizeCue::none;  ///< the first cue that follows, before the next count; what stands in brackets aside
    bool stopped = false;           ///< whether the next count came before any cue
    std::uint32_t sentence = 0;     ///< the kinds of cue in the sentence: bit 0 randomised, bit 1 enrolled, …
    bool out_of = false;            ///< "of 138 patients, 62 …", "62 of 138": what a part is taken from
    bool subset = false;            ///< the part
    std::size_t people = 8;         ///< how many tokens on people are named; 8 where not near
};

/// A whole number that may count the participants.
struct SizeCandidate {
    std::size_t sentence = 0;
    std::size_t first = 0; ///< its tokens, or those of its first part: [first, end)
    std::size_t end = 0;
    int value = 0;
    SizeKind kind = SizeKind::stated;
    std::size_t parts = 1; ///< how many numbers it is made of
    SizeContext context{};
};

/// All of them: first the numbers that are stated, in text order, then those that are worked out.
std::vector<SizeCandidate> size_candidates(const Prose& prose, const TrialArms& trial);

/// The features of one for the model that says whether it is the number randomised.
Features size_features(const Prose& prose, const TrialArms& trial, const std::vector<SizeCandidate>& candidates,
                       std::size_t which);

/// Whether a token names those who take part in a trial: "patients", "eyes", "lambs".
bool names_people(const Token& token);

} // namespace ekb::importers::extraction
