// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/language/parse.h"

#include "query/language/values.h"
#include "query/limits.h"
#include "tests/support/source_paths.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>

using namespace ekb::query;

namespace {

/// The parse as it is printed, or "offset+length: message".
std::string parsed(std::string_view query) {
    const auto node = parse_query(query);
    if (node) return printed(*node);
    return std::to_string(node.error().offset) + "+" + std::to_string(node.error().length) + ": " +
           node.error().message;
}

struct Row {
    const char* query;
    const char* expected;
};

} // namespace

TEST_CASE("queries are parsed") {
    const Row rows[] = {
        {"zinc", "zinc"},
        {"zinc colds", "(zinc colds)"},
        {"zinc AND colds", "(zinc AND colds)"},
        {"zinc AND iron colds days", "(zinc AND iron colds days)"},
        {"zinc \"iron\" colds", "(zinc AND \"iron\" AND colds)"},
        {"zinc OR iron colds", "(zinc OR (iron colds))"},
        {"(zinc OR iron) colds", "((zinc OR iron) AND colds)"},
        {"NOT zinc", "NOT zinc"},
        {"iron NOT zinc", "(iron AND NOT zinc)"},
        {"NOT NOT zinc", "NOT NOT zinc"},
        {"zinc \"and\" colds", "(zinc AND \"and\" AND colds)"},
        {"methyl-B12 anti-CD20 β-carotene", "(methyl-B12 anti-CD20 β-carotene)"},
        {"id:-1", "id:-1"},
        {"\"grip strength\"", "\"grip strength\""},
        {"zinc NEAR colds", "(zinc NEAR/10 colds)"},
        {"zinc NEAR/3 colds NEAR/3 days", "(zinc NEAR/3 colds NEAR/3 days)"},
        {"cyano*", "cyano*"},
        {"=methylcobalamin", "=methylcobalamin"},
        {"intervention:=\"methyl B12\"", "intervention:=\"methyl B12\""},
        {"intervention:B12 endpoint:ALSFRS-R", "(intervention:B12 AND endpoint:ALSFRS-R)"},
        {"INTERVENTION:B12", "intervention:B12"},
        {"intervention:(B12 OR zinc)", "(intervention:B12 OR intervention:zinc)"},
        {"intervention:(NOT B12)", "NOT intervention:B12"},
        {"n:>=100", "n:>=100"},
        {"n:100", "n:100"},
        {"n:>100 n:<=200", "(n:>100 AND n:<=200)"},
        {"year:2015..2024", "year:2015..2024"},
        {"year:..2024", "year:<=2024"},
        {"year:2015..", "year:>=2015"},
        {"p:<0.05", "p:<0.05"},
        {"dose:>=25mg", "dose:>=25mg"},
        {"dose:500mg..2g", "dose:500..2000mg"},
        {"dose:\">=25 mg\"", "dose:>=25mg"},
        {"dose:10..20mcg", "dose:10..20ug"},
        {"p:<0.0000000000001 n:>=123456789012345678901234", "(p:<0.0000000000001 AND n:>=123456789012345685803008)"},
        {"id:pmid:35532908", "id:pmid:35532908"},
        {"id:(pmid:1 OR pmid:2)", "(id:pmid:1 OR id:pmid:2)"},
        {"species:Animal", "species:animal"},
        {"( ( zinc ) )", "zinc"},
        {"\"(a\"", "\"(a\""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.query);
        CHECK(parsed(row.query) == row.expected);
        CHECK(parsed(parsed(row.query)) == row.expected); // printed, it means the same
    }
}

TEST_CASE("what is not understood is pointed at") {
    const Row rows[] = {
        {"", "0+0: the query is empty"},
        {"   ", "0+3: the query is empty"},
        {"interventoin:B12", "0+12: no field is called \"interventoin\": did you mean intervention?"},
        {"zinc interv:B12", "5+6: no field is called \"interv\": did you mean intervention?"},
        {"ä qqqqqqq:1",
         "2+7: no field is called \"qqqqqqq\"; the fields are intervention comparator condition endpoint dose "
         "route n phase design masking species year registry effect favours p retracted status source "
         "discrepancy id title text"},
        {"(zinc", "0+1: this bracket is not closed"},
        {"zinc or colds", "5+2: \"or\" is no operator: write OR in capitals, or the word in quotation marks"},
        {"intervention:(zinc And iron)", "19+3: \"And\" is no operator: write AND in capitals, or the word in quotation marks"},
        {"zinc ADN colds", "5+3: \"ADN\" is no operator: write AND in capitals, or the word in quotation marks"},
        {"zinc && colds", "5+2: \"&&\" is no operator: write AND in capitals"},
        {"zinc -colds", "5+6: \"-\" is no operator: write NOT colds"},
        {"!zinc", "0+5: \"!\" is no operator: write NOT zinc"},
        {"+zinc", "0+5: \"+\" is no operator: all words are needed as they are; write zinc"},
        {"zinc~2", "0+6: \"~\" is no operator: for words near each other write a NEAR/5 b; spelling is forgiven anyway"},
        {"\"zinc colds\"~5", "12+2: \"~\" is no operator: for words near each other write a NEAR/5 b; spelling is forgiven anyway"},
        {"zinc^3", "0+6: \"^\" is no operator: words have no weights here"},
        {"zinc ? colds", "5+1: there is no letter or digit to search for in \"?\""},
        {"zinc \"--\"", "5+4: there is no letter or digit to search for in it"},
        {"a (b (c)", "2+1: this bracket is not closed"},
        {"zinc)", "4+1: this bracket closes none that is open"},
        {"()", "1+1: there is nothing between these brackets"},
        {"\"zinc", "0+1: this quotation mark is not closed"},
        {"\"\"", "0+2: a value is missing here"},
        {"zinc AND", "5+3: AND needs something after it"},
        {"AND zinc", "0+3: AND needs something before it"},
        {"zinc OR OR iron", "5+2: OR needs something after it"},
        {"zinc AND NOT", "9+3: NOT needs something after it"},
        {"zinc NEAR", "5+4: NEAR needs something after it"},
        {"zinc NEAR/x iron", "5+6: NEAR/ takes a number of words from 1 to 1000, such as NEAR/5"},
        {"zinc NEAR n:1", "10+3: NEAR takes words and names on both sides"},
        {"a NEAR/2 b NEAR/3 c", "11+6: a row of NEARs has one distance: use brackets, or the same number"},
        {"n:", "0+2: n: needs a value right after it, such as n:>=100"},
        {"n: 100", "0+2: n: needs a value right after it, such as n:>=100"},
        {"n:many", "2+4: n: \"many\" is neither a number nor a range such as >=100 or 10..20"},
        {"n:10x", "2+3: n: \"x\" is left over after the number"},
        {"year:2020..2010", "5+10: year: the range's first number is above its second"},
        {"dose:25", "5+2: dose: a dose needs a unit, such as 25mg"},
        {"dose:25furlongs", "5+10: dose: no unit is called \"furlongs\"; the units of one administration are ug mg g kg ng ug/kg mg/kg g/kg ug/m2 mg/m2 "
                              "g/m2 mL L uL mL/kg IU U IU/kg umol mmol mol % ppm mEq cells"},
        {"dose:1mg..2IU", "5+8: dose: the ends of a range need units that can be compared: mg and IU cannot"},
        {"dose:2g..500mg", "5+9: dose: the range's first number is above its second"},
        {"species:anima", "8+5: species has no value \"anima\": did you mean animal?"},
        {"phase:9", "6+1: phase has no value \"9\"; it has 0 1 2 3 4"},
        {"*zinc", "0+1: a * stands for any ending of a word of two letters or more: cyano*"},
        {"z*nc", "1+1: a * stands for any ending of a word of two letters or more: cyano*"},
        {"n:1*", "3+1: a * stands for any ending of a word of two letters or more: cyano*"},
        {"\"zinc\"*", "6+1: a * stands at the end of a single word"},
        {"intervention:(n:1)", "14+1: a field inside another field's brackets"},
        {"=", "0+1: a value is missing here"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.query);
        CHECK(parsed(row.query) == row.expected);
    }
}

TEST_CASE("brackets do not go deeper than the parser does") {
    CHECK(parsed(std::string(101, '(') + "zinc" + std::string(101, ')')) ==
          "100+1: brackets go deeper than 100 levels here");
    CHECK(parsed(std::string(100, '(') + "zinc" + std::string(100, ')')) == "zinc");
}

TEST_CASE("NOTs do not go deeper than the parser does") {
    std::string nots;
    for (int i = 0; i < 100; ++i) nots += "NOT ";
    CHECK(parsed(nots + "NOT zinc") == "400+3: NOTs go deeper than 100 levels here");
    CHECK_FALSE(parsed(nots + "zinc").starts_with("400"));
    CHECK(parsed("(" + nots + "zinc) " + nots + "copper").find("deeper") == std::string::npos);
}

TEST_CASE("every field's example is a query of that field") {
    REQUIRE_FALSE(fields().empty());
    for (const Field& field : fields()) {
        CAPTURE(field.name);
        const auto node = parse_query(field.example);
        REQUIRE(node.has_value());
        REQUIRE(node->field != nullptr);
        CHECK(node->field->name == field.name);
        CHECK_FALSE(field.description.empty());
    }
}

TEST_CASE("doses are compared in one unit") {
    CHECK(in_unit(1, "g", "mg") == 1000.0);
    CHECK(in_unit(500, "ug", "mg") == 0.5);
    CHECK_FALSE(in_unit(1, "mg", "IU"));
    CHECK_FALSE(in_unit(1, "mg", "mg/kg"));
}

TEST_CASE("the document of the query language has every field as the table has it") {
    std::ifstream in(ekb::tests::data_folder() + "/../../docs/query-language.md");
    REQUIRE(in);
    const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    for (const Field& field : fields()) {
        const std::string row = "| `" + std::string(field.name) + "` | `" + std::string(field.example) + "` | " +
                                std::string(field.description) + " |";
        CAPTURE(row);
        CHECK(text.find(row) != std::string::npos);
    }
}

TEST_CASE("a query that is longer than any is refused at once, and points at where it must end") {
    const std::string longest(longest_query, 'a');
    CHECK(parse_query(longest));
    const auto error = parse_query(longest + "a");
    REQUIRE_FALSE(error);
    CHECK(error.error().offset == longest_query);
    CHECK(error.error().message == "the query is 8001 bytes long; 8000 are taken: shorten it, or divide it");
}
