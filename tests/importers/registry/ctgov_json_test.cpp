// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/ctgov_json.h"

#include "tests/importers/case_runner.h"

#include <catch2/catch.hpp>

namespace ekb::importers::registry {

TEST_CASE("ClinicalTrials.gov JSON cases") {
    tests::run_cases(ctgov_json_format());
}

TEST_CASE("ClinicalTrials.gov JSON is told from its sections") {
    const Format format = ctgov_json_format();
    CHECK(format.recognise(R"({"protocolSection": {}})"));
    CHECK(format.recognise("\n [ {\"protocolSection\": {}}"));
    CHECK(format.recognise(R"({"studies":[{"protocolSection":{}}]})"));
    CHECK_FALSE(format.recognise(R"({"id": "https://doi.org/10.1/x", "title": "protocolSection"})"));
    CHECK_FALSE(format.recognise("A \"protocolSection\" is a part of a study."));
    CHECK_FALSE(format.recognise("<clinical_study/>"));
    CHECK_FALSE(format.recognise(""));
    tests::check_not_mine(format);
}

} // namespace ekb::importers::registry
