// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/discrepancy.h"
#include "kb/store/words.h"
#include "tests/kb/store/store_fixture.h"
#include "tests/kb/store/trial_reports.h"

#include <catch2/catch.hpp>

namespace ekb::kb {

namespace {

/// Two reports that agree in all.
std::vector<Document> two_papers() {
    std::vector<Document> reports{paper_on_methylcobalamin(), paper_on_methylcobalamin()};
    reports[1].id = "pmid:2";
    return reports;
}

Effect& effect_of(Document& document) {
    return document.claims.at(0).effect;
}

std::vector<DiscrepancyKind> kinds_of(const std::vector<Discrepancy>& found) {
    std::vector<DiscrepancyKind> kinds;
    for (const Discrepancy& one : found)
        kinds.push_back(one.kind);
    return kinds;
}

using Kinds = std::vector<DiscrepancyKind>;

} // namespace

TEST_CASE("reports that say the same, or not the same thing, do not disagree") {
    std::vector<Document> reports = two_papers();
    Document& other = reports[1];
    SECTION("all the same") {}
    SECTION("one rounded more") {
        effect_of(other).value = 2;
    }
    SECTION("the difference counted the other way round") {
        effect_of(other).value = -1.97;
    }
    SECTION("another time") {
        effect_of(other).value = 5;
        other.claims[0].endpoint.timepoint = "24 weeks";
    }
    SECTION("one figure among several agrees") {
        other.claims.push_back(other.claims[0]);
        effect_of(other).value = 5;
    }
    SECTION("another endpoint") {
        effect_of(other).value = 5;
        other.claims[0].endpoint.concept_id = "ekb:survival";
    }
    SECTION("another comparator") {
        effect_of(other).value = 5;
        other.claims[0].comparator = Named{"riluzole", "ekb:riluzole", "riluzole"};
    }
    SECTION("figures that nobody reads") {
        effect_of(other) = {};
        effect_of(other).measure = Measure::arm_values;
        effect_of(other).value = 3;
    }
    SECTION("in animals") {
        effect_of(other).value = 5;
        other.claims[0].species = Species::animal;
    }
    SECTION("rejected by a person") {
        effect_of(other).value = 5;
        other.claims[0].status = ReviewStatus::rejected;
    }
    SECTION("an n that is not there") {
        other.n.randomised.reset();
    }
    SECTION("the n of a part") {
        other.n.randomised = 60;
        other.design.type = DesignType::secondary_analysis;
    }
    SECTION("another journal, of a second article") {
        other.journal = "Lancet";
    }
    CHECK(discrepancies_of(reports).empty());
    CHECK(discrepancies_of({reports[0]}).empty());
    CHECK(discrepancies_of({}).empty());
}

TEST_CASE("different figures of one measure at one time disagree, written either way") {
    std::vector<Document> reports = two_papers();
    effect_of(reports[1]).value = 1.79;
    reports[1].claims[0].endpoint.timepoint = "16 weeks";
    reports[0].claims[0].id = "c1";
    reports[1].claims[0].id = "c2";
    CHECK(discrepancies_of(reports) ==
          std::vector<Discrepancy>{{DiscrepancyKind::effect,
                                    "ALSFRS-R",
                                    {{"pmid:35532908", "mean_difference 1.97 points (95% CI 0.44 to 3.5)", {"c1"}},
                                     {"pmid:2", "mean_difference 1.79 points (95% CI 0.44 to 3.5)", {"c2"}}}}});
}

TEST_CASE("a class of drugs and one of them are the same where reports of one study use both names") {
    std::vector<Document> reports = two_papers();
    effect_of(reports[1]).value = 1.79;
    reports[1].claims[0].intervention = {"vitamin B12", "ekb:vitamin-b12", "vitamin B12"};
    CHECK(kinds_of(discrepancies_of(reports)) == Kinds{DiscrepancyKind::effect});
    reports[1].claims[0].intervention = {"folic acid", "ekb:folic-acid", "folic acid"};
    CHECK(discrepancies_of(reports).empty());
}

TEST_CASE("reports that favour different sides disagree, even without figures") {
    std::vector<Document> reports = two_papers();
    effect_of(reports[0]) = {};
    effect_of(reports[0]).favours = Favours::intervention;
    effect_of(reports[1]) = {};
    effect_of(reports[1]).favours = Favours::neither;
    const std::vector<Discrepancy> found = discrepancies_of(reports);
    REQUIRE(kinds_of(found) == Kinds{DiscrepancyKind::effect});
    CHECK(found[0].positions[0].says == "favours intervention");
    CHECK(found[0].positions[1].says == "favours neither");
}

TEST_CASE("different numbers randomised disagree") {
    std::vector<Document> reports = two_papers();
    reports[1].n.randomised = 129;
    CHECK(discrepancies_of(reports) ==
          std::vector<Discrepancy>{
              {DiscrepancyKind::n_randomised, "", {{"pmid:35532908", "130", {}}, {"pmid:2", "129", {}}}}});
}

TEST_CASE("a primary endpoint that was not registered is told") {
    struct Row {
        std::string registered;
        std::string reported;
        bool disagree;
    };
    const std::vector<Row> rows{
        {"Change from baseline in ALSFRS-R total score at 16 weeks", "ALSFRS-R total score at week 16", false},
        {"Overall survival; time to tracheostomy", "survival", false},
        {"Overall survival", "grip strength", true},
        {"Forced vital capacity", "change in the total score", true},
    };
    for (const Row& row : rows) {
        CAPTURE(row.registered, row.reported);
        std::vector<Document> reports = two_papers();
        reports[0].type = DocumentType::registry_record;
        for (Document& report : reports)
            report.claims.clear();
        reports[0].primary_endpoint = row.registered;
        reports[1].primary_endpoint = row.reported;
        CHECK(kinds_of(discrepancies_of(reports)) ==
              (row.disagree ? Kinds{DiscrepancyKind::primary_endpoint} : Kinds{}));
    }
    std::vector<Document> by_concept = two_papers();
    by_concept[0].type = DocumentType::registry_record;
    by_concept[0].primary_endpoint = "functional rating scale";
    by_concept[1].primary_endpoint = "ALSFRS-R";
    CHECK(discrepancies_of(by_concept).empty());
}

TEST_CASE("a web page that names another journal and another figure disagrees on both") {
    const std::vector<Discrepancy> found = discrepancies_of({paper_on_methylcobalamin(), page_on_methylcobalamin()});
    REQUIRE(kinds_of(found) == Kinds{DiscrepancyKind::journal, DiscrepancyKind::effect});
    CHECK(found[0].positions ==
          std::vector<Position>{{"url:https://example.org/als", "Journal of the American Medical Association", {}},
                                {"pmid:35532908", "JAMA Neurol", {}}});
    REQUIRE(found[1].positions.size() == 2);
    CHECK(found[1].positions[0].says == "mean_difference 1.97 points (95% CI 0.44 to 3.5)");
    CHECK(found[1].positions[1].says == "percent_change 45 %");
}

TEST_CASE("a journal has several names, and several journals have names alike") {
    struct Row {
        const char* a;
        const char* b;
        bool same;
    };
    for (const Row& row :
         std::vector<Row>{{"JAMA Neurol", "JAMA Neurology", true},
                          {"JAMA", "The Journal of the American Medical Association", true},
                          {"J Neurol Neurosurg Psychiatry", "Journal of Neurology, Neurosurgery & Psychiatry", true},
                          {"Lancet", "The Lancet", true},
                          {"JAMA", "JAMA Neurology", false},
                          {"JAMA Neurology", "Journal of the American Medical Association", false},
                          {"Lancet", "Lancet Neurology", false},
                          {"", "Lancet", false}}) {
        CAPTURE(row.a, row.b);
        CHECK(same_journal(row.a, row.b) == row.same);
        CHECK(same_journal(row.b, row.a) == row.same);
    }
}

TEST_CASE("what the reports of a study disagree on is stored, logged, and goes when they agree again") {
    Store store;
    Document first = paper_on_methylcobalamin();
    Document second = paper_on_methylcobalamin();
    first.identifiers.registry = second.identifiers.registry = {"NCT03548311"};
    second.id = "pmid:2";
    second.identifiers.pmid = "2";
    second.n.randomised = 129;
    store.put(first);
    store.put(second);
    const std::int64_t study = store.key_of("pmid:2");
    CHECK(kinds_of(store.reader().discrepancies(study)) == Kinds{DiscrepancyKind::n_randomised});
    CHECK(store.reader().study(study)->discrepancies == store.reader().discrepancies(study));
    CHECK(store.reader().studies_with_discrepancies() == std::vector{study});
    CHECK(store.reader().studies_with_discrepancies(DiscrepancyKind::n_randomised) == std::vector{study});
    CHECK(store.reader().studies_with_discrepancies(DiscrepancyKind::journal).empty());

    second.n.randomised = 130;
    store.put(second, "2");
    CHECK(store.reader().discrepancies(study).empty());
    CHECK(store.reader().studies_with_discrepancies().empty());

    second.n.randomised = 129;
    store.put(second, "3");
    store.writer.separate({"pmid:35532908", "pmid:2", "ada", "another trial"});
    store.writer.commit();
    CHECK(store.reader().studies_with_discrepancies().empty());
}

} // namespace ekb::kb
