// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/study/size_candidates.h"

#include "importers/extraction/extract.h"
#include "importers/extraction/text/prose.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string_view>
#include <vector>

using namespace ekb;
using namespace ekb::importers::extraction;

namespace {

std::vector<SizeCandidate> read(std::string_view words) {
    const DocumentText content = plain_text(words);
    return size_candidates(read_prose(content), {});
}

bool has(const std::vector<SizeCandidate>& candidates, SizeKind kind, int value) {
    return std::any_of(candidates.begin(), candidates.end(),
                       [&](const SizeCandidate& c) { return c.kind == kind && c.value == value; });
}

SizeContext context_of(const std::vector<SizeCandidate>& candidates, int value) {
    const auto found = std::find_if(candidates.begin(), candidates.end(), [&](const SizeCandidate& c) { return c.value == value; });
    REQUIRE(found != candidates.end());
    return found->context;
}

} // namespace

TEST_CASE("sizes that are worked out") {
    struct Row {
        std::string_view text;
        SizeKind kind;
        int value;
    };
    for (const Row& row : {Row{"We compared placebo and adenosine in 6 normal and 6 asthmatic subjects.", SizeKind::sum, 12},
                           Row{"Thirty pregnant and 10 nonpregnant women were included.", SizeKind::sum, 40},
                           Row{"It was randomised to A (n = 61) or B (n = 31).", SizeKind::sum, 92},
                           Row{"Each group consisted of 46 patients.", SizeKind::each, 92},
                           Row{"Rats were separated into 4 groups of 7 rats each: A, B, C and D.", SizeKind::each, 28},
                           Row{"We enrolled 19 patients in each group.", SizeKind::each, 38},
                           Row{"TIOSPIR (n=17 135) was a randomised trial.", SizeKind::stated, 17135}}) {
        DYNAMIC_SECTION(row.text) { CHECK(has(read(row.text), row.kind, row.value)); }
    }
}

TEST_CASE("ages, ranges and years are no groups to add up") {
    CHECK_FALSE(has(read("We assigned 104 healthy infants, 24 to 48 hours old, to milk or water."), SizeKind::sum, 128));
    CHECK_FALSE(has(read("The study from July 2015 to December 2016 included 62 patients."), SizeKind::sum, 4093));
}

TEST_CASE("what the words around a count say of it") {
    const auto screened = read("Of 138 patients (397 polyps) who had undergone resection, 62 patients (148 polyps) with large polyps were enrolled.");
    CHECK(context_of(screened, 138).out_of);
    CHECK_FALSE(context_of(screened, 62).out_of);
    CHECK(context_of(screened, 62).subset);
    CHECK(context_of(screened, 62).after == SizeCue::enrolled);

    const auto part = read("Thirty of 40 eligible subjects participated.");
    CHECK(context_of(part, 40).out_of);
    CHECK(context_of(part, 30).subset);

    CHECK(context_of(read("We recruited participants (N=170) who were afraid."), 170).people == 0);

    const auto plain = read("A total of 120 patients were randomised.");
    CHECK_FALSE(context_of(plain, 120).out_of);
    CHECK(context_of(plain, 120).after == SizeCue::randomised);
}

TEST_CASE("counts of more people than a number holds are not added up") {
    const auto found = read("A trial\n\nMETHODS:\nGroup A (n = 2000000000) and group B (n = 2000000000) were compared.");
    CHECK(has(found, SizeKind::stated, 2000000000));
    CHECK(std::none_of(found.begin(), found.end(), [](const SizeCandidate& c) { return c.kind == SizeKind::sum || c.value < 0; }));
}
