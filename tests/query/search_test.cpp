// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/index_writer.h"
#include "query/engine.h"
#include "query/export/formats.h"
#include "tests/support/small_kb.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace ekb;
using namespace ekb::query;

namespace {

/// The six trials, the first with figures and doses.
std::vector<Document> trials() {
    std::vector<Document> all = tests::six_trials();
    all[0].claims[0].effect.p = 0.01;
    all[0].claims[0].dose = Dose{"50 mg twice weekly", 50, {}, "mg", "intramuscular", {}, {}, {}, {}};
    all[0].claims[1].effect.p = 0.2;
    all[1].claims[0].effect.p = 0.05;
    all[1].claims[0].effect.p_op = PRelation::greater;
    all[1].claims[1].dose = Dose{"25 or 50 mg", 25, 50, "mg", "intramuscular", {}, {}, {}, {}};
    all[4].claims[0].dose = Dose{"1500 ug", 1500, {}, "ug", "oral", {}, {}, {}, {}};
    all[4].identifiers.registry = {"NCT00000005"};
    all[5].claims[0].status = ReviewStatus::accepted;
    return all;
}

class Search {
public:
    Search() {
        tests::put_all(m_dir.path(), trials());
        indexer::update_index(m_dir.path());
    }

    Expected<SearchResult, QueryError> operator()(const std::string& query) const {
        return Engine(m_dir.path()).search({query});
    }

    /// The PMIDs found, rising; or the error.
    std::string found(const std::string& query) const {
        const auto result = (*this)(query);
        if (!result) return result.error().message;
        std::vector<std::string> ids;
        for (const AnswerStudy& study : result->studies)
            ids.push_back(study.id.substr(study.id.find(':') + 1));
        std::ranges::sort(ids);
        std::string all;
        for (const std::string& id : ids)
            all += (all.empty() ? "" : " ") + id;
        return all;
    }

private:
    tests::TempDir m_dir;
};

} // namespace

TEST_CASE("queries find what they say and nothing else") {
    const Search search;
    struct Row {
        const char* query;
        const char* expected;
    };
    const Row rows[] = {
        // concepts, with what is narrower, or exactly
        {"intervention:B12", "1 2 5"},
        {"intervention:=\"vitamin B12\"", ""},
        {"intervention:=cyanocobalamin", "5"},
        {"intervention:cyano*", "5"},
        {"endpoint:ALSFRS-R", "1 2 3"},
        {"intervention:B12 endpoint:ALSFRS-R", "1 2"},
        {"endpoint:ALSFRS-R NOT intervention:B12", "3"},
        {"intervention:(edaravone OR cyanocobalamin)", "3 5"},
        {"comparator:placebo", "1 2 3 5"},
        {"comparator:\"usual care\"", "6"},
        // numbers
        {"n:>=137", "2 3"},
        {"n:>137", "2"},
        {"n:130..137", "1 3"},
        {"year:2016", "6"},
        {"year:<=2017", "3 6"},
        {"year:>2019", "1"},
        // of one claim
        {"effect:no_difference", "2"},
        {"endpoint:homocysteine effect:decreased", "1"},
        {"endpoint:homocysteine effect:increased", ""}, // the increase is another claim's
        {"favours:intervention", "1"},
        {"p:<0.05", "1"},
        {"p:<=0.01 endpoint:ALSFRS-R", "1"},
        {"p:<=0.01 endpoint:homocysteine", ""},
        {"p:>0.05", "1 2"}, // trial 2 says "p > 0.05"
        {"p:>0.1", "1"},    // which may be below 0.1
        {"dose:>=25mg", "1 2"},
        {"dose:50mg", "1 2"},
        {"dose:30..40mg", "2"}, // within 25 to 50 mg
        {"dose:1.5mg", "5"},    // 1500 ug
        {"dose:1IU", ""},
        {"dose:>=25mg endpoint:survival", ""},
        {"NOT dose:>=25mg", "3 5 6"},
        {"status:accepted", "6"},
        // names
        {"species:animal", "4"},
        {"species:(animal OR human) methylcobalamin", "1 2 4"},
        {"phase:3", "1"},
        {"design:randomised", "1"},
        {"masking:double", "1"},
        {"route:oral", "5"},
        {"retracted:true", ""},
        {"source:article year:2016", "6"},
        // words
        {"title:\"aerobic exercise\"", "6"},
        {"title:\"exercise aerobic\"", ""},
        {"text:survival", "2"},
        {"\"visual analogue scale\"", "5"},
        {"decline NEAR/6 placebo", "3"},
        {"decline NEAR/5 placebo", ""},
        {"neurop*", "5"},
        {"lowere*", "5"},  // a whole word, longer than its stem
        {"exercise*", "6"},
        {"scales*", "5"},  // a plural is found as its singular
        {"lowerings*", ""},
        {"species:animal wobblre", "4"}, // a word of the index that is its own stem
        {"analogeu", "5"},               // and one that is not
        {"B12 trial", "2"},
        {"vitamin B12", "1 2 5"}, // two words, one name
        {"=methylcobalamin", "1 2"},
        {"methylcobalamin survival", "2"},
        {"zebra", ""},
        // identifiers
        {"id:pmid:5", "5"},
        {"id:5", "5"},
        {"registry:NCT00000005", "5"},
        {"registry:nct*", "5"},
        {"feild:x",
         "no field is called \"feild\"; the fields are intervention comparator condition endpoint dose route n phase "
         "design masking species year registry effect favours p retracted status source discrepancy id title text"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.query);
        CHECK(search.found(row.query) == row.expected);
    }
}

TEST_CASE("a search says how it was read") {
    const Search search;
    const auto result = search("intervention:methylcobalamine endpoint:ALSFRS-R");
    REQUIRE(result.has_value());
    CHECK(result->query_read ==
          "(intervention:methylcobalamine AND endpoint:ALSFRS-R AND NOT (species:animal AND NOT species:human))");
    CHECK(result->total == 2);
    REQUIRE(result->concepts.size() == 2);
    CHECK(result->concepts[0].label == "methylcobalamin");
    REQUIRE(result->notes.size() == 2);
    CHECK(result->notes[1] == "nothing is called \"methylcobalamine\": searched \"methylcobalamin\"");
    REQUIRE_FALSE(result->studies.empty());
    CHECK(result->studies[0].claims[0].endpoint.concept_id == "ekb:alsfrs-r");
}

TEST_CASE("it is told which part of a query takes all away") {
    const Search search;
    const auto result = search("intervention:edaravone endpoint:survival n:>=100");
    REQUIRE(result.has_value());
    CHECK(result->total == 0);
    CHECK(result->notes ==
          std::vector<std::string>{"trials on animals alone are left out, unless the query has the field species",
                                   "without intervention:edaravone there would be 1",
                                   "without endpoint:survival there would be 1"});
    CHECK(search("endpoint:zebra")->notes.back() == "no trial matches endpoint:zebra");
}

TEST_CASE("it is told why a trial is found and why not") {
    const tests::TempDir dir;
    tests::put_all(dir.path(), trials());
    indexer::update_index(dir.path());
    const Engine engine(dir.path());
    const auto why = engine.explain({"vitamin B12 year:2022", "1"});
    REQUIRE(why.has_value());
    CHECK(why->study == "pmid:1");
    CHECK(why->matched == true);
    const auto why_not = engine.explain({"vitamin B12 year:2022", "PMID:3"});
    REQUIRE(why_not.has_value());
    CHECK(why_not->matched == false);
    REQUIRE(why_not->clauses.size() == 3);
    CHECK(why_not->clauses[0].clause == "(vitamin B12)"); // one name
    CHECK(why_not->clauses[0].matched == false);
    CHECK(why_not->clauses[0].without == 1);
    CHECK(why_not->clauses[1].clause == "year:2022");
    CHECK(why_not->clauses[1].matched == false);
    CHECK(why_not->clauses[2].matched == true); // on people
    const auto unknown = engine.explain({"zinc", "pmid:999"});
    REQUIRE(unknown.has_value());
    CHECK_FALSE(unknown->study);
    CHECK_FALSE(engine.explain({"zinc AND", {}}).has_value());
}

TEST_CASE("words on both sides of a field are no name") {
    const Search search;
    const auto result = search("vitamin intervention:edaravone B12");
    REQUIRE(result.has_value());
    CHECK(result->concepts.size() == 3); // vitamin, edaravone, B12
    CHECK(result->total == 0);
}

TEST_CASE("a query that is asked as it was read finds the same") {
    const Search search;
    for (const char* query : {"vitamin B12", "vitamin AND B12", "zinc vitamin B12 year:2010..", "(vitamin B12 OR edaravone) n:>=1"}) {
        CAPTURE(query);
        const auto first = search(query);
        REQUIRE(first.has_value());
        const auto again = search(first->query_read);
        REQUIRE(again.has_value());
        CHECK(again->query_read == first->query_read);
        CHECK(again->total == first->total);
        REQUIRE(again->concepts.size() == first->concepts.size());
        for (std::size_t i = 0; i < first->concepts.size(); ++i)
            CHECK(again->concepts[i].label == first->concepts[i].label);
    }
}

TEST_CASE("a page is a part of the whole") {
    const tests::TempDir dir;
    tests::put_all(dir.path(), trials());
    indexer::update_index(dir.path());
    const Engine engine(dir.path());
    const auto all = engine.search({"comparator:placebo"});
    REQUIRE(all.has_value());
    REQUIRE(all->studies.size() == 4);
    for (std::size_t i = 0; i < 4; ++i) {
        const auto one = engine.search({"comparator:placebo", 1, i});
        REQUIRE(one.has_value());
        REQUIRE(one->studies.size() == 1);
        CHECK(one->studies[0].id == all->studies[i].id);
        CHECK(one->total == 4);
    }
}

TEST_CASE("with a limit of nothing studies are counted, as many as are found") {
    const tests::TempDir dir;
    tests::put_all(dir.path(), trials());
    indexer::update_index(dir.path());
    const Engine engine(dir.path());
    for (const char* query : {"methylcobalamin", "endpoint:ALSFRS-R n:>=100", "placebo OR exercise", "species:animal", "NOT placebo", "zzz"}) {
        CAPTURE(query);
        const SearchResult found = engine.search({query}).value();
        const SearchResult counted = engine.search({query, 0, 0}).value();
        CHECK(counted.total == found.total);
        CHECK(counted.query_read == found.query_read);
        CHECK(counted.studies.empty());
    }
}

TEST_CASE("a table has a row a claim and quotes what needs it") {
    AnswerStudy study;
    study.id = "pmid:1";
    study.title = "A \"trial\", of zinc";
    const std::string bare = export_text(*export_format("csv"), {study});
    const auto columns = [](std::string_view line) { return std::ranges::count(line, ',') + 1; };
    const std::size_t header = bare.find("\r\n");
    CHECK(bare.substr(header + 2).starts_with("pmid:1,,,\"A \"\"trial\"\", of zinc\",false,"));
    CHECK(columns(bare.substr(header + 2)) == columns(bare.substr(0, header)) + 1); // one comma stands in the title
    study.title = "zinc";
    study.claims = {tests::made_claim("zinc", "placebo", "colds", Direction::decreased)};
    study.claims[0].evidence.push_back({"fewer colds", "abstract", {}, {}});
    const std::string table = export_text(*export_format("csv"), {study});
    CHECK(table.find(",zinc,,,placebo,,,human,colds,,,decreased,,,,,,,,,,fewer colds,text,,unreviewed,\r\n") !=
          std::string::npos);
    CHECK(columns(table.substr(table.find("\r\n") + 2)) == columns(table.substr(0, table.find("\r\n"))));
}
