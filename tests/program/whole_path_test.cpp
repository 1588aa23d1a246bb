// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/index_writer.h"
#include "kb/store/reader.h"
#include "query/engine.h"
#include "query/import/import.h"
#include "tests/support/source_paths.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace ekb::query {

namespace {

ImportSummary import_starter(const std::filesystem::path& kb_dir) {
    const ImportSummary summary = import_sources(kb_dir, {{tests::starter_folder()}, "auto"}, {});
    indexer::update_index(kb_dir);
    return summary;
}

const AnswerStudy* study_named(const Answer& answer, std::string_view id) {
    const auto found = std::ranges::find(answer.studies, id, &AnswerStudy::id);
    return found == answer.studies.end() ? nullptr : &*found;
}

} // namespace

TEST_CASE("the starter set is imported whole, once, and its reports are joined") {
    const tests::TempDir dir;
    const ImportSummary first = import_starter(dir.path());
    CHECK(first.errors.empty());
    CHECK(first.imported == 13);
    const ImportSummary second = import_starter(dir.path());
    CHECK(second.imported + second.updated == 0);
    CHECK(second.unchanged == 13);

    const kb::Reader reader(dir.path());
    // Seven registered trials, five of them with a paper, and riluzole's, which is older than the registry.
    CHECK(reader.study_keys_after(0, 100).size() == 8);
    CHECK(reader.study(*reader.study_key("nct:NCT03548311"))->documents.size() == 2);
}

TEST_CASE("which B12 trials used ALSFRS-R is answered by the two that did, with the figures that they reported") {
    const tests::TempDir dir;
    import_starter(dir.path());
    const Answer answer = Engine(dir.path()).ask({"which B12 trials used ALSFRS-R"}).value();

    CHECK(answer.total == 2);
    CHECK(study_named(answer, "nct:NCT00444613") != nullptr); // E0302
    const AnswerStudy* jetals = study_named(answer, "nct:NCT03548311");
    REQUIRE(jetals != nullptr);
    REQUIRE_FALSE(jetals->claims.empty());
    const Claim& claim = jetals->claims.front();
    CHECK(claim.endpoint.concept_id == "ekb:alsfrs-r");
    CHECK(claim.n.randomised == 130);
    CHECK(claim.effect.value == 1.97);
    CHECK(claim.effect.ci_low == 0.44);
    CHECK(claim.effect.ci_high == 3.5);
    CHECK(claim.effect.p == 0.01);
    CHECK_FALSE(claim.evidence.empty());

    REQUIRE(answer.interpretation.intervention.size() == 1);
    const std::vector<std::string>& names = answer.interpretation.intervention.front().expanded;
    for (const char* name : {"methylcobalamin", "mecobalamin", "cyanocobalamin"}) CHECK(std::ranges::find(names, name) != names.end());
}

TEST_CASE("a question that the starter set does not answer is answered by nothing") {
    const tests::TempDir dir;
    import_starter(dir.path());
    const Answer answer = Engine(dir.path()).ask({"which riluzole trials measured HbA1c"}).value();
    CHECK(answer.total == 0);
    CHECK(answer.studies.empty());
}

} // namespace ekb::query
