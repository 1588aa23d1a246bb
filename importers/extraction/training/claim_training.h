// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/arms/arms.h"
#include "importers/extraction/arms/entities.h"
#include "importers/extraction/models/claim_models.h"
#include "importers/extraction/training/examples.h"
#include "importers/extraction/training/gold.h"

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace ekb::importers::extraction::training {

/// What the models of claims learn from.
struct ClaimData {
    LinearModel phrases;     ///< fit_phrases()
    std::vector<Case> cases; ///< labelled abstracts; the number of one leaves its fold when divided by `folds`
    std::vector<GoldComparison>
        comparisons; ///< questions that a sentence answers, of articles that nothing is measured on
};

LinearModel fit_phrases(const std::vector<GoldTokens>& abstracts);

/// Learns every step of the line. A step learns from what the steps before it make of documents that they did not learn
/// from. The same data give the same models.
class ClaimTrainer {
public:
    /// `data` must outlive it.
    explicit ClaimTrainer(const ClaimData& data) : m_data(data) {}

    /// Models that know nothing of the documents of a fold; of all documents without one.
    ClaimModels learn(std::optional<std::size_t> held_out);
    /// The same for the facts of a trial alone; the models behind them are the built-in ones.
    ClaimModels learn_only_facts(std::optional<std::size_t> held_out);

private:
    using Folds = std::set<std::size_t>;

    /// The models of a trial's facts, and the trials as they see them, without doses.
    struct Facts {
        LinearModel names;
        LinearModel arms;
        LinearModel naming;
        LinearModel doses;
        LinearModel sizes;
        std::vector<TrialArms> trials;
    };
    Facts learn_facts(std::optional<std::size_t> held_out);

    const LinearModel& entities_without(const Folds& left_out);
    /// What each document's entities look like to a tagger that did not learn from it, nor from the fold held out.
    std::vector<Entities> unseen_entities(std::optional<std::size_t> held_out);
    std::vector<Example> compared_directions(std::optional<std::size_t> held_out, const LinearModel& figures) const;

    const ClaimData& m_data;
    std::map<Folds, LinearModel>
        m_entities; ///< by the folds left out: half of those of a cross-validation are asked for twice
};

} // namespace ekb::importers::extraction::training
