// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/numbers/dose.h"
#include "importers/extraction/numbers/numbers.h"
#include "importers/extraction/text/abbreviations.h"
#include "importers/extraction/text/sentences.h"
#include "importers/extraction/words/tokens.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace ekb;
using namespace ekb::importers::extraction;

namespace {

std::string joined(std::string_view text) {
    std::string out;
    for (const Token& token : tokenise(text))
        out += (out.empty() ? "" : "|") + token.lower;
    return out;
}

std::vector<std::string> sentences(std::string_view text) {
    std::vector<std::string> out;
    for (const ByteSpan span : split_sentences(text, {0, text.size()}))
        out.emplace_back(text.substr(span.begin, span.size()));
    return out;
}

} // namespace

TEST_CASE("tokens part units from numbers and read every dash and decimal mark") {
    CHECK(joined("Take 10mg of 3MIX.") == "take|10|mg|of|3mix|.");
    CHECK(joined("ALSFRS-R 0·65") == "alsfrs|-|r|0·65");
    CHECK(joined("−0.4 ± 1") == "-|0.4|+-|1");
    CHECK(joined("P≤.05") == "p|<=|.05");
    CHECK(joined("").empty());
    struct Row {
        std::string_view text;
        double value;
    };
    for (const Row& row :
         {Row{"0·65", 0.65}, Row{"3,799", 3799}, Row{"2,5", 2.5}, Row{".04", 0.04}, Row{"1,234,567", 1234567},
          Row{"12\xE2\x80\x89"
              "345",
              12345},
          Row{"7.25", 7.25}}) {
        DYNAMIC_SECTION(row.text) {
            const auto tokens = tokenise(row.text);
            REQUIRE(tokens.size() == 1);
            CHECK(tokens[0].number());
            CHECK(tokens[0].value == Approx(row.value));
        }
    }
}

TEST_CASE("a token's span is its bytes") {
    const std::string text = "dose: 5 µg";
    const auto tokens = tokenise(text);
    REQUIRE(tokens.size() == 4);
    CHECK(text.substr(tokens[3].span.begin, tokens[3].span.size()) == "µg");
    CHECK(tokens[3].spaced);
    CHECK_FALSE(tokens[1].spaced);
}

TEST_CASE("numbers in words") {
    struct Row {
        std::string_view text;
        double value;
        std::size_t tokens;
    };
    for (const Row& row : {Row{"Fifty-three", 53, 3}, Row{"one hundred and seventy-two patients", 172, 6},
                           Row{"two thousand", 2000, 2}, Row{"twelve hundred", 1200, 2}, Row{"three and four", 3, 1},
                           Row{"twenty", 20, 1}, Row{"one hundred two", 102, 3}, Row{"sixty, forty", 60, 1}}) {
        DYNAMIC_SECTION(row.text) {
            const auto number = number_in_words(tokenise(row.text), 0);
            REQUIRE(number);
            CHECK(number->value == row.value);
            CHECK(number->end == row.tokens);
        }
    }
    CHECK_FALSE(number_in_words(tokenise("second"), 0));
    CHECK_FALSE(number_in_words(tokenise("once"), 0));
}

TEST_CASE("a minus is a sign only where nothing stands to subtract from") {
    CHECK(signed_number(tokenise("(-2.2"), 1)->value == -2.2);
    CHECK(signed_number(tokenise("was −5"), 1)->value == -5);
    CHECK_FALSE(signed_number(tokenise("3-5"), 1));
    CHECK(signed_number(tokenise("3-5"), 2)->value == 5);
}

TEST_CASE("sentences end at stops that end one") {
    CHECK(sentences("It fell by 3.5 kg. It rose.") == std::vector<std::string>{"It fell by 3.5 kg.", "It rose."});
    CHECK(sentences("Drug vs. Placebo was better.").size() == 1);
    CHECK(sentences("By A. Smith et al. It worked.").size() == 1);
    CHECK(sentences("Low (see p. Four. Then more) here. Next.").size() == 2);
    CHECK(sentences("Was it so? Yes! It was.").size() == 3);
    CHECK(sentences("Open ( bracket. Never closed. End.").size() == 3);
    CHECK(sentences("").empty());
}

TEST_CASE("abbreviations are those that the text explains") {
    const auto find = [](std::string_view text) {
        DocumentText content{std::string(text), {{BlockKind::paragraph, {0, text.size()}, "abstract"}}, {}};
        return find_abbreviations(content.text, read_sentences(content));
    };
    const auto als = find("In amyotrophic lateral sclerosis (ALS; n = 20) we saw it.");
    REQUIRE(als.size() == 1);
    CHECK(als[0].short_form == "ALS");
    CHECK(als[0].long_form == "amyotrophic lateral sclerosis");
    CHECK(find("The drug (2012) was given (see above).").empty());
    CHECK(find("serum ferritin (SF), then transferrin (TF)").size() == 2);
}

TEST_CASE("doses") {
    struct Row {
        std::string_view text;
        double amount;
        std::string_view unit;
        std::string_view route; ///< empty: none
        std::string_view frequency;
        double per_day;       ///< 0: none
        double duration_days; ///< 0: none
    };
    for (const Row& row :
         {Row{"50 mg intramuscular twice weekly for 16 weeks", 50, "mg", "intramuscular", "twice weekly", 2.0 / 7, 112},
          Row{"200 mg tid for up to 12 months", 200, "mg", "", "tid", 3, 365},
          Row{"oral vitamin D 1000 IU/day", 1000, "IU", "oral", "/day", 1, 0},
          Row{"0.1 µg/kg/min i.v.", 0.1, "ug/kg/min", "intravenous", "", 0, 0},
          Row{"2.5 mg kg-1 day-1", 2.5, "mg/kg", "", "day-1", 1, 0},
          Row{"500mg once a day over five days", 500, "mg", "", "once a day", 1, 5},
          Row{"100 micrograms inhaled every 8 hours", 100, "ug", "inhaled", "every 8 hours", 3, 0},
          Row{"0.1 μg·kg-1·min-1", 0.1, "ug/kg/min", "", "", 0, 0}, Row{"0.3 ug/kg⁻¹", 0.3, "ug/kg", "", "", 0, 0}, Row{"0.04 ug/(kg·h)", 0.04, "ug/kg/h", "", "", 0, 0},
          Row{"200 000 IU", 200000, "IU", "", "", 0, 0}, Row{"4 × 106 IU", 4000000, "IU", "", "", 0, 0},
          Row{"320/9 μg", 320, "ug", "", "", 0, 0}, Row{"1.1 g protein/kg", 1.1, "g/kg", "", "", 0, 0},
          Row{"750 μmol/kg", 750, "umol/kg", "", "", 0, 0}, Row{"∼10 mg/kg", 10, "mg/kg", "", "", 0, 0}}) {
        DYNAMIC_SECTION(row.text) {
            const auto dose = parse_dose(row.text);
            REQUIRE(dose);
            CHECK(dose->amount == row.amount);
            CHECK(dose->unit == std::string(row.unit));
            CHECK(dose->route.value_or("") == row.route);
            CHECK(dose->frequency.value_or("") == row.frequency);
            CHECK(dose->per_day.value_or(0) == Approx(row.per_day));
            CHECK(dose->duration_days.value_or(0) == Approx(row.duration_days));
        }
    }
    const std::string coded = "extract GH 2002 versus 5% aciclovir cream";
    REQUIRE(find_doses(coded, tokenise(coded)).size() == 1);
    CHECK(find_doses(coded, tokenise(coded))[0].dose.amount == 5);
    CHECK_FALSE(parse_dose("glucose of 120 mg/dL"));
    CHECK_FALSE(parse_dose("usual care"));
    CHECK(parse_dose("vitamin B 12, 50 mg twice weekly")->amount == 50);
    const std::string list = "10, 20, or 30 mg BID";
    const auto three = find_doses(list, tokenise(list));
    REQUIRE(three.size() == 3);
    CHECK(three[1].dose.amount == 20);
    CHECK(three[1].dose.unit == "mg");
    const std::string hyphened = "0.59- or a 2.1-mg implant";
    REQUIRE(find_doses(hyphened, tokenise(hyphened)).size() == 2);
    const std::string rising = "5,10,20,40,80,160,160,160 mg";
    REQUIRE(find_doses(rising, tokenise(rising)).size() == 8);
    const auto range = parse_dose("20-30 mL/h");
    REQUIRE(range);
    CHECK(range->amount == 20);
    CHECK(range->amount_high == 30);
}

TEST_CASE("sentences: the semicolon by which an export joins paragraphs ends one and is no part of any") {
    CHECK(sentences("Pain was less.; For sleep there was no difference.; Ten withdrew") ==
          std::vector<std::string>{"Pain was less.", "For sleep there was no difference.", "Ten withdrew"});
    CHECK(sentences("It fell (Smith et al.; Jones et al.) and rose; it fell again.").size() == 1);
}
