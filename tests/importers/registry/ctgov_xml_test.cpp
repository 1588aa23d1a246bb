// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/ctgov_xml.h"

#include "tests/importers/case_runner.h"

#include <catch2/catch.hpp>

namespace ekb::importers::registry {

TEST_CASE("ClinicalTrials.gov XML cases") {
    tests::run_cases(ctgov_xml_format());
}

TEST_CASE("ClinicalTrials.gov XML is told from its element") {
    const Format format = ctgov_xml_format();
    CHECK(format.recognise("<?xml version=\"1.0\"?>\n<clinical_study rank=\"1\">"));
    CHECK(format.recognise("<studies><clinical_study>"));
    CHECK_FALSE(format.recognise("<html><body><clinical_study>"));
    CHECK_FALSE(format.recognise("<PubmedArticleSet/>"));
    CHECK_FALSE(format.recognise("a <clinical_study> in prose"));
    tests::check_not_mine(format);
}

} // namespace ekb::importers::registry
