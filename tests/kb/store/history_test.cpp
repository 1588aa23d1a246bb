// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/history.h"
#include "kb/store/kb_vocabulary.h"

#include "kb/json/contract_json.h"
#include "kb/store/schema.h"
#include "kb/store/sqlite.h"
#include "tests/kb/store/store_fixture.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <set>

namespace ekb::kb {

namespace {

/// All that readers see of a store, as text.
std::string seen(const StoredStudy& study) {
    std::string text = "study " + study.id + "\n";
    for (const StoredDocument& stored : study.documents)
        text += std::to_string(stored.key) + " " + document_json(stored.document, true).dump() + "\n";
    for (const Discrepancy& one : study.discrepancies)
        text += "discrepancy " + std::string(name_of(one.kind)) + " of " + std::to_string(one.positions.size()) + "\n";
    return text;
}

std::map<std::int64_t, std::string> seen_now(const Reader& reader) {
    std::map<std::int64_t, std::string> all;
    for (const std::int64_t key : reader.study_keys_after(0, 1000))
        all[key] = seen(reader.study(key).value());
    return all;
}

std::map<std::int64_t, std::string> seen_then(const HistoryReader& history, std::int64_t sequence) {
    std::map<std::int64_t, std::string> all;
    for (const std::int64_t key : history.study_keys(sequence))
        all[key] = seen(history.study(key, sequence).value());
    return all;
}

/// Does something to a store, chosen by chance: puts, replaces, removes, reviews, joins, separates, retracts.
class Chance {
public:
    explicit Chance(unsigned seed) : m_random(seed) {}

    void act(Writer& writer, const Reader& reader) {
        switch (below(8)) {
        case 0:
        case 1:
        case 2:
            return put(writer);
        case 3:
            writer.remove("pmid:" + std::to_string(below(5)), "by chance");
            return;
        case 4:
            return review(writer, reader);
        case 5:
            return retract(writer);
        default:
            return join(writer, reader);
        }
    }

private:
    std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(m_random); }

    void put(Writer& writer) {
        Document document = article(std::to_string(below(5)));
        document.title += " told " + std::to_string(++m_version) + " times";
        document.n.randomised = static_cast<int>(100 + below(3));
        if (below(3) == 0) document.identifiers.registry = {"NCT0000000" + std::to_string(below(2))};
        if (below(4) == 0) document = record("NCT0000000" + std::to_string(below(2)));
        writer.put(document, raw_of(document, std::to_string(m_version)));
    }
    void retract(Writer& writer) {
        Document document = article(std::to_string(5 + below(2)));
        document.notices.push_back({below(2) == 0 ? NoticeKind::retraction : NoticeKind::correction,
                                    "pmid:" + std::to_string(below(7)), std::nullopt, "2020-01-0" + std::to_string(1 + below(9)),
                                    "said by chance"});
        writer.put(document, raw_of(document, std::to_string(++m_version)));
    }
    void review(Writer& writer, const Reader& reader) {
        const auto stored = reader.document("pmid:" + std::to_string(below(5)));
        if (!stored || stored->document.claims.empty()) return;
        const Claim& claim = stored->document.claims[below(stored->document.claims.size())];
        if (below(3) == 0) {
            Claim added = claim;
            added.endpoint.text = "what a person found " + std::to_string(++m_version);
            writer.add_claim({stored->document.id, added, "Ada", "missing"});
        } else if (below(2) == 0) {
            Claim corrected = claim;
            corrected.n.randomised = static_cast<int>(below(1000));
            writer.review({claim.id, ReviewStatus::corrected, corrected, "Ada", "wrong"});
        } else {
            writer.review({claim.id, below(2) == 0 ? ReviewStatus::rejected : ReviewStatus::accepted, {}, "Ada", "so"});
        }
    }
    void join(Writer& writer, const Reader& reader) {
        const std::string a = "pmid:" + std::to_string(below(5));
        const std::string b = "pmid:" + std::to_string(below(5));
        if (a == b || !reader.document(a) || !reader.document(b)) return;
        below(2) == 0 ? writer.join({a, b, "Ada", "so"}) : writer.separate({a, b, "Ada", "so"});
    }

    std::mt19937 m_random;
    int m_version = 0;
};

} // namespace

TEST_CASE("every state that a commit left can be read again, whatever came after it") {
    const unsigned seed = GENERATE(range(1U, 13U));
    INFO("seed " << seed);
    Store store;
    store.put(article("1"));
    Chance chance(seed);
    std::map<std::int64_t, std::map<std::int64_t, std::string>> states;
    for (int i = 0; i < 60; ++i) {
        const Reader reader = store.reader();
        chance.act(store.writer, reader);
        store.writer.commit();
        states[reader.last_sequence()] = seen_now(reader);
    }
    const HistoryReader history(store.dir.path());
    REQUIRE(states.size() > 30);
    for (const auto& [sequence, state] : states) {
        INFO("after change " << sequence);
        REQUIRE(seen_then(history, sequence) == state);
    }
    CHECK(history.newest() == history.snapshot(states.rbegin()->first));
}

namespace {

/// The studies that a report with a notice was in, by what readers see of a state.
std::set<std::int64_t> noticed_then(const HistoryReader& history, std::int64_t sequence) {
    std::set<std::int64_t> noticed;
    for (const std::int64_t key : history.study_keys(sequence)) {
        const auto study = history.study(key, sequence);
        for (const StoredDocument& stored : study.value().documents)
            if (stored.document.retracted || !stored.document.notices.empty()) noticed.insert(key);
    }
    return noticed;
}

} // namespace

TEST_CASE("every study that a notice ever touched is among those noticed") {
    const unsigned seed = GENERATE(range(1U, 13U));
    INFO("seed " << seed);
    Store store;
    Chance chance(seed);
    std::set<std::int64_t> sequences;
    for (int i = 0; i < 60; ++i) {
        const Reader reader = store.reader();
        chance.act(store.writer, reader);
        store.writer.commit();
        sequences.insert(reader.last_sequence());
    }
    const HistoryReader history(store.dir.path());
    const std::vector<std::int64_t> all = history.noticed_studies();
    CHECK(std::ranges::is_sorted(all));
    std::size_t touched = 0;
    for (const std::int64_t sequence : sequences) {
        for (const std::int64_t key : noticed_then(history, sequence)) {
            INFO("study " << key << " after change " << sequence);
            REQUIRE(std::ranges::binary_search(all, key));
            ++touched;
        }
    }
    CHECK(touched > 20);
}

TEST_CASE("a study is noticed by a notice of its report, by one of an identifier, and by what a page says of itself") {
    Store store;
    const auto noticing = [](Document document, std::optional<std::string> target) {
        document.notices.push_back({NoticeKind::retraction, std::move(target), std::nullopt, "2020-01-01", "said so"});
        return document;
    };
    const auto noticed = [&] { return HistoryReader(store.dir.path()).noticed_studies(); };
    store.put(article("1"));
    CHECK(noticed().empty());
    store.put(noticing(article("9"), "pmid:1"));
    using Keys = std::vector<std::int64_t>;
    const std::int64_t reported = store.key_of("pmid:1");
    const std::int64_t notice = store.key_of("pmid:9");
    CHECK(noticed() == Keys{reported, notice});

    Document page = article("3");
    page.id = "url:https://example.org/3";
    page.identifiers = {};
    store.put(noticing(page, std::nullopt));
    store.put(article("4"));
    const std::int64_t own = store.key_of(page.id);
    CHECK(noticed() == Keys{reported, notice, own});

    // What was taken back stays among them: a feed of before tells of it.
    store.put(article("9"), "2");
    CHECK(noticed() == Keys{reported, notice, own});
}

namespace {

/// The claims and raw sources that a store holds, by their ids.
std::map<std::string, std::string> things_now(const Reader& reader) {
    std::map<std::string, std::string> all;
    for (const std::int64_t key : reader.study_keys_after(0, 1000)) {
        const auto study = reader.study(key);
        for (const StoredDocument& stored : study.value().documents) {
            all["raw " + stored.document.id] = reader.raw(stored.document.id).value().bytes;
            for (const Claim& claim : stored.document.claims)
                all[claim.id] = claim_json(claim).dump();
        }
    }
    return all;
}

std::string thing_then(const HistoryReader& history, const std::string& name, std::int64_t sequence) {
    if (name.starts_with("raw ")) {
        const auto raw = history.raw(name.substr(4), sequence);
        return raw ? raw->bytes : "none";
    }
    const auto claim = history.claim(name, sequence);
    return claim ? claim_json(*claim).dump() : "none";
}

} // namespace

TEST_CASE("claims and raw sources can be read as they were after each commit, those that are gone since too") {
    const unsigned seed = GENERATE(range(1U, 5U));
    INFO("seed " << seed);
    Store store;
    store.put(article("1"));
    Chance chance(seed);
    std::map<std::int64_t, std::map<std::string, std::string>> states;
    std::set<std::string> names;
    for (int i = 0; i < 40; ++i) {
        const Reader reader = store.reader();
        chance.act(store.writer, reader);
        store.writer.commit();
        for (const auto& [name, value] : states[reader.last_sequence()] = things_now(reader))
            names.insert(name);
    }
    const HistoryReader history(store.dir.path());
    for (const auto& [sequence, things] : states) {
        for (const std::string& name : names) {
            INFO(name << " after change " << sequence);
            const auto held = things.find(name);
            REQUIRE(thing_then(history, name, sequence) == (held == things.end() ? "none" : held->second));
        }
    }
    CHECK(history.document("pmid:1", states.begin()->first).value().document.id == "pmid:1");
    CHECK_FALSE(history.document("pmid:1", 0));
    CHECK_FALSE(history.claim("no such claim", states.rbegin()->first));
}

TEST_CASE("a snapshot is known by its number and by the time of its commit") {
    Store store;
    CHECK(HistoryReader(store.dir.path()).newest() == Snapshot{});
    store.put(article("1"));
    store.put(article("2"));
    const HistoryReader history(store.dir.path());
    const Snapshot first = history.snapshot(1).value();
    const Snapshot second = history.newest();
    CHECK(second.sequence == 2);
    CHECK(first.at_ms.value() <= second.at_ms.value());
    CHECK(history.snapshot_at(second.at_ms.value()) == second);
    CHECK(history.snapshot_at(first.at_ms.value() - 1) == Snapshot{});
    CHECK_FALSE(history.snapshot(3));
    CHECK_FALSE(history.snapshot(-1));
    CHECK(history.study_keys(1).size() == 1);
    CHECK(history.study_keys(0).empty());
}

TEST_CASE("what changed between two snapshots is told study by study") {
    Store store;
    store.put(article("1"));
    store.put(article("2"));
    store.put(article("1"), "2");
    const HistoryReader history(store.dir.path());
    const std::int64_t study = history.study_key("pmid:1", 1).value();
    CHECK(history.changed_studies(1, 2).size() == 1);
    CHECK(history.changed_studies(2, 3) == std::vector{study});
    const std::vector<StudyChange> changes = history.changes_of(study, 0, 3);
    REQUIRE(changes.size() == 2);
    CHECK(changes[1].what == "put");
    CHECK(changes[1].document == "pmid:1");
    CHECK_FALSE(history.study_key("pmid:2", 1));
}

TEST_CASE("a store of the schema before is brought up, each of its changes a snapshot") {
    Store store;
    store.put(article("1"));
    store.put(article("1"), "2");
    {
        Database database(store_file(store.dir.path()), OpenMode::read_write);
        database.run("DROP TABLE concept; DROP TABLE vocabulary_revision; DROP TABLE saved_query; DROP TABLE past_notice; DROP TABLE snapshot; DROP INDEX history_by_study; "
                     "ALTER TABLE history DROP COLUMN document_key; ALTER TABLE history DROP COLUMN own; "
                     "DROP INDEX study_move_by_from; DROP INDEX study_move_by_to; DROP INDEX change_by_study; "
                     "PRAGMA user_version = 2");
        CHECK(vocabulary_of(store.dir.path()).revision == 0);
        migrate(database);
    }
    const HistoryReader history(store.dir.path());
    CHECK(history.newest().sequence == 2);
    CHECK(history.study(history.study_keys(1).at(0), 1)->documents.at(0).document.id == "pmid:1");
}

} // namespace ekb::kb
