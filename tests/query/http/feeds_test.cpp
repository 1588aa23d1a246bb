// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/query_feeds.h"

#include "indexer/index_writer.h"
#include "kb/store/writer.h"
#include "query/engine.h"
#include "query/http/engine_evidence.h"
#include "tests/support/small_kb.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <set>

using namespace ekb;
using namespace ekb::query;
using namespace ekb::query::http;

namespace {

struct Followed {
    tests::TempDir dir;

    void put(const std::vector<Document>& documents) {
        tests::put_all(dir.path(), documents);
        indexer::update_index(dir.path());
    }
    std::set<std::int64_t> found(const std::string& query) const { return Engine(dir.path()).list_search(query).value().studies.keys(); }
    std::vector<FeedEntry> changes(const std::string& query) const {
        const kb::HistoryReader history(dir.path());
        return change_entries(history, found(query), history.newest());
    }
    std::vector<FeedEntry> notices(const std::string& query) const {
        const kb::HistoryReader history(dir.path());
        return notice_entries(history, found(query), history.newest());
    }
};

} // namespace

TEST_CASE_METHOD(Followed, "a feed tells of each study of a query what happened to it last") {
    put({tests::six_trials()[0], tests::six_trials()[1]});
    const auto before = changes("methylcobalamin");
    REQUIRE(before.size() == 2);
    CHECK(before[0].text.starts_with("a report came or was read anew: pmid:"));
    CHECK(before[0].url.starts_with("/api/v1/studies/pmid%3A"));

    put({tests::six_trials()[2]});
    CHECK(changes("methylcobalamin") == before); // what does not touch the query's studies
    Document retold = tests::six_trials()[1];
    retold.content.text += " It was told again.";
    put({retold});
    const auto after = changes("methylcobalamin");
    REQUIRE(after.size() == 2);
    CHECK(after[0].title == retold.title);
    CHECK(after[0].id != before[0].id);
    CHECK(after[0].id != before[1].id);
    CHECK(after[0].at_ms >= after[1].at_ms);
}

TEST_CASE_METHOD(Followed, "a feed tells of retractions that touch the studies of a query, since when they are known") {
    put({tests::six_trials()[0]});
    CHECK(notices("methylcobalamin").empty());
    Document retraction = tests::made_report("9", "Retraction of a trial", {"It is retracted."}, {});
    retraction.notices.push_back({NoticeKind::retraction, "pmid:1", "pmid:9", "2024-05-01", "Retraction in: J"});
    put({retraction});
    const std::int64_t known = kb::HistoryReader(dir.path()).newest().at_ms.value();
    put({tests::six_trials()[5]});
    const auto told = notices("methylcobalamin");
    REQUIRE(told.size() == 1);
    CHECK(told[0].title == "retraction: " + tests::six_trials()[0].title);
    CHECK(told[0].text == "retraction of pmid:1, 2024-05-01, pmid:9: Retraction in: J");
    CHECK(told[0].at_ms == known);
    CHECK(notices("title:retraction").empty()); // it is the notice of another report
    CHECK(notices("exercise").empty());
}

TEST_CASE_METHOD(Followed, "a feed as of a snapshot tells what had happened by then") {
    put({tests::six_trials()[0]});
    EngineEvidence evidence(dir.path());
    const AsOf then = evidence.newest_snapshot();
    const Feed first = evidence.changes_feed("methylcobalamin", std::nullopt).value();
    CHECK(first.snapshot == then.value());
    Document retold = tests::six_trials()[0];
    retold.content.text += " It was told again.";
    Document retraction = tests::made_report("9", "Retraction of a trial", {"It is retracted."}, {});
    retraction.notices.push_back({NoticeKind::retraction, "pmid:1", "pmid:9", "2024-05-01", "Retraction in: J"});
    put({retold, tests::six_trials()[1], retraction});
    CHECK(evidence.changes_feed("methylcobalamin", std::nullopt).value().entries.size() == 2);
    std::vector<FeedEntry> told_then = first.entries;
    for (FeedEntry& entry : told_then)
        entry.url += "?as_of=" + std::to_string(then->sequence); // where what is gone since is told
    CHECK(evidence.changes_feed("methylcobalamin", then).value().entries == told_then);
    CHECK(evidence.notices_feed("methylcobalamin", std::nullopt).value().entries.size() == 1);
    CHECK(evidence.notices_feed("methylcobalamin", then).value().entries.empty());
}

TEST_CASE_METHOD(Followed, "of many studies a feed tells of the fifty that changed last") {
    std::vector<Document> many;
    for (int i = 0; i < 120; ++i)
        many.push_back(tests::made_report(std::to_string(100 + i), "Zinc " + std::to_string(i), {"A trial of zinc."}, {}));
    put(many);
    many[7].content.text += " It was told again.";
    put({many[7]});
    const auto told = changes("zinc");
    REQUIRE(told.size() == 50);
    CHECK(told[0].title == "Zinc 7");
    std::set<std::string> ids;
    for (const FeedEntry& entry : told)
        ids.insert(entry.url);
    CHECK(ids.size() == 50);
    Document notice = tests::made_report("99", "Corrections", {"They are corrected."}, {});
    for (int i = 0; i < 60; ++i)
        notice.notices.push_back({NoticeKind::correction, "pmid:" + std::to_string(100 + i), "pmid:99", "2024-05-01", ""});
    put({notice});
    Document last = tests::made_report("98", "Retraction", {"It is retracted."}, {});
    last.notices.push_back({NoticeKind::retraction, "pmid:159", "pmid:98", "2024-06-01", ""});
    put({last});
    const auto notices_told = notices("zinc");
    REQUIRE(notices_told.size() == 50);
    CHECK(notices_told[0].title == "retraction: Zinc 59");
}

TEST_CASE_METHOD(Followed, "what persons did to a claim is told as of a snapshot too") {
    put({tests::six_trials()[0]});
    EngineEvidence evidence(dir.path());
    const std::string id = kb::Reader(dir.path()).document("pmid:1").value().document.claims.at(0).id;
    const AsOf then = evidence.newest_snapshot();
    {
        kb::Writer writer(dir.path());
        writer.review({id, ReviewStatus::accepted, {}, "Ada", "read it"});
        writer.commit();
    }
    const auto events = [&](const AsOf& as_of) {
        return nlohmann::ordered_json::parse(evidence.claim_history(id, as_of).value().body)["events"].size();
    };
    CHECK(events(std::nullopt) == 1);
    CHECK(events(then) == 0);
    CHECK_FALSE(evidence.claim_history(id, kb::Snapshot{}));
    CHECK_FALSE(evidence.claim_history("no claim", std::nullopt));
}

TEST_CASE("feeds are well-formed, whatever stands in a title") {
    const Feed feed{"urn:ekb:query:x", "x <y>", "/feed", 0, {{"urn:ekb:change:1", "A & \"B\" <\x01>", "]]>", "/x?a&b", 1500}}};
    const std::string atom = atom_text(feed);
    CHECK(atom.find("<title>A &amp; &quot;B&quot; &lt; &gt;</title>") != std::string::npos);
    CHECK(atom.find("<content type=\"text\">]]&gt;</content>") != std::string::npos);
    CHECK(atom.find("<link href=\"/x?a&amp;b\"/>") != std::string::npos);
    CHECK(json_feed_text(feed).starts_with(R"({"version":"https://jsonfeed.org/version/1.1","title":"x <y>")"));
}
