// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/format.h"
#include "indexer/index_writer.h"
#include "kb/store/writer.h"
#include "query/answer_json.h"
#include "query/compare/close_reader.h"
#include "query/compare/compare_trials.h"
#include "query/engine.h"
#include "query/history/engine_then.h"
#include "tests/support/small_kb.h"
#include "tests/support/temp_dir.h"
#include "tests/support/zinc_article.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace ekb;
using namespace ekb::query;

namespace {

constexpr const char* shorter = "significantly shorter with zinc than with placebo";
constexpr const char* no_shorter = "not different between zinc and placebo";

std::vector<ComparisonAnswer> compared(const std::filesystem::path& kb_dir, const ComparisonRequest& request,
                                       const std::optional<kb::Snapshot>& then = std::nullopt) {
    CloseReader reader(kb_dir, then);
    return compare_trials(then ? engine_then(kb_dir, *then) : Engine(kb_dir), reader, request, 50).answers;
}

} // namespace

TEST_CASE("a comparison of an unknown document says that it is unknown") {
    const tests::TempDir dir;
    tests::put_article(dir.path());
    const auto answers = compared(dir.path(), {"pmc:PMC999", "zinc", "placebo", "cold duration"});
    REQUIRE(answers.size() == 1);
    CHECK(answers[0].document == "pmc:PMC999");
    CHECK(answers[0].reason == NoDirection::unknown_document);
    CHECK_FALSE(answers[0].direction);
}

TEST_CASE("a source that is no longer read says that it is unreadable") {
    const tests::TempDir dir;
    Document document;
    document.id = "pmid:1";
    document.format = "jats";
    document.identifiers.pmid = "1";
    kb::Writer writer(dir.path());
    writer.put(document, {"jats", "<article>"});
    writer.commit();
    const auto answers = compared(dir.path(), {"pmid:1", "zinc", "placebo", "cold duration"});
    REQUIRE(answers.size() == 1);
    CHECK(answers[0].reason == NoDirection::unreadable);
}

TEST_CASE("a comparison names its document by any identifier, and gives a direction or a reason") {
    const tests::TempDir dir;
    tests::put_article(dir.path());
    const auto answers = compared(dir.path(), {"PMC900001", "zinc", "placebo", "cold duration"});
    REQUIRE(answers.size() == 1);
    CHECK(answers[0].document == "pmc:PMC900001");
    CHECK(answers[0].direction.has_value() != answers[0].reason.has_value());
    if (answers[0].reason) CHECK(answers[0].reason == NoDirection::no_evidence);
}

TEST_CASE("without a document every report that matches is compared") {
    const tests::TempDir dir;
    tests::put_article(dir.path());
    const auto answers = compared(dir.path(), {{}, "zinc", "placebo", "cold duration"});
    REQUIRE(answers.size() == 1);
    CHECK(answers[0].document == "pmc:PMC900001");
    CHECK(compared(dir.path(), {{}, "echinacea", "placebo", "cold duration"}).empty());
}

TEST_CASE("a comparison as of a snapshot reads the sources of then, of the trials of then") {
    const tests::TempDir dir;
    tests::put_article(dir.path());
    const kb::Snapshot first = kb::HistoryReader(dir.path()).newest();
    const ComparisonRequest of_all{{}, "zinc", "placebo", "cold duration"};
    const ComparisonRequest of_one{"PMC900001", "zinc", "placebo", "cold duration"};
    const auto before = compared(dir.path(), of_one);
    const auto told = [](const std::vector<ComparisonAnswer>& answers) { return comparison_json(answers.at(0)).dump(); };
    REQUIRE(before.size() == 1);

    // The article is told anew, and another one comes.
    tests::put_article(dir.path(), tests::zinc_article_with(shorter, no_shorter));
    tests::put_article(dir.path(), tests::zinc_article_with("900001", "900002"));
    CHECK(compared(dir.path(), of_all).size() == 2);
    CHECK(told(compared(dir.path(), of_one)) != told(before));

    CHECK(told(compared(dir.path(), of_one, first)) == told(before));
    const auto all = compared(dir.path(), of_all, first);
    REQUIRE(all.size() == 1);
    CHECK(told(all) == told(before));
    const auto unknown = compared(dir.path(), {"PMC900002", "zinc", "placebo", "cold duration"}, first);
    CHECK(unknown.at(0).reason == NoDirection::unknown_document);
}

TEST_CASE("a reader that stays open reads what became of a document") {
    const tests::TempDir dir;
    tests::put_article(dir.path());
    CloseReader reader(dir.path());
    const ComparisonRequest request{"PMC900001", "zinc", "placebo", "cold duration"};
    CHECK(reader.compare(request).direction == Direction::decreased);
    tests::put_article(dir.path(), tests::zinc_article_with(shorter, no_shorter));
    CHECK(reader.compare(request).direction == Direction::no_difference);
}

namespace {

/// Puts an article that says the sentence, with claims that rest on it; gives its id.
std::string put_article_with(const std::string& folder, const std::string& sentence, std::vector<Claim> claims) {
    const std::string article = tests::zinc_article_with("Cold duration was significantly shorter with zinc than with placebo.", sentence);
    const importers::Format* jats = importers::format_named("jats");
    importers::Reading reading = importers::read_record(*jats, {article});
    Document& document = reading.documents.at(0);
    const std::size_t at = document.content.text.find(sentence);
    REQUIRE(at != std::string::npos);
    for (Claim& claim : claims) {
        claim.document = document.id;
        claim.evidence = {{sentence, "abstract", at, at + sentence.size()}};
    }
    document.claims = std::move(claims);
    kb::Writer writer(folder);
    writer.put(document, {"jats", article});
    writer.commit();
    return document.id;
}

} // namespace

TEST_CASE("of the claims that rest on one sentence, the one about the endpoint asked for is behind an answer") {
    const tests::TempDir dir;
    std::vector<Claim> claims;
    for (const char* endpoint : {"fever", "cold duration"})
        claims.push_back(tests::made_claim("zinc", "placebo", endpoint, Direction::no_difference));
    const std::string id = put_article_with(
        dir.path(), "There was no significant difference between zinc and placebo in fever or in cold duration.", std::move(claims));
    indexer::update_index(dir.path());
    CloseReader reader(dir.path());
    for (const char* endpoint : {"fever", "cold duration"}) {
        const ComparisonAnswer answer = reader.compare({id, "zinc", "placebo", endpoint});
        REQUIRE(answer.claim);
        CHECK(kb::Reader(dir.path()).claim(*answer.claim).value().endpoint.text == endpoint);
    }
    // Such a reading is no row of its own beside the claim.
    const Answer asked = Engine(dir.path()).ask({"which zinc trials measured cold duration"}).value();
    REQUIRE(asked.studies.size() == 1);
    CHECK(asked.studies[0].claims.size() == 2);
    CHECK(asked.studies[0].claims[0].endpoint.text == "cold duration");
    CHECK(asked.studies[0].claims[0].comparator.value().text == "placebo");
}

TEST_CASE("less decline of what is asked for is more of it") {
    const tests::TempDir dir;
    const std::string id =
        put_article_with(dir.path(), "The decline in the ALSFRS-R total score was significantly smaller with zinc than with placebo.",
                         {tests::made_claim("zinc", "placebo", "decline in the ALSFRS-R total score", Direction::decreased)});
    CloseReader reader(dir.path());
    const ComparisonAnswer of_score = reader.compare({id, "zinc", "placebo", "ALSFRS-R"});
    CHECK(of_score.direction == Direction::increased);
    CHECK(of_score.claim);
    CHECK(reader.compare({id, "zinc", "placebo", "decline in ALSFRS-R"}).direction == Direction::decreased);
}

TEST_CASE("what the trials tell over all is one vote a trial, of those that were read") {
    const tests::TempDir dir;
    tests::put_article(dir.path());
    std::string other = tests::zinc_article_with(shorter, no_shorter);
    other.replace(other.find("900001"), 6, "900002");
    tests::put_article(dir.path(), other);
    const Engine engine(dir.path());
    CloseReader reader(dir.path());
    const ComparisonRequest request{{}, "zinc", "placebo", "cold duration"};
    const ComparisonSummary all = compare_trials(engine, reader, request, 50).summary;
    CHECK(all.trials_found == 2);
    CHECK(all.trials_compared == 2);
    CHECK(all.decreased == 1);
    CHECK(all.no_difference == 1);
    CHECK(all.increased + all.mixed + all.no_evidence + all.unreadable == 0);
    const ComparedTrials first = compare_trials(engine, reader, request, 1);
    CHECK(first.answers.size() == 1);
    CHECK(first.summary.trials_found == 2);
    CHECK(first.summary.trials_compared == 1);
    ComparisonRequest one = request;
    one.document = "PMC1";
    CHECK(compare_trials(engine, reader, one, 50).summary.trials_compared == 0);
}

TEST_CASE("what is compared is refused where it is longer than a question may be") {
    const tests::TempDir dir;
    const Engine engine(dir.path());
    CloseReader reader(dir.path());
    CHECK_THROWS_WITH(compare_trials(engine, reader, {{}, std::string(3'000, 'z'), "placebo", "cold duration"}, 50),
                      Catch::Contains("intervention, comparator and endpoint") && Catch::Contains("2000 are taken"));
}

TEST_CASE("a trial whose reports are all retracted has no vote, and is shown") {
    const tests::TempDir dir;
    tests::put_article(dir.path(), tests::zinc_article, true);
    const Engine engine(dir.path());
    CloseReader reader(dir.path());
    const ComparedTrials compared = compare_trials(engine, reader, {{}, "zinc", "placebo", "cold duration"}, 50);
    REQUIRE(compared.answers.size() == 1);
    CHECK(compared.answers[0].direction == Direction::decreased);
    CHECK(compared.summary.trials_compared == 1);
    CHECK(compared.summary.retracted == 1);
    CHECK(compared.summary.decreased == 0);
    // Nor has it one where it is asked for by name; and none that nothing says was retracted loses its own.
    const ComparisonRequest named{"PMC900001", "zinc", "placebo", "cold duration"};
    const ComparisonSummary alone = compare_trials(engine, reader, named, 50).summary;
    CHECK(alone.trials_compared == 1);
    CHECK(alone.retracted == 1);
    CHECK(alone.decreased == 0);
    const kb::Snapshot then = kb::HistoryReader(dir.path()).newest();
    tests::put_article(dir.path(), std::string(tests::zinc_article) + "<!-- set right -->");
    const ComparisonSummary restored = compare_trials(engine, reader, named, 50).summary;
    CHECK(restored.retracted == 0);
    CHECK(restored.decreased == 1);
    CloseReader past(dir.path(), then);
    CHECK(compare_trials(engine_then(dir.path(), then), past, named, 50).summary.retracted == 1);
}

TEST_CASE("the best trial is read with the question in mind") {
    const tests::TempDir dir;
    tests::put_article(dir.path());
    const Answer answer = Engine(dir.path()).ask({"does zinc compared with placebo change cold duration?"}).value();
    REQUIRE(answer.studies.size() == 1);
    REQUIRE_FALSE(answer.studies[0].claims.empty());
    const Claim& first = answer.studies[0].claims[0];
    // The question's words, or the article's own where the stored claim answers it: either is right.
    CHECK_THAT(first.endpoint.text, Catch::Equals("cold duration", Catch::CaseSensitive::No));
    CHECK_THAT(first.intervention.text, Catch::Equals("zinc", Catch::CaseSensitive::No));
    REQUIRE(first.comparator.has_value());
    CHECK(first.comparator->text == "placebo");
    CHECK(first.effect.direction == Direction::decreased);
    CHECK(first.method == Method::text);
    REQUIRE(first.evidence.size() == 1);
    CHECK(first.evidence[0].quote.find("significantly shorter with zinc") != std::string::npos);
    CHECK(answer.studies[0].answering >= 1);
}

TEST_CASE("an index without its store answers from the index alone") {
    const tests::TempDir dir;
    tests::put_article(dir.path());
    std::filesystem::remove(dir.path() / "store.sqlite");
    const Answer answer = Engine(dir.path()).ask({"does zinc compared with placebo change cold duration?"}).value();
    CHECK(answer.studies.size() == 1);
}
