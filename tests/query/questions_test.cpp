// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/vocabulary/vocabulary.h"
#include "query/language/parse.h"
#include "query/question/reading.h"
#include "tests/support/case_rows.h"

#include <catch2/catch.hpp>

using namespace ekb;
using namespace ekb::query;

namespace {

/// "I:riluzole C:placebo T:slowly": what each facet was read as, and the words that are searched as text.
std::string printed(const Reading& reading) {
    constexpr std::string_view letters = "ICED";
    std::string all;
    for (const Role role : {Role::intervention, Role::comparator, Role::endpoint, Role::condition}) {
        for (const QuestionFacet& facet : reading.facets) {
            if (facet.role != role) continue;
            all += (all.empty() ? "" : " ") + std::string(1, letters[static_cast<std::size_t>(role)]) + ":";
            all += facet.concepts.front()->label;
        }
    }
    for (const QuestionWord& word : reading.words) {
        if (!word.facet && !word.filtered) all += (all.empty() ? "T:" : " T:") + word.word;
    }
    return all;
}

std::string filters_of(const Reading& reading) {
    std::string all;
    for (const FoundFilter& found : reading.filters)
        all += (all.empty() ? "" : " | ") + found.filter.label;
    return all;
}

} // namespace

TEST_CASE("plain questions of clinicians are read as they are meant") {
    for (const auto& row : tests::case_rows("questions/readings.tsv", 3)) {
        CAPTURE(row[0]);
        const Reading reading = read_question(row[0], kb::Vocabulary::builtin(), [] { return 2026; });
        CHECK(printed(reading) == row[1]);
        CHECK(filters_of(reading) == row[2]);
        for (const FoundFilter& found : reading.filters) {
            CAPTURE(found.filter.query);
            CHECK(parse_query(found.filter.query).has_value());
        }
    }
}
