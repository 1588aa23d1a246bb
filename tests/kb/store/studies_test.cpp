// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/model/error.h"
#include "kb/store/grouping.h"
#include "tests/kb/store/store_fixture.h"

#include <catch2/catch.hpp>

#include <set>

namespace ekb::kb {

namespace {

Document article_on(const std::string& pmid, std::vector<std::string> numbers) {
    Document document = article(pmid);
    document.identifiers.registry = std::move(numbers);
    return document;
}

Document record_of(const std::string& id, std::vector<std::string> numbers) {
    Document document = record("NCT00000000");
    document.id = id;
    document.identifiers.registry = std::move(numbers);
    return document;
}

} // namespace

TEST_CASE("documents group by what they share, save where a person keeps them apart") {
    using Numbers = std::vector<std::size_t>;
    CHECK(group({3, {}, {}, {}}) == Numbers{0, 1, 2});
    CHECK(group({4, {}, {}, {{0, 2}, {2, 3}}}) == Numbers{0, 1, 0, 0});
    CHECK(group({3, {}, {{0, 1}}, {{0, 1, 2}}}) == Numbers{0, 1, 0});
    CHECK(group({3, {}, {{0, 1}, {0, 2}}, {{0, 1, 2}}}) == Numbers{0, 1, 1});
    CHECK(group({3, {{1, 2}}, {{0, 1}}, {{0, 1, 2}}}) == Numbers{0, 1, 1});
    CHECK(group({2, {{0, 1}}, {{0, 1}}, {}}) == Numbers{0, 1});
}

TEST_CASE("a paper and the record of its trial are one study, called as the record") {
    Store store;
    store.put(article_on("1", {"NCT00000001"}));
    CHECK(store.study_of("pmid:1") == "pmid:1");
    const auto before = store.key_of("pmid:1");
    store.put(record("NCT00000001"));
    CHECK(store.key_of("nct:NCT00000001") == before);
    CHECK(store.study_of("pmid:1") == "nct:NCT00000001");
    CHECK(store.reader().document("pmid:1")->document.claims.at(0).study == "nct:NCT00000001");
    CHECK(store.reader().joins() == std::vector<Join>{{before, "pmid:1", "nct:NCT00000001", "registry:NCT00000001"}});
}

TEST_CASE("a document that shares with two studies makes them one, the older's key stays and the log tells of both") {
    Store store;
    store.put(article_on("1", {"NCT00000001"}));
    store.put(article_on("2", {"ISRCTN00000002"}));
    const auto older = store.key_of("pmid:1");
    const auto younger = store.key_of("pmid:2");
    const auto sequence = store.reader().last_sequence();
    store.put(record_of("nct:NCT00000001", {"NCT00000001", "ISRCTN00000002"}));
    CHECK(store.key_of("pmid:2") == older);
    CHECK_FALSE(store.reader().study(younger));
    CHECK(store.reader().study(older)->documents.size() == 3);
    std::set<std::int64_t> told;
    for (const Change& change : store.reader().changes_after(sequence, 100))
        told.insert(change.study_key);
    CHECK(told.contains(older));
    CHECK(told.contains(younger));
}

TEST_CASE("numbers that may be of several trials join nothing") {
    Store store;
    store.put(record("NCT00000001"));
    store.put(record("NCT00000002"));
    SECTION("two of one registry") {
        store.put(article_on("1", {"NCT00000001", "NCT00000002"}));
    }
    SECTION("more than three") {
        store.put(article_on("1", {"NCT00000001", "ISRCTN00000002", "EUCTR2010-000001-01", "DRKS00000004"}));
    }
    SECTION("only mentioned") {
        Document document = article("1");
        document.mentioned = {"NCT00000001", "NCT00000002"};
        store.put(document);
    }
    CHECK_FALSE(store.joined("nct:NCT00000001", "nct:NCT00000002"));
    CHECK_FALSE(store.joined("nct:NCT00000001", "pmid:1"));
    CHECK(store.reader().joins().empty());
}

TEST_CASE("a registry record keeps its own number beside others of its registry") {
    Store store;
    store.put(record_of("nct:NCT00000001", {"NCT00000001", "NCT00000002", "NCT00000003"}));
    store.put(record("NCT00000002"));
    store.put(article_on("1", {"NCT00000001"}));
    CHECK(store.joined("nct:NCT00000001", "pmid:1"));
    CHECK_FALSE(store.joined("nct:NCT00000001", "nct:NCT00000002"));
}

TEST_CASE("a EudraCT trial's country records are one study") {
    Store store;
    store.put(record_of("euctr:EUCTR2010-023048-31-GB", {"EUCTR2010-023048-31-GB"}));
    store.put(record_of("euctr:EUCTR2010-023048-31-DE", {"EUCTR2010-023048-31-DE"}));
    store.put(article_on("1", {"2010-023048-31"}));
    CHECK(store.joined("euctr:EUCTR2010-023048-31-GB", "euctr:EUCTR2010-023048-31-DE"));
    CHECK(store.study_of("pmid:1") == "euctr:EUCTR2010-023048-31-GB");
}

TEST_CASE("a newer version without the identifier leaves the study") {
    Store store;
    store.put(record("NCT00000001"));
    store.put(article_on("1", {"NCT00000001"}));
    REQUIRE(store.joined("nct:NCT00000001", "pmid:1"));
    CHECK(store.put(article("1"), "2") == PutOutcome::updated);
    CHECK_FALSE(store.joined("nct:NCT00000001", "pmid:1"));
}

TEST_CASE("documents that only a removed one joined part again") {
    Store store;
    store.put(article_on("1", {"NCT00000001"}));
    store.put(article_on("2", {"ISRCTN00000002"}));
    store.put(record_of("nct:NCT00000001", {"NCT00000001", "ISRCTN00000002"}));
    REQUIRE(store.joined("pmid:1", "pmid:2"));
    store.writer.remove("nct:NCT00000001", "withdrawn");
    store.writer.commit();
    CHECK_FALSE(store.joined("pmid:1", "pmid:2"));
}

TEST_CASE("what a person parts stays apart, whatever is imported later, until a person joins it again") {
    Store store;
    store.put(article_on("1", {"NCT00000001"}));
    store.put(article_on("2", {"NCT00000001"}));
    REQUIRE(store.joined("pmid:1", "pmid:2"));
    store.writer.separate({"1", "PMID:2", "ada", "another trial"});
    store.writer.commit();
    CHECK_FALSE(store.joined("pmid:1", "pmid:2"));
    store.put(record("NCT00000001"));
    CHECK(store.joined("nct:NCT00000001", "pmid:1"));
    CHECK_FALSE(store.joined("pmid:1", "pmid:2"));
    store.put(article_on("2", {"NCT00000001", "ISRCTN00000002"}), "2");
    CHECK_FALSE(store.joined("pmid:1", "pmid:2"));
    REQUIRE(store.reader().join_decisions().size() == 1);
    CHECK(store.reader().join_decisions()[0].who == "ada");
    CHECK_FALSE(store.reader().join_decisions()[0].together);

    store.writer.join({"pmid:1", "pmid:2", "ada", "one trial after all"});
    store.writer.commit();
    CHECK(store.joined("pmid:1", "pmid:2"));
    CHECK(store.reader().join_decisions().size() == 1);
}

TEST_CASE("a person joins documents that share nothing") {
    Store store;
    store.put(article("1"));
    store.put(article("2"));
    store.writer.join({"pmid:2", "pmid:1", "ada", "the same patients"});
    store.writer.commit();
    CHECK(store.joined("pmid:1", "pmid:2"));
    REQUIRE(store.reader().joins().size() == 1);
    CHECK(store.reader().joins()[0].shared.empty());
    CHECK_THROWS_WITH(store.writer.join({"pmid:1", "pmid:9", "ada", ""}), "there is no document pmid:9");
    CHECK_THROWS_WITH(store.writer.join({"pmid:1", "1", "ada", ""}), "both are the same document: pmid:1");
}

} // namespace ekb::kb
