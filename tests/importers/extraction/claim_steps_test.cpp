// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/extract.h"
#include "importers/extraction/models/calibration.h"
#include "importers/extraction/models/claim_models.h"
#include "importers/extraction/results/endpoint_candidates.h"
#include "importers/extraction/results/endpoints.h"
#include "importers/extraction/results/pair_choice.h"
#include "importers/extraction/results/statement_pairs.h"
#include "kb/model/error.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

using namespace ekb;
using namespace ekb::importers::extraction;

namespace {

struct Text {
    explicit Text(std::string_view words) : content(plain_text(words)), prose(read_prose(content)) {}
    DocumentText content;
    Prose prose;
};

/// A trial of arms that the words of the first sentence name.
TrialArms trial_of(const Prose& prose, const std::vector<std::string>& names) {
    TrialArms trial;
    trial.places.resize(prose.sentences.size());
    for (const std::string& name : names) {
        for (std::size_t t = 0; t < prose.sentences[0].tokens.size(); ++t) {
            if (prose.sentences[0].tokens[t].lower == name) trial.places[0].push_back({t, t + 1, trial.arms.size()});
        }
        Arm arm;
        arm.name = name;
        arm.role = trial.arms.empty() ? ArmRole::experimental : ArmRole::comparator;
        trial.arms.push_back(arm);
    }
    return trial;
}

/// The candidates of a sentence in which a tagger holds some words for endpoints.
std::vector<std::string> candidates(std::string_view words, const std::vector<std::string>& arms,
                                    const std::set<std::string>& endpoint_words) {
    const Text text(words);
    const TrialArms trial = trial_of(text.prose, arms);
    const ProseTraits traits = read_traits(text.prose, ClaimModels::built_in().phrases);
    const std::vector<Token>& tokens = text.prose.sentences[0].tokens;
    ClassValues tagged(tokens.size(), 3);
    bool inside = false;
    for (std::size_t t = 0; t < tokens.size(); ++t) {
        const bool part = endpoint_words.contains(tokens[t].lower);
        const std::vector<double> said = !part ? std::vector{0.9, 0.05, 0.05}
                                         : inside ? std::vector{0.1, 0.1, 0.8} : std::vector{0.1, 0.8, 0.1};
        std::copy(said.begin(), said.end(), tagged[t].begin());
        inside = part;
    }
    std::vector<std::string> out;
    for (const EndpointMention& found : endpoint_candidates(endpoint_view(text.prose, traits, trial, 0), 0, tagged))
        out.push_back(text_of(text.prose, found));
    return out;
}

} // namespace

TEST_CASE("an arm's name is part of an endpoint where the tagger says so") {
    const auto dose = candidates("The total propofol dose was lower with dexmedetomidine.", {"dexmedetomidine", "propofol"},
                                 {"total", "propofol", "dose"});
    CHECK(std::find(dose.begin(), dose.end(), "total propofol dose") != dose.end());
    const auto apart = candidates("Pain propofol was lower.", {"propofol"}, {"pain"});
    CHECK(std::find(apart.begin(), apart.end(), "Pain") != apart.end());
}

TEST_CASE("what only the tagger holds for an endpoint is proposed too") {
    const auto verbs = candidates("Five of nine lambs died in group B.", {"b"}, {"died"});
    CHECK(std::find(verbs.begin(), verbs.end(), "died") != verbs.end());
}

TEST_CASE("a change in all groups is told of each by itself, a comparison of the pair") {
    struct Row {
        const char* text;
        std::size_t pairs;
        bool within;
    };
    const Row rows[] = {{"Pain decreased in both groups.", 2, true},
                        {"No changes of pain were seen within groups.", 2, true},
                        {"Pain improved in each of the treatment arms.", 2, true},
                        {"Pain was similar in both groups.", 1, false},
                        {"Pain did not differ between the two groups.", 1, false},
                        {"Pain was lower with arimexol than with placebo.", 1, false}};
    for (const Row& row : rows) {
        INFO(row.text);
        const Text text(row.text);
        const auto pairs = statement_pairs(text.prose, trial_of(text.prose, {"arimexol", "placebo"}), Mention{0, 0, 1, 1});
        REQUIRE(pairs.size() == row.pairs);
        CHECK(pairs[0].within == row.within);
        CHECK(pairs[0].reference.has_value() != row.within);
    }
}

TEST_CASE("a heading of methods and results leaves it to the sentences what they are") {
    const Text text("A trial of arimexol\n\nMETHODS AND RESULTS:\nPeople were randomised to arimexol or placebo. Pain was "
                    "scored by nurses. Pain was significantly lower with arimexol (p = 0.01).");
    const auto starts = [&](const Sentence& sentence, std::string_view words) {
        return sentence.in(text.prose.text).starts_with(words);
    };
    std::size_t found = 0;
    for (const Sentence& sentence : text.prose.sentences) {
        if (starts(sentence, "People")) CHECK(sentence.section != SectionKind::results);
        if (starts(sentence, "Pain was significantly")) CHECK(sentence.section == SectionKind::results);
        found += starts(sentence, "People") || starts(sentence, "Pain was significantly");
    }
    CHECK(found == 2);
}

TEST_CASE("a confidence is worth what its steps say") {
    const Calibration plain;
    CHECK(plain(0.3) == 0.3);
    const Calibration steps("# share\n0.2\t0.1\n0.6\t0.5\n");
    CHECK(steps(0.1) == 0.1);
    CHECK(steps(0.4) == Approx(0.3));
    CHECK(steps(0.9) == 0.5);
    CHECK_THROWS_AS(Calibration("0.2\t0.4\n0.1\t0.5\n"), Error);
    CHECK_THROWS_AS(Calibration("0.2\tmany\n"), Error);
    CHECK_THROWS_AS(Calibration("0.2\n"), Error);
}

TEST_CASE("the built-in confidences are shares") {
    const Calibration& built_in = ClaimModels::built_in().confidence;
    for (const double p : {0.0, 0.25, 0.5, 0.75, 1.0}) {
        CHECK(built_in(p) >= 0);
        CHECK(built_in(p) <= 1);
    }
}

TEST_CASE("what a sentence leaves out is read from the next where that goes on about it") {
    Document document;
    document.content = plain_text("A randomised trial of arimexol against placebo in pain\n\nMETHODS:\nForty patients were "
                                  "randomised to arimexol 10 mg or placebo.\n\nRESULTS:\nPain scores were lower in the arimexol "
                                  "group than in the placebo group. This difference was significant (mean difference -1.5, 95% CI "
                                  "-2.4 to -0.6; p = 0.02).");
    extract(document, ClaimModels::built_in());
    REQUIRE(!document.claims.empty());
    const Claim& claim = document.claims.front();
    CHECK(claim.effect.p == 0.02);
    CHECK(claim.effect.value == -1.5);
    CHECK(claim.effect.ci_low == -2.4);
    REQUIRE(claim.evidence.size() == 2);
    CHECK(claim.evidence[1].quote.starts_with("This difference"));
}

TEST_CASE("a result may be of every two arms and of every arm by itself, each once") {
    const Text text("arimexol and zinc lowered pain more than placebo");
    TrialArms trial = trial_of(text.prose, {"arimexol", "placebo", "zinc"});
    trial.arms[2].role = ArmRole::experimental;
    const PairChoice choice = possible_pairs(text.prose, trial, Mention{0, 4, 5, 1});
    CHECK(choice.pairs.size() == 6);
    REQUIRE(choice.ruled >= 1);
    CHECK(choice.pairs.front().reference == 1U);
    std::set<std::pair<std::size_t, std::size_t>> seen;
    for (const ArmPair& pair : choice.pairs) {
        CHECK(seen.insert({pair.subject, pair.reference.value_or(9)}).second);
        if (pair.reference) CHECK(trial.arms[pair.subject].role == ArmRole::experimental);
    }
}

namespace {

/// The names of each group that the names of a text's arms are joined to.
std::set<std::set<std::string>> groups_of(std::string_view words, const std::vector<std::string>& names, double least_odds) {
    const Text text(words);
    std::vector<Mention> mentions;
    for (std::size_t s = 0; s < text.prose.sentences.size(); ++s) {
        const auto& tokens = text.prose.sentences[s].tokens;
        for (std::size_t t = 0; t < tokens.size(); ++t) {
            for (const std::string& name : names)
                if (tokens[t].lower == name) mentions.push_back({s, t, t + 1, 0.9});
        }
    }
    std::set<std::set<std::string>> out;
    for (const ArmGroup& group : ArmGrouping(text.prose, mentions, ClaimModels::built_in().names).at(least_odds))
        out.insert({group.keys.begin(), group.keys.end()});
    return out;
}

} // namespace

TEST_CASE("names of one arm are one group, and those of two are two") {
    const std::string_view text = "Sixty patients received arimexol (AXL) or placebo. Pain was lower with AXL than with placebo.";
    const std::set<std::set<std::string>> both{{"arimexol", "axl"}, {"placebo"}};
    CHECK(groups_of(text, {"arimexol", "axl", "placebo"}, same_arm_odds) == both);
    CHECK(groups_of(text, {"arimexol", "axl", "placebo"}, 100).size() == 3);
    CHECK(groups_of(text, {"arimexol", "axl", "placebo"}, -100).size() == 1);
}

TEST_CASE("what one name explains another by is the same, whatever else is held of it") {
    const std::string_view text = "Patients received arimexol, a form of zinc, or placebo.";
    const std::set<std::set<std::string>> both{{"arimexol", "zinc"}, {"placebo"}};
    CHECK(groups_of(text, {"arimexol", "zinc", "placebo"}, 1) == both);
}
