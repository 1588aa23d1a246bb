// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/literature/bibtex_parser.h"
#include "importers/literature/dates.h"
#include "importers/literature/languages.h"
#include "importers/literature/latex.h"
#include "importers/literature/literature_formats.h"
#include "importers/literature/reference_text.h"
#include "importers/source/identity.h"
#include "tests/importers/case_runner.h"

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ekb::importers {

namespace {

using Maybe = std::optional<std::string>;

std::vector<std::string> list_of(std::string_view authors) {
    std::vector<std::string> all;
    add_author_list(authors, all);
    remove_repeats(all);
    return all;
}

} // namespace

TEST_CASE("cases of every reference format") {
    for (const Format& format : literature_formats()) {
        if (format.name == "pubmed" || format.name == "jats") continue; // they have tests of their own
        tests::run_cases(format);
    }
}

TEST_CASE("no reference format takes another format's files") {
    for (const Format& format : literature_formats()) {
        DYNAMIC_SECTION(format.name) {
            tests::check_not_mine(format);
        }
    }
}

TEST_CASE("dates as references write them") {
    const std::vector<std::pair<std::string, Maybe>> rows = {
        {"2018 Feb 10", "2018-02-10"},
        {"2018/02/10/", "2018-02-10"},
        {"2018-2", "2018-02"},
        {"2018///", "2018"},
        {"20180210", "2018-02-10"},
        {"Feb 2018", "2018-02"},
        {"February 10, 2018", "2018-02-10"},
        {"10 Feb 2018", "2018-02-10"},
        {"10.02.2018", "2018-02-10"},
        {"1998 Dec-1999 Jan", "1998-12"},
        {"2000 Spring", "2000"},
        {"Spring 2015", "2015"},
        {"2018-02-30", "2018-02"}, // no such day
        {"2018-13-01", "2018"},    // no such month
        {"2000-02-29", "2000-02-29"},
        {"2019 Nov-Dec", "2019-11"},
        {"2012-05-01T10:00:00Z", "2012-05-01"},
        {"in press", std::nullopt},
        {"99", std::nullopt},
        {"", std::nullopt},
    };
    for (const auto& [text, expected] : rows) {
        INFO(text);
        CHECK(free_date(text) == expected);
    }
    CHECK(iso_date("2020", "Sept", "3") == "2020-09-03");
    CHECK(iso_date("", "5", "3") == std::nullopt);
    CHECK(iso_date("2020", "summer") == "2020");
}

TEST_CASE("languages by code and name") {
    const std::vector<std::pair<std::string, Maybe>> rows = {
        {"eng", "en"},     {"ger", "de"},         {"deu", "de"},        {"chi", "zh"},     {"EN-us", "en"},
        {"English", "en"}, {"und", std::nullopt}, {"xx", std::nullopt}, {"", std::nullopt}};
    for (const auto& [text, expected] : rows) {
        INFO(text);
        CHECK(language_code(text) == expected);
    }
}

TEST_CASE("LaTeX as text") {
    const std::vector<std::pair<std::string, std::string>> rows = {
        {R"({\"u}ber \'{e}t\'e {\c c}a \~n \aa{} \ss \O)", "über été ça ñ å ßØ"},
        {R"($\mu$g, $\pm$ 5, $x^{2}$ and $y_1$)", "μg, ± 5, x² and y1"},
        {R"(a--b---c, ``quoted'' 5\% \& 6~mg)", "a–b—c, “quoted” 5% & 6 mg"},
        {R"(\emph{E. coli} \textsuperscript{3} {NASA})", "E. coli ³ NASA"},
        {R"(costs $5 only)", "costs $5 only"},
        {R"(\href{https://example.org}{text})", "text"},
        {R"({\'\i} \v{s})", "í š"},
        {"open { brace", "open brace"},
        {R"(ends in \)", R"(ends in)"},
    };
    for (const auto& [value, expected] : rows) {
        INFO(value);
        CHECK(latex_text(value) == expected);
    }
}

TEST_CASE("hostile nesting and lists end in time") {
    CHECK(latex_text(std::string(200000, '{') + "x").find('x') != std::string::npos);
    std::string accents;
    for (int i = 0; i < 50000; ++i)
        accents += "\\'";
    CHECK(latex_text(accents + "e").size() < 1000000);
    std::string ris = "TY  - JOUR\nTI  - Many\n";
    for (int i = 0; i < 50000; ++i)
        ris += "AU  - Adams, A" + std::to_string(i % 40000) + "\n";
    for (const Format& format : literature_formats()) {
        if (format.name == "ris") CHECK(format.read({ris, 1, 1}).documents.at(0).authors.size() == 40000);
        if (format.name != "csl" && format.name != "crossref" && format.name != "europepmc") continue;
        const std::string nested = "{\"x\":" + std::string(100000, '[') + std::string(100000, ']') + "}";
        MemoryStream stream(nested);
        std::vector<std::string> messages;
        format.split(
            stream, [](RawRecord&&) {}, [&](Diagnostic&& d) { messages.push_back(d.message); });
        CHECK(messages == std::vector<std::string>{"the JSON is nested deeper than 64 levels"});
    }
}

TEST_CASE("persons of BibTeX and of author lists") {
    using List = std::vector<std::string>;
    CHECK(bibtex_persons("Adams, Ada and Bo van den Berg and {The A and B Group} and King, Jr., Martin") ==
          List{"Adams Ada", "van den Berg Bo", "The A and B Group", "King Jr. Martin"});
    CHECK(bibtex_persons("Plato and others") == List{"Plato"});
    CHECK(list_of("Adams AB, Berg B.") == List{"Adams AB", "Berg B"});
    CHECK(list_of("Adams, Ada; Berg, Bo") == List{"Adams Ada", "Berg Bo"});
    CHECK(list_of("Adams, Ada") == List{"Adams Ada"});
    CHECK(list_of("['Adams, Ada', \"O'Berg, Bo\"]") == List{"Adams Ada", "O'Berg Bo"});
    CHECK(list_of("").empty());
}

TEST_CASE("BibTeX entries are found whatever stands between them") {
    const auto entries =
        find_bibtex_entries("mail a@b.c {\n@article{a, x = {1 @ 2}}\n@comment{@book{no}}\n @book(b, y = \"(2)\")");
    REQUIRE(entries.size() == 2);
    CHECK(entries[0].line == 2);
    CHECK(entries[1].type == "book");
    CHECK(entries[1].closed);
}

} // namespace ekb::importers
