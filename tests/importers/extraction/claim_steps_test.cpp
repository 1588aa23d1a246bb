// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/calibration.h"
#include "importers/extraction/claim_models.h"
#include "importers/extraction/extract.h"
#include "importers/extraction/prose.h"
#include "kb/model/error.h"

#include <catch2/catch.hpp>

using namespace ekb;
using namespace ekb::importers::extraction;

namespace {

struct Text {
    explicit Text(std::string_view words) : content(plain_text(words)), prose(read_prose(content)) {}
    DocumentText content;
    Prose prose;
};

} // namespace

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
