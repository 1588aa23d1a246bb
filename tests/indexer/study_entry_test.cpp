// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/study_entry.h"

#include "indexer/card.h"
#include "indexer/tokens.h"
#include "kb/model/error.h"
#include "kb/vocabulary/vocabulary.h"
#include "tests/support/small_kb.h"

#include <catch2/catch.hpp>

using namespace ekb;
using namespace ekb::indexer;

namespace {

kb::StoredStudy study_of(Document document) {
    for (Claim& claim : document.claims)
        claim.study = document.id; // as the store gives it
    return {7, document.id, {{1, document}}};
}

StudyEntry entry_of(const Document& document) {
    Stemmer stem;
    return study_entry(study_of(document), kb::Vocabulary::builtin(), stem);
}

} // namespace

TEST_CASE("an entry holds words, concepts with what is broader, and the claims' pairs") {
    const StudyEntry entry = entry_of(tests::six_trials()[0]);
    CHECK(entry.terms.contains("methylcobalamin"));
    CHECK(entry.terms.contains("S:methylcobalamin"));
    CHECK(entry.terms.contains("M:ekb:methylcobalamin"));
    CHECK(entry.terms.contains("M:ekb:vitamin-b12"));
    CHECK(entry.terms.contains("IC:ekb:vitamin-b12"));
    CHECK(entry.terms.contains("EC:ekb:alsfrs-r"));
    CHECK(entry.terms.contains("P:ekb:vitamin-b12|ekb:alsfrs-r"));
    CHECK(entry.terms.contains("Q:pmid:1"));
    CHECK(entry.terms.contains("H:3"));
    CHECK(entry.terms.contains("Y:false"));
    CHECK(entry.values.at(Slot::year) == 2022);
    CHECK(entry.values.at(Slot::n) == 130);
    CHECK_FALSE(entry.terms.contains("alsfrs-r"));
    CHECK_FALSE(entry.terms.contains("M:ekb:cyanocobalamin"));
    CHECK_FALSE(entry.terms.contains("PA:ekb:vitamin-b12|ekb:alsfrs-r"));
}

TEST_CASE("claims on animals make pairs apart from those on people") {
    Document mice = tests::six_trials()[3];
    mice.claims[0].endpoint = {"ALSFRS-R", "ekb:alsfrs-r", "ALSFRS-R", {}, {}};
    const StudyEntry entry = entry_of(mice);
    CHECK(entry.terms.contains("PA:ekb:methylcobalamin|ekb:alsfrs-r"));
    CHECK_FALSE(entry.terms.contains("P:ekb:methylcobalamin|ekb:alsfrs-r"));
    CHECK(entry.terms.contains("K:animal"));
}

TEST_CASE("a rejected claim finds nothing but its status") {
    Document document = tests::six_trials()[2];
    document.claims[0].status = ReviewStatus::rejected;
    const StudyEntry entry = entry_of(document);
    CHECK_FALSE(entry.terms.contains("IT:edaravon"));
    CHECK(entry.terms.contains("VS:rejected"));
}

TEST_CASE("references and acknowledgements are not searched") {
    Document document = tests::six_trials()[2];
    document.content.text += "\nReferences\nOsteopathy revisited.";
    const StudyEntry entry = entry_of(document);
    Stemmer stem;
    CHECK_FALSE(entry.terms.contains(stem("osteopathy")));
}

TEST_CASE("a card is read back as it was packed, and other bytes are refused") {
    const StudyCard card = study_card(study_of(tests::six_trials()[0]));
    CHECK(unpacked(packed(card), 7) == card);
    CHECK(card.documents[0].content.text.empty());
    CHECK(card.claims.size() == 2);
    CHECK_THROWS_AS(unpacked("not a card", 7), Error);
}
