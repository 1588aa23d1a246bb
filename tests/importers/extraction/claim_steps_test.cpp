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
