// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/literature/pubmed.h"

#include "importers/source/byte_stream.h"
#include "tests/importers/case_runner.h"

#include <catch2/catch.hpp>

#include <string>

namespace ekb::importers {

TEST_CASE("PubMed cases") {
    tests::run_cases(pubmed_format());
}

TEST_CASE("no PubMed importer takes another format's files") {
    tests::check_not_mine(pubmed_format());
}

TEST_CASE("a citation beyond line 65,535 is named by its line") {
    const std::string xml =
        "<PubmedArticleSet>\n" + std::string(70000, '\n') +
        "<PubmedArticle><MedlineCitation>\n<PMID>1</PMID></wrong></MedlineCitation></PubmedArticle></PubmedArticleSet>";
    MemoryStream stream(xml);
    std::size_t line = 0;
    const Format format = pubmed_format();
    const auto record = [&](RawRecord&& raw) {
        const Reading reading = format.read(raw);
        REQUIRE(reading.diagnostics.size() == 1);
        line = raw.line + reading.diagnostics[0].line.value() - 1;
    };
    format.split(stream, record, [](Diagnostic&& d) { FAIL(d.message); });
    CHECK(line == 70003);
}

TEST_CASE("an exception of the record sink passes through") {
    MemoryStream stream("<PubmedArticleSet><PubmedArticle/></PubmedArticleSet>");
    const auto fail = [](RawRecord&&) { throw std::runtime_error("disk full"); };
    CHECK_THROWS_WITH(pubmed_format().split(stream, fail, [](Diagnostic&&) {}), "disk full");
}

} // namespace ekb::importers
