// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/model/error.h"
#include "tests/kb/store/store_fixture.h"

#include <catch2/catch.hpp>

namespace ekb::kb {

TEST_CASE("a document comes back as it was put, its claims with id and study") {
    const tests::TempDir dir;
    Writer writer(dir.path());
    const Document put = article("1");
    CHECK(writer.put(put, raw_of(put)) == PutOutcome::imported);
    writer.commit();

    const Reader reader(dir.path());
    const std::optional<StoredDocument> stored = reader.document("pmid:1");
    REQUIRE(stored);
    REQUIRE(stored->document.claims.size() == 1);
    CHECK(stored->document.claims[0].id.size() == 24);
    CHECK(stored->document.claims[0].study == "pmid:1");
    Document expected = put;
    expected.claims[0].id = stored->document.claims[0].id;
    expected.claims[0].study = "pmid:1";
    CHECK(stored->document == expected);
    CHECK(reader.raw("pmid:1")->bytes == raw_of(put).bytes);
    CHECK(reader.document_count() == 1);
    CHECK(reader.claim_count() == 1);
    CHECK_FALSE(reader.document("pmid:2"));
    CHECK_FALSE(reader.raw("pmid:2"));
    CHECK(reader.claim(expected.claims[0].id) == expected.claims[0]);
    CHECK_FALSE(reader.claim("pmid:1"));
}

TEST_CASE("the same raw source again writes nothing") {
    const tests::TempDir dir;
    Writer writer(dir.path());
    const Document document = article("1");
    CHECK_FALSE(writer.has(raw_of(document)));
    writer.put(document, raw_of(document));
    writer.commit();
    const Reader reader(dir.path());
    const auto before = reader.last_sequence();
    CHECK(writer.has(raw_of(document)));
    CHECK(writer.put(document, raw_of(document)) == PutOutcome::unchanged);
    writer.commit();
    CHECK(reader.last_sequence() == before);
}

TEST_CASE("what was not committed is neither seen nor kept") {
    const tests::TempDir dir;
    {
        Writer writer(dir.path());
        writer.commit();
        writer.put(article("1"), raw_of(article("1")));
        CHECK(Reader(dir.path()).document_count() == 0);
    }
    CHECK(Reader(dir.path()).document_count() == 0);
    CHECK(Reader(dir.path()).last_sequence() == 0);
}

TEST_CASE("a newer raw source replaces the document, and the older one does not come back") {
    const tests::TempDir dir;
    Writer writer(dir.path());
    Document document = article("1");
    writer.put(document, raw_of(document));
    document.title = "A trial, corrected";
    document.claims[0].effect.favours = Favours::neither;
    CHECK(writer.put(document, raw_of(document, "2")) == PutOutcome::updated);
    CHECK(writer.put(article("1"), raw_of(article("1"))) == PutOutcome::unchanged);
    CHECK(writer.has(raw_of(document)));
    writer.commit();
    const Reader reader(dir.path());
    CHECK(reader.document("pmid:1")->document.title == "A trial, corrected");
    CHECK(reader.claim_count() == 1);
    CHECK(reader.document_count() == 1);
}

TEST_CASE("a mere title of another format does not replace what is held of a report, and is replaced by it") {
    Store store;
    const Document full = article("1");
    Document title = article("1");
    title.format = "ris";
    title.claims.clear();
    title.content.text = title.title;
    title.content.blocks = {{BlockKind::title, {0, title.title.size()}, "title"}};
    SECTION("the report first") {
        CHECK(store.put(full) == PutOutcome::imported);
        CHECK(store.put(title) == PutOutcome::unchanged);
        CHECK(store.document("pmid:1").claims.size() == 1);
    }
    SECTION("the title first") {
        CHECK(store.put(title) == PutOutcome::imported);
        CHECK(store.put(full) == PutOutcome::updated);
        CHECK(store.document("pmid:1").claims.size() == 1);
    }
    SECTION("a newer record of the same format is believed") {
        CHECK(store.put(full) == PutOutcome::imported);
        title.format = full.format;
        CHECK(store.put(title, "2") == PutOutcome::updated);
    }
    SECTION("a notice is never lost") {
        CHECK(store.put(full) == PutOutcome::imported);
        title.retracted = true;
        CHECK(store.put(title) == PutOutcome::updated);
        CHECK(store.document("pmid:1").retracted);
    }
}

TEST_CASE("a newer extractor reads the same raw source again, an older one does not") {
    const tests::TempDir dir;
    Writer writer(dir.path());
    const Document document = article("1");
    RawSource raw = raw_of(document);
    writer.put(document, raw);
    --raw.extractor_version;
    CHECK(writer.has(raw));
    raw.extractor_version += 2;
    CHECK_FALSE(writer.has(raw));
    CHECK(writer.put(document, raw) == PutOutcome::updated);
    CHECK(writer.has(raw));
}

TEST_CASE("the change log rises with every write, and removal is in it") {
    const tests::TempDir dir;
    Writer writer(dir.path());
    writer.put(article("1"), raw_of(article("1")));
    writer.put(article("2"), raw_of(article("2")));
    CHECK(writer.remove("pmid:1", "withdrawn by its source"));
    CHECK_FALSE(writer.remove("pmid:1", "withdrawn by its source"));
    writer.commit();

    const Reader reader(dir.path());
    const std::vector<Change> changes = reader.changes_after(0, 10);
    REQUIRE(changes.size() == 3);
    CHECK(changes[0].sequence < changes[1].sequence);
    CHECK(changes[2].study_key == changes[0].study_key);
    CHECK(reader.last_sequence() == changes[2].sequence);
    CHECK(reader.changes_after(changes[1].sequence, 10).size() == 1);
    CHECK_FALSE(reader.study(changes[0].study_key));
    REQUIRE(reader.study(changes[1].study_key));
    CHECK(reader.study(changes[1].study_key)->id == "pmid:2");
    CHECK(reader.study_keys_after(0, 10) == std::vector{changes[1].study_key});
    CHECK(reader.study_key("pmid:2") == changes[1].study_key);
    CHECK_FALSE(reader.document("pmid:1"));
}

TEST_CASE("a folder without a store is no knowledge base to read") {
    const tests::TempDir dir;
    CHECK_THROWS_WITH(Reader(dir.path()),
                      "there is no knowledge base in " + dir.path().string() + " yet: import something into it first");
}

} // namespace ekb::kb
