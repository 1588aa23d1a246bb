// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/literature/jats.h"

#include "tests/importers/case_runner.h"

#include <catch2/catch.hpp>

namespace ekb::importers {

TEST_CASE("JATS cases") {
    tests::run_cases(jats_format());
}

TEST_CASE("no JATS importer takes another format's files") {
    tests::check_not_mine(jats_format());
}

TEST_CASE("JATS is told from its front matter, not from its DOCTYPE") {
    const Format format = jats_format();
    CHECK(format.recognise("<article><front><article-meta/></front></article>"));
    CHECK(format.recognise(
        "\n<?xml version=\"1.0\"?><!-- x --><!DOCTYPE article [<!ENTITY a \"b\">]><article><front/></article>"));
    CHECK(format.recognise("<pmc-articleset><article article-type=\"x\"><front>"));
    CHECK(format.recognise("<OAI-PMH><record><metadata><j:article xmlns:j=\"urn:x\"><j:front>"));
    CHECK_FALSE(format.recognise("<html><body><article><front></front></article></body></html>"));
    CHECK_FALSE(format.recognise("<PubmedArticleSet><PubmedArticle/></PubmedArticleSet>"));
    CHECK_FALSE(format.recognise("The <article> has a <front>."));
    CHECK_FALSE(format.recognise(""));
}

} // namespace ekb::importers
