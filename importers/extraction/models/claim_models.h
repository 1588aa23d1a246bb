// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/linear/linear_model.h"
#include "importers/extraction/models/calibration.h"

namespace ekb::importers::extraction {

/// The trained models of the line from prose to claims. Data files, made by training/train_claims.cpp; report_words by training/train_reports.cpp.
struct ClaimModels {
    LinearModel phrases;    ///< tokens: outside, part of an intervention, an outcome, participants (token_traits.h)
    LinearModel entities;   ///< tokens: outside, arm, condition (bio.h)
    LinearModel names;      ///< two names: of two arms, or of one
    LinearModel arms;       ///< a group of mentions: no arm of the trial, or one
    LinearModel naming;     ///< a name of an arm: not really its own, or it is
    LinearModel doses;      ///< a stated amount: not, or an arm's dose
    LinearModel sizes;      ///< a number: not, or the number randomised
    LinearModel endpoints;  ///< tokens: outside, endpoint of a stated result
    LinearModel relations;  ///< a phrase: tells no result, or one
    LinearModel pairs;      ///< a result and a pair of arms: not of it, or of it
    LinearModel directions; ///< a result: increased, decreased, no difference
    LinearModel figures;    ///< a figure of a result's sentence and an arm: not, or its figure there
    LinearModel effects;    ///< a figure of a result's sentence: not, or its effect
    LinearModel p_values;   ///< a p value of a result's sentence: not, or its own
    LinearModel report_words; ///< a text: other work, or a report of a trial (study/trial_report.h)
    Calibration confidence{}; ///< how often a claim is right; the built-in models' own, else what the models say

    /// The models that the program was built with. Read at first use; thread-safe.
    static const ClaimModels& built_in();
};

} // namespace ekb::importers::extraction
