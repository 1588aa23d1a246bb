// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/likeness.h"
#include "tests/kb/store/store_fixture.h"
#include "tests/kb/store/trial_reports.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace ekb::kb {

namespace {

std::vector<LikenessKind> reasons_of(const JoinSuggestion& suggestion) {
    std::vector<LikenessKind> kinds;
    for (const LikenessReason& reason : suggestion.reasons)
        kinds.push_back(reason.kind);
    return kinds;
}

/// The other trial of the drug: larger, at the same dose, on the same scale.
Document other_trial() {
    Document paper = paper_on_methylcobalamin();
    paper.id = "doi:10.1136/jnnp-2018-319294";
    paper.identifiers = {};
    paper.title = "Long-term high-dose mecobalamin for motor neuron disease";
    paper.published = "2019";
    paper.n.randomised = 373;
    paper.n.analysed.reset();
    return paper;
}

} // namespace

TEST_CASE("a page on a trial is suggested with its paper, with the reasons and what they disagree on") {
    Store store;
    store.put(paper_on_methylcobalamin());
    store.put(other_trial());
    store.put(page_on_methylcobalamin());
    const auto page = store.key_of("url:https://example.org/als");
    const std::vector<JoinSuggestion> suggestions = store.reader().join_suggestions(page, 10);
    REQUIRE(suggestions.size() == 1);
    const JoinSuggestion& suggestion = suggestions[0];
    CHECK(suggestion.document_a == "pmid:35532908");
    CHECK(suggestion.document_b == "url:https://example.org/als");
    using enum LikenessKind;
    CHECK(reasons_of(suggestion) == std::vector{intervention, dose, n_randomised, n_analysed, endpoint, condition});
    CHECK(suggestion.reasons[2] == LikenessReason{n_randomised, "130", "130"});
    REQUIRE(suggestion.disagreements.size() == 2);
    CHECK(suggestion.disagreements[0].kind == DiscrepancyKind::journal);
    CHECK(suggestion.disagreements[1].kind == DiscrepancyKind::effect);
    CHECK(store.reader().join_suggestions(std::nullopt, 10) == suggestions);
    CHECK(store.reader().join_suggestions(std::nullopt, 0).empty());
    CHECK(store.reader().join_suggestions(store.key_of("pmid:35532908"), 10) == suggestions);
    CHECK_FALSE(store.joined("pmid:35532908", "url:https://example.org/als"));

    SECTION("until a person joins them") {
        store.writer.join({"pmid:35532908", "url:https://example.org/als", "ada", "the same trial"});
        store.writer.commit();
        CHECK(store.reader().join_suggestions(std::nullopt, 10).empty());
        CHECK(store.reader().discrepancies(store.key_of("pmid:35532908")).size() == 2);
    }
    SECTION("or says that they are not one") {
        store.writer.separate({"pmid:35532908", "url:https://example.org/als", "ada", "another trial"});
        store.writer.commit();
        CHECK(store.reader().join_suggestions(std::nullopt, 10).empty());
    }
}

TEST_CASE("that a report is of another trial is remembered of the trial's other reports too") {
    Store store;
    Document record = paper_on_methylcobalamin();
    record.id = "nct:NCT03548311";
    record.type = DocumentType::registry_record;
    record.identifiers = {};
    record.identifiers.registry = {"NCT03548311"};
    Document paper = paper_on_methylcobalamin();
    paper.identifiers.registry = {"NCT03548311"};
    store.put(paper);
    store.put(record);
    store.put(page_on_methylcobalamin());
    REQUIRE(store.joined("pmid:35532908", "nct:NCT03548311"));
    REQUIRE(store.reader().join_suggestions(std::nullopt, 10).size() == 1);
    store.writer.separate({"pmid:35532908", "url:https://example.org/als", "ada", "another trial"});
    store.writer.commit();
    CHECK(store.reader().join_suggestions(std::nullopt, 10).empty());
}

TEST_CASE("documents that may be of two trials are not suggested") {
    Document a = paper_on_methylcobalamin();
    Document b = page_on_methylcobalamin();
    REQUIRE(suggest_join(a, b));
    SECTION("different numbers of one registry") {
        a.identifiers.registry = {"NCT03548311"};
        b.identifiers.registry = {"NCT00444613"};
    }
    SECTION("different sizes") {
        b.n.randomised = 373;
    }
    SECTION("another drug, of a trial that happens to be as large") {
        b.claims[0].intervention = {"edaravone", "ekb:edaravone", "edaravone"};
        b.claims[0].dose.reset();
        b.n.analysed.reset();
    }
    SECTION("a likeness in mice alone") {
        b.claims[0].species = Species::animal;
    }
    CHECK_FALSE(suggest_join(a, b));
}

TEST_CASE("numbers of different registries do not speak against one trial") {
    Document a = paper_on_methylcobalamin();
    Document b = page_on_methylcobalamin();
    a.identifiers.registry = {"NCT03548311"};
    b.identifiers.registry = {"UMIN000029588"};
    CHECK(suggest_join(a, b));
}

TEST_CASE("a page that was read badly is still like its paper, by what its text says") {
    Store store;
    const Document paper = paper_on_methylcobalamin();
    Document page = page_on_methylcobalamin();
    page.claims[0].intervention = {"ALS", std::nullopt, std::nullopt};
    page.claims[0].dose.reset();
    page.content.text = "Methylcobalamin, 50 mg, was injected twice weekly.";
    store.put(paper);
    SECTION("with the drug and dose in it") {
        store.put(page);
        const auto suggestions = store.reader().join_suggestions(std::nullopt, 10);
        REQUIRE(suggestions.size() == 1);
        CHECK(suggestions[0].reasons[0] ==
              LikenessReason{LikenessKind::intervention, "methylcobalamin", "methylcobalamin"});
        CHECK(suggestions[0].reasons[1] == LikenessReason{LikenessKind::dose, "50 mg", "50 mg"});
    }
    SECTION("with another drug and dose in it") {
        page.content.text = "Ethylcobalamin, 150 mg, was injected twice weekly.";
        page.n.analysed.reset();
        store.put(page);
        CHECK(store.reader().join_suggestions(std::nullopt, 10).empty());
    }
}

TEST_CASE("two studies are suggested once, with what all their reports would disagree on") {
    Store store;
    Document paper = paper_on_methylcobalamin();
    paper.identifiers.registry = {"NCT03548311"};
    Document registered = paper;
    registered.id = "nct:NCT03548311";
    registered.type = DocumentType::registry_record;
    registered.identifiers.pmid.reset();
    registered.journal.reset();
    registered.n.randomised = 131;
    store.put(paper);
    store.put(registered);
    store.put(page_on_methylcobalamin());
    const auto suggestions = store.reader().join_suggestions(std::nullopt, 10);
    REQUIRE(suggestions.size() == 1);
    CHECK(suggestions[0].document_a == "pmid:35532908");
    REQUIRE(suggestions[0].disagreements.size() == 3);
    CHECK(suggestions[0].disagreements[0].kind == DiscrepancyKind::n_randomised);
    CHECK(suggestions[0].disagreements[2].positions.size() == 3);
}

TEST_CASE("two records with one long title are alike") {
    Document a;
    a.id = "pmid:1";
    a.title = "Ultrahigh-dose methylcobalamin in early-stage amyotrophic lateral sclerosis: a randomized trial";
    a.published = "2022-05";
    Document b;
    b.id = "doi:10.1/x";
    b.title = "ULTRAHIGH DOSE METHYLCOBALAMIN IN EARLY STAGE AMYOTROPHIC LATERAL SCLEROSIS. A Randomised Trial.";
    b.published = "2021";
    b.condition = a.condition = Named{"ALS", std::nullopt, std::nullopt};
    CHECK(fingerprints_of(a) == fingerprints_of(b));
    CHECK(fingerprints_of(a).size() == 1);
    REQUIRE(suggest_join(a, b));
    CHECK(suggest_join(a, b)->score == 4.0);
    b.published = "2010";
    CHECK_FALSE(suggest_join(a, b));
    a.title = b.title = "Correspondence";
    CHECK(fingerprints_of(a).empty());
}

TEST_CASE("a document has few fingerprints, the telling ones first") {
    Document document = paper_on_methylcobalamin();
    for (int i = 0; i < 100; ++i) {
        document.claims.push_back(document.claims[0]);
        document.claims.back().endpoint = {"outcome " + std::to_string(i), std::nullopt, std::nullopt, std::nullopt,
                                           std::nullopt};
    }
    const std::vector<std::string> fingerprints = fingerprints_of(document);
    CHECK(fingerprints.size() == 12);
    CHECK(fingerprints[0].starts_with("title:"));
    CHECK(fingerprints[1] == "n:130:ekb:methylcobalamin");
    CHECK(fingerprints[2].starts_with("measured:130:"));
}

} // namespace ekb::kb
