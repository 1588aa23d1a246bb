// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/facets/facets.h"

#include "indexer/index_writer.h"
#include "tests/support/small_kb.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace ekb;
using namespace ekb::query;

namespace {

struct SixTrials {
    tests::TempDir dir;
    Engine engine{dir.path()};

    SixTrials() {
        tests::put_all(dir.path(), tests::six_trials());
        indexer::update_index(dir.path());
    }
    std::string counts(const Facets& all, const std::string& field) const {
        const auto found = std::ranges::find(all.facets, field, &Facet::field);
        REQUIRE(found != all.facets.end());
        std::string text;
        for (const FacetValue& value : found->values)
            text += (text.empty() ? "" : " ") + value.label + "=" + std::to_string(value.count);
        return text;
    }
};

} // namespace

TEST_CASE_METHOD(SixTrials, "the studies of a query are counted by the values of its fields") {
    const Facets all = facets(engine, "methylcobalamin OR edaravone").value();
    CHECK(all.total == 3);
    CHECK(counts(all, "year") == "2017=1 2019=1 2022=1");
    CHECK(counts(all, "phase") == "3=1");
    CHECK(counts(all, "effect") == "increased=2 decreased=1 no_difference=1");
    CHECK(counts(all, "comparator") == "placebo=3");
    CHECK(counts(all, "intervention") == "methylcobalamin=2 edaravone=1");
    CHECK(counts(all, "retracted") == "false=3");
}

TEST_CASE_METHOD(SixTrials, "a facet's query finds as many studies as it counts") {
    for (const char* query : {"methylcobalamin OR edaravone", "species:animal", "placebo NOT pain", "effect:increased", "endpoint:ALSFRS-R effect:increased",
                              "effect:increased OR species:human", "status:unreviewed species:human year:2017..2019"}) {
        const Facets all = facets(engine, query).value();
        for (const Facet& facet : all.facets) {
            for (const FacetValue& value : facet.values) {
                INFO(value.query);
                const auto narrowed = engine.search({value.query, 0, 0});
                REQUIRE(narrowed);
                // A concept's query finds what is narrower, and what names it elsewhere, too.
                if (value.value == value.label)
                    CHECK(narrowed.value().total == value.count);
                else
                    CHECK(narrowed.value().total >= value.count);
            }
        }
    }
}

TEST_CASE_METHOD(SixTrials, "nothing found has no facets, and what is not understood is an error") {
    CHECK(facets(engine, "title:nothingofthekind").value().facets.empty());
    CHECK_FALSE(facets(engine, "nosuch:x"));
}
