// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/card.h"
#include "indexer/claim_digest.h"
#include "indexer/tokens.h"
#include "kb/model/error.h"
#include "kb/vocabulary/vocabulary.h"
#include "tests/support/small_kb.h"

#include <catch2/catch.hpp>

using namespace ekb;
using namespace ekb::indexer;

namespace {

/// A study with something in every field that a card keeps.
kb::StoredStudy full_study() {
    kb::StoredStudy study;
    study.key = 1'000'000'007;
    study.id = "nct:NCT00000001";
    Document document = tests::six_trials()[0];
    document.type = DocumentType::registry_record;
    document.format = "ctgov-json";
    document.identifiers = {"1", "PMC2", "10.1/x", {"NCT00000001", "ISRCTN1"}, "https://example.org/µ"};
    document.journal = "Journal";
    document.published = "2018-02";
    document.language = "en";
    document.authors = {"Family Given", ""};
    document.publication_types = {"Randomized Controlled Trial"};
    document.retracted = true;
    document.design = {DesignType::crossover_rct, "1/2", "double", Species::animal};
    document.condition = Named{"ALS", "ekb:als", "amyotrophic lateral sclerosis"};
    document.n = {130, -1, "130 patients"};
    const Dose dose{"50 mg", 50, 0.1, "mg", "oral", "tid", 3, "12 months", 365};
    document.arms = {{"B12", ArmRole::experimental, {"methylcobalamin"}, 65, "ekb:x", "X", dose}};
    document.primary_endpoint = "ALSFRS-R";
    Claim& claim = document.claims.at(0);
    claim.id = "c1";
    claim.study = study.id;
    claim.dose = dose;
    claim.species = Species::in_vitro;
    claim.n = {1, 2, 3, 4};
    claim.endpoint.role = EndpointRole::primary;
    claim.endpoint.timepoint = "12 months";
    claim.effect = {Direction::no_difference, Favours::neither, Measure::arm_values, -0.5, "points", -1e300, 1.63,
                    95.0, 0.0001, PRelation::less};
    claim.arms = {{"a", 17, 1.5, 2, 3, 4, 5, 6, 7, 8, "9.5 months"}, {}};
    claim.evidence = {{"quote", "abstract/results", 0, std::nullopt}};
    claim.method = Method::curator;
    claim.confidence = 0.8;
    claim.status = ReviewStatus::corrected;
    study.documents.resize(1);
    study.documents[0].document = std::move(document);
    return study;
}

} // namespace

TEST_CASE("a card is read as it was written, in every field") {
    const StudyCard card = study_card(full_study());
    CHECK(unpacked(packed(card), card.key) == card);
    CHECK(unpacked(packed(StudyCard{}), 0) == StudyCard{});
}

TEST_CASE("bytes that are no card are refused") {
    const std::string bytes = packed(study_card(full_study()));
    for (std::size_t size = 0; size < bytes.size(); size += 7)
        CHECK_THROWS_AS(unpacked(bytes.substr(0, size), 1), Error);
}

TEST_CASE("a digest tells of each claim and each arm given what a query can ask of it") {
    Stemmer stem;
    const std::string bytes = claims_digest(full_study(), stem);
    ClaimDigests digests;
    digests.read(bytes);
    digests.read(bytes); // again, into the same memory
    const kb::StoredStudy study = full_study();
    const std::vector<Claim>& claims = study.documents[0].document.claims;
    REQUIRE(digests.claims().size() == claims.size() + 1);
    const DigestClaim& first = digests.claims()[0];
    CHECK_FALSE(first.is_arm);
    CHECK(first.direction == Direction::no_difference);
    CHECK(first.favours == Favours::neither);
    CHECK(first.p == 0.0001);
    CHECK(first.p_op == PRelation::less);
    CHECK(first.dose == 50);
    CHECK(first.dose_high == 0.1);
    CHECK(digests.names().at(first.dose_unit.value()) == "mg");
    CHECK(digests.names().at(first.route.value()) == "oral");
    CHECK(first.status == ReviewStatus::corrected);
    const auto words = tokens(claims[0].intervention.text);
    REQUIRE(first.intervention.words.size() == words.size());
    for (std::size_t i = 0; i < words.size(); ++i) {
        const DigestWord& word = digests.words()[first.intervention.words[i]];
        CHECK(word.word == words[i].word);
        CHECK(word.has_stem(stem(words[i].word)));
        CHECK_FALSE(word.has_stem(stem(words[i].word) + "x"));
    }
    REQUIRE(first.intervention.concept_name);
    CHECK(digests.names().at(*first.intervention.concept_name) == claims[0].intervention.concept_id);
    CHECK(first.comparator.given == claims[0].comparator.has_value());
    const DigestClaim& arm = digests.claims().back();
    CHECK(arm.is_arm);
    CHECK(arm.intervention.given);
    CHECK_FALSE(arm.endpoint.given);
}

TEST_CASE("bytes that are no digest are refused") {
    Stemmer stem;
    const std::string bytes = claims_digest(full_study(), stem);
    ClaimDigests digests;
    for (std::size_t size = 0; size < bytes.size(); ++size)
        CHECK_THROWS_AS(digests.read(bytes.substr(0, size)), Error);
}
