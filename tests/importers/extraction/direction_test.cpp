// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/extract.h"
#include "importers/extraction/results/clause.h"
#include "importers/extraction/results/favours.h"
#include "importers/extraction/results/movement_keys.h"
#include "kb/model/document.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

using namespace ekb;
using namespace ekb::importers::extraction;

namespace {

struct ReadSentence {
    explicit ReadSentence(std::string_view text) : content(plain_text(text)), prose(read_prose(content)) {
        traits.tokens.push_back(bare_traits(prose.sentences[0]));
    }
    const std::vector<Token>& tokens() const { return prose.sentences[0].tokens; }
    std::size_t find(std::string_view word) const {
        const auto at = std::find_if(tokens().begin(), tokens().end(), [&](const Token& t) { return t.is(word); });
        return static_cast<std::size_t>(at - tokens().begin());
    }

    DocumentText content;
    Prose prose;
    ProseTraits traits;
};

} // namespace

TEST_CASE("the clause around a word") {
    struct Row {
        std::string_view text;
        std::string_view word;
        std::string_view clause;
    };
    for (const Row& row :
         {Row{"Pain was lower, whereas sleep was longer.", "pain", "Pain was lower,"},
          Row{"Pain was lower, whereas sleep was longer.", "sleep", "sleep was longer."},
          Row{"Zinc reduced pain and increased the appetite.", "pain", "Zinc reduced pain"},
          Row{"Zinc reduced pain and increased the appetite.", "appetite", "increased the appetite."},
          Row{"Pain was lower and the sleep was longer.", "pain", "Pain was lower"},
          Row{"Pain and sleep were similar.", "pain", "Pain and sleep were similar."},
          Row{"Pain was lower (5 vs 7; p = 0.01) with zinc.", "pain", "Pain was lower (5 vs 7; p = 0.01) with zinc."},
          Row{"Pain was lower with zinc, but not with copper.", "pain", "Pain was lower with zinc, but not with copper."},
          Row{"Pain was lower with zinc but sleep was not.", "pain", "Pain was lower with zinc"}}) {
        DYNAMIC_SECTION(row.text << " / " << row.word) {
            const ReadSentence read(row.text);
            const std::size_t at = read.find(row.word);
            REQUIRE(at < read.tokens().size());
            const Clause clause = clause_around(read.tokens(), read.traits.tokens[0], at, at + 1);
            const ByteSpan span = span_of(Tokens(read.tokens()).subspan(clause.first, clause.end - clause.first));
            CHECK(read.prose.text.substr(span.begin, span.size()) == row.clause);
        }
    }
}

TEST_CASE("a comparator against what is tried is turned round") {
    TrialArms trial;
    trial.arms.resize(2);
    trial.arms[0].role = ArmRole::experimental;
    trial.arms[1].role = ArmRole::comparator;
    ArmPair pair{1, 0, ArmPlace{3, 4, 1}, std::nullopt, false};
    CHECK(put_straight(pair, trial));
    CHECK(pair.subject == 0);
    CHECK(pair.reference == 1);
    CHECK_FALSE(pair.subject_place);
    CHECK(pair.reference_place->first == 3);
    CHECK_FALSE(put_straight(pair, trial));
    ArmPair alone{1, std::nullopt, std::nullopt, std::nullopt, false};
    CHECK_FALSE(put_straight(alone, trial));
}

TEST_CASE("whether more or less of an endpoint is better") {
    const auto better = [](std::string_view text) { return better_of(tokenise(text)); };
    CHECK(better("pain") == Better::less);
    CHECK(better("pain-free survival") == Better::more);
    CHECK(better("risk of remission") == Better::less);
    CHECK(better("quality of life") == Better::more);
    CHECK(better("proportion of patients in remission") == Better::more);
    CHECK(better("glycated hemoglobin") == Better::less);
    CHECK(better("hemoglobin") == Better::more);
    CHECK_FALSE(better("heart rate"));
}

TEST_CASE("the key words of a clause are those of the pair") {
    const ReadSentence read("Pain was lower in zinc than in placebo (p = 0.01).");
    TrialArms trial;
    trial.arms.resize(2);
    trial.places = {{{read.find("zinc"), read.find("zinc") + 1, 0}, {read.find("placebo"), read.find("placebo") + 1, 1}}};
    EndpointMention endpoint{{0, 0, 1, 1}, 0, 1};
    const std::vector<EndpointMention> endpoints{endpoint};
    const Statement statement{read.prose, read.traits, trial, endpoints, 0, {0, 1, {}, {}, false}};
    std::vector<MovementKey> keys;
    for (const PlacedKey& key : movement_keys(statement, {0, read.tokens().size()}))
        keys.push_back(key.key);
    using Key = MovementKey;
    CHECK(keys == std::vector{Key::endpoint, Key::verb, Key::down, Key::subject, Key::than, Key::reference, Key::p_below});
}

TEST_CASE("which way an endpoint went") {
    struct Row {
        std::string_view result;
        Direction direction;
    };
    const Row rows[] = {
        {"Pain was significantly lower in the zinc group than in the placebo group (p = 0.01).", Direction::decreased},
        {"Pain was significantly higher in the placebo group than in the zinc group (p = 0.01).", Direction::decreased},
        {"Pain did not differ significantly between the zinc group and the placebo group (p = 0.41).", Direction::no_difference},
        {"Quality of life improved significantly in the zinc group compared with the placebo group (p = 0.003).", Direction::increased},
        {"The mortality was 12% in the zinc group and 24% in the placebo group (p = 0.02).", Direction::decreased},
        {"Compared with placebo, zinc significantly reduced the duration of cough (p < 0.001).", Direction::decreased},
        {"Mean pain scores were 5.3 ± 1.2 and 6.4 ± 1.4 in the zinc and placebo groups, respectively (p = 0.56).", Direction::no_difference},
    };
    for (const Row& row : rows) {
        DYNAMIC_SECTION(row.result) {
            Document document;
            document.content = plain_text("Zinc for colds: a randomised controlled trial\n\nMethods\nEighty patients were randomised to receive zinc "
                                          "or placebo.\n\nResults\n" + std::string(row.result) + "\n");
            extract(document);
            REQUIRE_FALSE(document.claims.empty());
            const Claim& claim = document.claims.front();
            REQUIRE(lower_case(claim.intervention.text) == "zinc");
            CHECK(claim.effect.direction == row.direction);
        }
    }
}
