// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/index_writer.h"
#include "kb/store/schema.h"
#include "kb/store/sqlite.h"
#include "kb/store/writer.h"
#include "query/answer_json.h"
#include "query/history/as_of.h"
#include "query/history/diff.h"
#include "query/history/engine_then.h"
#include "query/history/snapshots.h"
#include "query/history/wanted_studies.h"
#include "query/limits.h"
#include "tests/support/small_kb.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>

using namespace ekb;
using namespace ekb::query;

namespace {

using Json = nlohmann::ordered_json;

/// A knowledge base that grows.
struct Growing {
    tests::TempDir dir;

    void put(const std::vector<Document>& documents) {
        tests::put_all(dir.path(), documents);
        indexer::update_index(dir.path());
    }
    kb::Snapshot newest() const { return kb::HistoryReader(dir.path()).newest(); }
    std::string searched(const std::optional<kb::Snapshot>& as_of, const std::string& query) const {
        const Engine engine = as_of ? engine_then(dir.path(), *as_of) : Engine(dir.path());
        return search_json(engine.search({query}).value()).dump();
    }
    std::string asked(const std::optional<kb::Snapshot>& as_of, const std::string& question) const {
        const Engine engine = as_of ? engine_then(dir.path(), *as_of) : Engine(dir.path());
        return answer_json(engine.ask({question, 50, 0, true}).value()).dump();
    }
    Json compared(const DiffRequest& request) const {
        const kb::HistoryReader history(dir.path());
        return diff_json(history, request, diff(history, request), 0, 100);
    }
    std::set<std::int64_t> found(const std::string& query, const kb::Snapshot& then) const {
        return engine_then(dir.path(), then).list_search(query).value().studies.keys();
    }
};

Document retold(Document document) {
    document.title += ", corrected";
    document.content.text += "\nA correction.";
    document.claims[0].effect.p = 0.03;
    return document;
}

} // namespace

TEST_CASE("a query run again as of a snapshot gives what it gave then, to the byte") {
    Growing kb;
    const std::vector<Document> trials = tests::six_trials();
    kb.put({trials[0], trials[1], trials[3]});
    const kb::Snapshot first = kb.newest();
    const std::vector<std::string> queries{"methylcobalamin", "endpoint:ALSFRS-R", "species:animal", "n:>=100 placebo"};
    const std::string question = "which B12 trials used ALSFRS-R";
    std::vector<std::string> then;
    for (const std::string& query : queries)
        then.push_back(kb.searched(std::nullopt, query));
    const std::string answered = kb.asked(std::nullopt, question);

    kb.put({retold(trials[0]), trials[2], trials[4], trials[5]});
    {
        kb::Writer writer(kb.dir.path());
        writer.remove("pmid:2", "withdrawn");
        writer.commit();
    }
    indexer::update_index(kb.dir.path());
    for (std::size_t i = 0; i < queries.size(); ++i) {
        INFO(queries[i]);
        CHECK(kb.searched(first, queries[i]) == then[i]);
        CHECK(kb.searched(first, queries[i]) == then[i]); // from the folder that is there now
    }
    CHECK(kb.asked(first, question) == answered);
    CHECK(kb.asked(std::nullopt, question) != answered);
    CHECK(kb.searched(kb.newest(), queries[0]) == kb.searched(std::nullopt, queries[0]));
    CHECK(Json::parse(kb.searched(kb::Snapshot{}, queries[0]))["total"] == 0);
}

TEST_CASE("a question that counts years back counts from the state that it is asked of") {
    Growing kb;
    const std::vector<Document> trials = tests::six_trials();
    kb.put({trials[5]}); // of 2016
    const auto committed_at = [&](std::int64_t at_ms) {
        kb::Database database(kb::store_file(kb.dir.path()), kb::OpenMode::read_write);
        database.execute("UPDATE snapshot SET at_ms = ? WHERE sequence = (SELECT max(sequence) FROM snapshot)", at_ms);
    };
    constexpr std::int64_t year_2018 = 1'530'000'000'000;
    constexpr std::int64_t year_2025 = 1'750'000'000'000;
    committed_at(year_2018);
    const kb::Snapshot first = kb.newest();
    kb.put({trials[0]});
    committed_at(year_2025);
    const std::string question = "exercise in the last five years";
    const Json then = Json::parse(kb.asked(first, question));
    CHECK(then["total"] == 1);
    CHECK(then["interpretation"]["filters"][0]["query"] == "year:>=2013");
    CHECK(then["interpretation"]["notes"][0] ==
          "\"in the last five years\" is counted from 2018, when the knowledge base last changed: published in 2013 or later");
    const Json now = Json::parse(kb.asked(std::nullopt, question));
    CHECK(now["total"] == 0);
    CHECK(now["interpretation"]["filters"][0]["query"] == "year:>=2020");

    // Where the index alone was copied nothing tells the year.
    std::filesystem::remove(kb::store_file(kb.dir.path()));
    const Json unknown = Json::parse(kb.asked(std::nullopt, question));
    CHECK(unknown["total"] == 1);
    CHECK(unknown["interpretation"]["filters"].empty());
    CHECK(unknown["interpretation"]["notes"][0] == "\"in the last five years\" was left out: of which year the knowledge base is, is not known here");
}

TEST_CASE("a snapshot is named by number, day or time") {
    Growing kb;
    kb.put({tests::six_trials()[0]});
    const kb::HistoryReader history(kb.dir.path());
    const kb::Snapshot newest = history.newest();
    const std::string time = utc_time(newest.at_ms.value());
    CHECK(read_as_of(history, std::to_string(newest.sequence)).value() == newest);
    CHECK(read_as_of(history, time).value() == newest);
    CHECK(read_as_of(history, time.substr(0, 10)).value() == newest);
    CHECK(read_as_of(history, time.substr(0, 19) + "Z").value() == newest);
    CHECK(read_as_of(history, "2001-02-03").value() == kb::Snapshot{});
    CHECK(utc_time(0) == "1970-01-01T00:00:00.000Z");
    CHECK(year_of({1, 0}) == 1970);
    CHECK(year_of({1, -1}) == 1969);
    CHECK_FALSE(year_of({}));
    for (const char* wrong : {"99", "-1", "", "yesterday", "2020-13-01", "2020-02-30", "2020-01-01T25:00:00Z", "2020-01-01T10:00",
                              "2020-01-01T10:00:00+02:00", "1 "}) {
        INFO(wrong);
        CHECK_FALSE(read_as_of(history, wrong));
    }
}

TEST_CASE("what came, went and changed between two snapshots is told study by study") {
    Growing kb;
    const std::vector<Document> trials = tests::six_trials();
    kb.put({trials[0], trials[1]});
    const kb::Snapshot first = kb.newest();
    kb.put({retold(trials[0]), trials[2]});
    {
        kb::Writer writer(kb.dir.path());
        writer.remove("pmid:2", "withdrawn");
        writer.commit();
    }
    indexer::update_index(kb.dir.path());
    const kb::Snapshot last = kb.newest();

    const Json all = kb.compared({first, last});
    CHECK(all["total"] == 3);
    CHECK(all["totals"]["studies"].dump() == R"({"came":1,"went":1,"changed":1})");
    CHECK(all["totals"]["documents"].dump() == R"({"came":1,"went":1,"changed":1})");
    CHECK(all["studies"][0]["id"] == "pmid:1");
    CHECK(all["studies"][0]["change"] == "changed");
    CHECK(all["studies"][0]["documents"][0]["fields"].dump() == R"(["title","text"])");
    CHECK(all["studies"][1]["change"] == "went");
    CHECK(all["studies"][1]["claims"].size() == 2);
    CHECK(all["studies"][1]["claims"][0]["after"].is_null());
    CHECK(all["studies"][2]["claims"][0]["after"]["study"] == "pmid:3");
    CHECK(kb.compared({last, last})["total"] == 0);

    const auto scoped = [&](const std::string& query) {
        return kb.compared({first, last, kb.found(query, first), kb.found(query, last)});
    };
    CHECK(scoped("edaravone")["totals"]["studies"].dump() == R"({"came":1,"went":0,"changed":0})");
    CHECK(scoped("correction")["totals"]["studies"].dump() == R"({"came":1,"went":0,"changed":0})");
    CHECK(scoped("survival")["totals"]["studies"].dump() == R"({"came":0,"went":1,"changed":0})");
}

TEST_CASE("a claim that moved with its document to another study is changed, not gone") {
    Growing kb;
    const std::vector<Document> trials = tests::six_trials();
    kb.put({trials[0], trials[1]});
    const kb::Snapshot first = kb.newest();
    {
        kb::Writer writer(kb.dir.path());
        writer.join({"pmid:1", "pmid:2", "Ada", "one trial"});
        writer.commit();
    }
    const Json all = kb.compared({first, kb.newest()});
    CHECK(all["totals"]["studies"].dump() == R"({"came":0,"went":1,"changed":1})");
    CHECK(all["totals"]["claims"].dump() == R"({"came":0,"went":0,"changed":2})");
    CHECK(all["studies"][0]["claims"][0]["fields"].dump() == R"(["study"])");
    CHECK(all["studies"][0]["claims"][0]["before"]["study"] == "pmid:2");
    CHECK(all["studies"][1]["claims"].empty());
}

TEST_CASE("indexes of snapshots are made in the background, and asked for again") {
    Growing kb;
    kb.put({tests::six_trials()[0]});
    const kb::Snapshot first = kb.newest();
    kb.put({tests::six_trials()[1]});
    Snapshots snapshots(kb.dir.path());
    const auto folder = snapshots.folder(first, std::chrono::seconds(60));
    REQUIRE(folder);
    CHECK(Engine(*folder).search({"methylcobalamin"}).value().total == 1);
    CHECK(snapshots.folder(first, std::chrono::seconds(0)) == folder);
    CHECK(snapshot_folder(kb.dir.path(), first) == *folder);
    snapshots.folder(kb::Snapshot{}, std::chrono::seconds(0)); // stopped, or left whole, when it goes
}

TEST_CASE("the studies of a question or query come in parts, and are those that are given at once") {
    Growing kb;
    std::vector<Document> many;
    for (int i = 0; i < 450; ++i)
        many.push_back(tests::made_report(std::to_string(1000 + i), "Zinc for colds " + std::string(static_cast<std::size_t>(i % 7), 'x'),
                                          {"A trial of zinc against placebo."},
                                          {tests::made_claim("zinc", "placebo", "duration of cold", Direction::decreased)}));
    kb.put(many);
    const Engine engine(kb.dir.path());
    const auto ids_of = [](const std::vector<AnswerStudy>& studies) {
        std::vector<std::string> ids;
        for (const AnswerStudy& study : studies)
            ids.push_back(study.id);
        return ids;
    };
    for (const bool is_question : {true, false}) {
        const Wanted wanted{"zinc", is_question};
        auto studies = WantedStudies::find(Engine(kb.dir.path()), kb.dir.path(), wanted, std::nullopt, {});
        REQUIRE(studies);
        std::vector<std::string> ids;
        std::size_t largest = 0;
        for (auto part = studies->next(); !part.empty(); part = studies->next()) {
            largest = std::max(largest, part.size());
            std::ranges::move(ids_of(part), std::back_inserter(ids));
        }
        CHECK(largest == 200);
        CHECK(ids.size() == 450);
        CHECK(ids == ids_of(is_question ? engine.ask({"zinc", all_studies, 0, true}).value().studies
                                        : engine.search({"zinc", all_studies, 0}).value().studies));
        CHECK(studies->record().exported.studies == 450);
    }
}
