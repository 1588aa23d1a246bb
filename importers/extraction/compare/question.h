// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/compare.h"
#include "importers/extraction/text/abbreviations.h"

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace ekb::importers::extraction {

/// A phrase of a question as stems with how much each tells, and the arm's letter or number where it has one.
struct Phrase {
    std::unordered_map<std::string, double> weights; ///< by stem; they sum to 1 where there are any
    std::unordered_set<std::string> letters;         ///< as written: "M" of "Group M", "II" of "group II", "HIT"
    /// Short forms as stems with the stems that each stands for: a place that says the one says the other.
    std::vector<std::pair<std::string, std::vector<std::string>>> short_forms;

    double weight(const std::string& stem) const {
        const auto found = weights.find(stem);
        return found == weights.end() ? 0 : found->second;
    }
    bool empty() const { return weights.empty() && letters.empty(); }
};

/// A Comparison ready to be looked for in one document.
struct Question {
    Phrase endpoint;
    Phrase intervention; ///< only what the comparator does not say too
    Phrase comparator;
    Phrase shared; ///< what both arms say: names the one of them that says nothing else ("heat" beside "heat and cooling")
    bool control_is_comparator = false;      ///< "control group" means the comparator
    bool intervention_is_generic = false;    ///< "treatment group" means the intervention
    bool two_arms = true;                    ///< of the trial: a table's only other arm is then the other one
    bool asks_baseline = false;              ///< the endpoint is one before the treatment
    bool asks_change = false;                ///< the endpoint is a change
};

/// The stems with those of the long forms whose short forms are among them, and the other way round.
std::unordered_set<std::string> with_short_forms(const Phrase& phrase, std::unordered_set<std::string> stems);

/// How much a stem tells in a document: rare ones more. Made of the stems of the document's passages.
class StemWeights {
public:
    /// `passages` are the stems of each passage, each once.
    explicit StemWeights(const std::vector<std::unordered_set<std::string>>& passages);
    /// ln((N + 1) / (df + 0.5)), at least 0.1.
    double of(const std::string& stem) const;

private:
    double m_passages = 0;
    std::unordered_map<std::string, double> m_counts;
};

/// Reads a question against a document: abbreviations that it explains are met by their long forms and the other way
/// round; what intervention and comparator share tells neither.
Question read_question(const Comparison& comparison, const StemWeights& weights, const std::vector<Abbreviation>& abbreviations);

/// The stems of a text that are no stop words.
std::vector<std::string> content_stems(std::string_view text);

} // namespace ekb::importers::extraction
