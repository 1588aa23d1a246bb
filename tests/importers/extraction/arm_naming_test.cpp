// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/arms/arm_naming.h"
#include "importers/extraction/extract.h"
#include "importers/extraction/models/claim_models.h"

#include <catch2/catch.hpp>

using namespace ekb;
using namespace ekb::importers::extraction;

namespace {

const char* const report = "METHODS:\nSixty adults received riluzole (group A) or placebo (group B).\n\nRESULTS:\nPain was lower "
                           "in group A.";

/// Says of every name that it is the arm's with the same probability.
LinearModel same_of_all(float log_odds) {
    return {4, std::vector<float>{0, log_odds}, std::vector<float>(32)};
}

/// What the text's one arm is called by such a model, which was found as "group A" and as riluzole.
TrialArms named(float log_odds) {
    const DocumentText content = plain_text(report);
    const Prose prose = read_prose(content);
    const ProseTraits traits = read_traits(prose, ClaimModels::built_in().phrases);
    TrialArms trial;
    trial.places.resize(prose.sentences.size());
    trial.arms.resize(1);
    trial.arms[0].name = "group A";
    trial.arms[0].also_called = {"riluzole"};
    for (const std::size_t s : prose.core) {
        const auto& tokens = prose.sentences[s].tokens;
        for (std::size_t t = 0; t < tokens.size(); ++t) {
            if (tokens[t].is("riluzole")) trial.places[s].push_back({t, t + 1, 0, 0.9});
            if (tokens[t].is("group") && tokens[t + 1].is("a")) trial.places[s].push_back({t, t + 2, 0, 0.9});
        }
    }
    name_arms(prose, traits, trial, same_of_all(log_odds));
    return trial;
}

std::size_t places(const TrialArms& trial) {
    std::size_t count = 0;
    for (const auto& sentence : trial.places)
        count += sentence.size();
    return count;
}

} // namespace

TEST_CASE("an arm is called by what is given before a letter, where both are likely its names") {
    const TrialArms trial = named(5);
    CHECK(trial.arms[0].name == "riluzole");
    CHECK(trial.arms[0].also_called == std::vector<std::string>{"group A"});
    CHECK(places(trial) == 3);
}

TEST_CASE("an unlikely name comes no longer before a letter") {
    const TrialArms trial = named(-0.5F);
    CHECK(trial.arms[0].name == "group A");
    CHECK(places(trial) == 3);
}

TEST_CASE("what is hardly a name of an arm is none, nor a place where it stands") {
    const TrialArms trial = named(-5);
    CHECK(trial.arms[0].name == "group A");
    CHECK(trial.arms[0].also_called.empty());
    CHECK(places(trial) == 2);
}
