// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/model/concept_rows.h"

#include <catch2/catch.hpp>

namespace ekb::kb {

TEST_CASE("a comma-separated file with its columns in any order is read") {
    std::vector<Diagnostic> problems;
    const auto rows = read_concept_rows("c.csv",
                                        "\xEF\xBB\xBFlabel,kind,synonyms,external\r\n"
                                        "# a remark, with \"a quote\r\n"
                                        "blood pressure,endpoint,=BP | ?=ABP,MeSH:D001795\r\n"
                                        "\r\n"
                                        "\"a, b\"\"c\",condition,\"two\nlines\",\r\n",
                                        problems);
    CHECK(problems.empty());
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].line == 3);
    CHECK(rows[0].value == Concept{"local:blood-pressure",
                                   ConceptKind::endpoint,
                                   "blood pressure",
                                   {{"blood pressure"}, {"BP", true, false}, {"ABP", true, true}},
                                   {},
                                   {"MeSH:D001795"}});
    CHECK(rows[1].line == 5);
    CHECK(rows[1].value.label == "a, b\"c");
    CHECK(rows[1].value.names.back().text == "two\nlines");
}

TEST_CASE("a label that is an abbreviation may be marked among its synonyms") {
    std::vector<Diagnostic> problems;
    const auto rows = read_concept_rows("t.tsv", "kind\tlabel\tsynonyms\nendpoint\tMS\t=MS\n", problems);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].value.names == std::vector<ConceptName>{{"MS", true, false}});
}

TEST_CASE("every bad row is reported by file and line, and the good ones are kept") {
    std::vector<Diagnostic> problems;
    const auto rows = read_concept_rows("c.csv",
                                        "id,kind,label,synonyms\n"
                                        "x,drug,aspirin,\n"
                                        "y,intervention,,\n"
                                        "z z,intervention,zinc,\n"
                                        "w,intervention,water,=\n"
                                        "v,intervention,vitamin,,extra\n"
                                        "u,intervention,ursodiol,\n",
                                        problems);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].value.id == "u");
    const std::vector<Diagnostic> expected{
        {"c.csv", std::nullopt, 2, "no such kind (intervention, endpoint, condition, population): \"drug\""},
        {"c.csv", std::nullopt, 3, "a concept without a label: id \"y\""},
        {"c.csv", std::nullopt, 4, "white space in the id \"z z\""},
        {"c.csv", std::nullopt, 5, "a mark without a name in \"=\""},
        {"c.csv", std::nullopt, 6, "more columns than the header row: \"extra\""},
    };
    CHECK(problems == expected);
}

TEST_CASE("a file without a proper header row is refused") {
    const auto message_of = [](std::string_view text) {
        std::vector<Diagnostic> problems;
        CHECK(read_concept_rows("f", text, problems).empty());
        REQUIRE(problems.size() == 1);
        return problems[0].message;
    };
    CHECK(message_of("") == "no header row (id, kind, label, synonyms, parents, external)");
    CHECK(message_of("kind,name\n") == "no such column (id, kind, label, synonyms, parents, external): \"name\"");
    CHECK(message_of("kind,id\n") == "the header row has no column \"label\"");
}

} // namespace ekb::kb
