// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/model/error.h"
#include "kb/store/prepared.h"
#include "tests/kb/store/store_fixture.h"

#include <catch2/catch.hpp>

namespace ekb::kb {

namespace {

/// A store with one document of two claims.
struct Reviewing : Store {
    Document source = article("1");
    std::string first;
    std::string second;

    Reviewing() {
        source.claims.push_back(source.claims[0]);
        source.claims[1].endpoint.text = "quality of life";
        put(source);
        first = document("pmid:1").claims.at(0).id;
        second = document("pmid:1").claims.at(1).id;
    }

    void review(const ReviewRequest& request) {
        writer.review(request);
        writer.commit();
    }
    Claim claim(const std::string& id) const { return reader().claim(id).value(); }
    /// The same source, read by the next version of the extractor.
    void read_again(const Document& as) {
        RawSource raw = raw_of(source);
        raw.extractor_version = ++extractor;
        REQUIRE(writer.put(as, raw) == PutOutcome::updated);
        writer.commit();
    }
    int extractor = ekb::extractor_version;
};

} // namespace

TEST_CASE("claim ids are the same at every import, and leave out what newer vocabularies and calibrations change") {
    const Document document = article("1");
    Claim claim = document.claims[0];
    const std::string id = claim_id(document.id, claim);
    claim.confidence = 0.5;
    claim.intervention.concept_id = "ekb:drug";
    claim.endpoint.label = "Survival";
    claim.evidence[0].code_point_start = 5;
    claim.status = ReviewStatus::accepted;
    CHECK(claim_id(document.id, claim) == id);
    CHECK(claim_id("pmid:2", claim) != id);
    claim.effect.favours = Favours::comparator;
    CHECK(claim_id(document.id, claim) != id);

    Document twice = document;
    twice.claims.push_back(twice.claims[0]);
    const PreparedDocument prepared = prepare(twice, raw_of(twice));
    CHECK(prepared.claims[0].claim.id == id);
    CHECK(prepared.claims[1].claim.id == id + "-2");
}

TEST_CASE("a person's word is kept with what was, what is, who and why") {
    Reviewing store;
    const auto sequence = store.reader().last_sequence();
    const Claim before = store.claim(store.first);
    store.review({store.first, ReviewStatus::accepted, std::nullopt, "ada", "as in the paper"});
    CHECK(store.claim(store.first).status == ReviewStatus::accepted);
    CHECK(store.claim(store.second).status == ReviewStatus::unreviewed);
    CHECK(store.changed_after(sequence) == std::set{store.key_of("pmid:1")});

    store.review({store.first, ReviewStatus::rejected, std::nullopt, "bob", "of another trial"});
    const std::vector<ReviewEvent> events = store.reader().review_events(store.first);
    REQUIRE(events.size() == 2);
    CHECK(events[0].who == "ada");
    CHECK(events[0].why == "as in the paper");
    REQUIRE(events[0].before);
    CHECK(events[0].before->status == ReviewStatus::unreviewed);
    CHECK(events[0].before->effect == before.effect);
    CHECK(events[0].after.status == ReviewStatus::accepted);
    CHECK(events[1].after.status == ReviewStatus::rejected);
    CHECK(events[0].sequence < events[1].sequence);
    CHECK(events[1].sequence == store.reader().last_sequence());
    CHECK(store.reader().review_events(store.second).empty());
}

TEST_CASE("a correction keeps the id, changes what the claim says, and finds its quote") {
    Reviewing store;
    Claim correction = store.claim(store.first);
    correction.id = "ignored";
    correction.effect.value = 1.5;
    correction.evidence = {{"better than placebo", "abstract", std::nullopt, std::nullopt}};
    store.review({store.first, ReviewStatus::corrected, correction, "ada", "the figure was missed"});
    const Claim corrected = store.claim(store.first);
    CHECK(corrected.effect.value == 1.5);
    CHECK(corrected.status == ReviewStatus::corrected);
    CHECK(corrected.document == "pmid:1");
    CHECK(corrected.evidence[0].code_point_start == 29);
    CHECK(corrected.evidence[0].code_point_end == 48);
    CHECK(store.document("pmid:1").claims.at(0) == corrected);
}

TEST_CASE("a review that breaks a rule changes nothing") {
    Reviewing store;
    const Claim before = store.claim(store.first);
    Claim invented = before;
    invented.evidence[0].quote = "what the paper never said";
    const auto review = [&](ReviewStatus verdict, std::optional<Claim> correction, const std::string& who) {
        store.review({store.first, verdict, std::move(correction), who, ""});
    };
    CHECK_THROWS_WITH(review(ReviewStatus::corrected, invented, "ada"),
                      "the document does not say: what the paper never said");
    CHECK_THROWS_WITH(review(ReviewStatus::corrected, std::nullopt, "ada"),
                      "a correction is given with the verdict \"corrected\", and with no other");
    CHECK_THROWS_WITH(review(ReviewStatus::accepted, before, "ada"),
                      "a correction is given with the verdict \"corrected\", and with no other");
    CHECK_THROWS_WITH(review(ReviewStatus::accepted, std::nullopt, ""),
                      "a review needs the name of the person who makes it");
    CHECK_THROWS_WITH(store.writer.review({"nosuch", ReviewStatus::accepted, std::nullopt, "ada", ""}),
                      "there is no claim nosuch");
    store.writer.commit();
    CHECK(store.claim(store.first) == before);
    CHECK(store.reader().review_events(store.first).empty());
}

TEST_CASE("a newer reading replaces unreviewed claims and leaves what persons said") {
    Reviewing store;
    store.review({store.first, ReviewStatus::rejected, std::nullopt, "ada", "no claim"});
    Document newer = store.source;
    newer.claims[1].effect.value = 7;
    SECTION("that claims the rejected again") {}
    SECTION("that no longer claims it") {
        newer.claims.erase(newer.claims.begin());
    }
    SECTION("whose text has moved") {
        newer.content.text = "Ω " + newer.content.text;
        store.read_again(newer);
        CHECK(store.claim(store.first).evidence[0].code_point_start == std::size_t{20});
    }
    store.read_again(newer);
    const std::vector<Claim> claims = store.document("pmid:1").claims;
    REQUIRE(claims.size() == 2);
    CHECK(store.claim(store.first).status == ReviewStatus::rejected);
    CHECK(claims[1].effect.value == 7);
    CHECK_FALSE(store.reader().claim(store.second));
}

TEST_CASE("a newer reading that comes to what a person corrected is not put beside it") {
    Reviewing store;
    Claim correction = store.claim(store.first);
    correction.effect.value = 1.5;
    store.review({store.first, ReviewStatus::corrected, correction, "ada", ""});
    Document newer = store.source;
    newer.claims[0].effect.value = 1.5;
    store.read_again(newer);
    CHECK(store.document("pmid:1").claims.size() == 2);
    CHECK(store.claim(store.first).status == ReviewStatus::corrected);
}

TEST_CASE("a verdict that is taken back lets the next reading replace the claim") {
    Reviewing store;
    store.review({store.first, ReviewStatus::accepted, std::nullopt, "ada", ""});
    store.review({store.first, ReviewStatus::unreviewed, std::nullopt, "ada", "too fast"});
    Document newer = store.source;
    newer.claims.erase(newer.claims.begin());
    store.read_again(newer);
    CHECK_FALSE(store.reader().claim(store.first));
    CHECK(store.reader().review_events(store.first).size() == 2);
}

TEST_CASE("persons' words outlive the removal of their document") {
    Reviewing store;
    store.review({store.first, ReviewStatus::rejected, std::nullopt, "ada", "no claim"});
    store.writer.remove("pmid:1", "withdrawn");
    store.writer.commit();
    CHECK_FALSE(store.reader().claim(store.first));
    store.put(store.source, "2");
    CHECK(store.claim(store.first).status == ReviewStatus::rejected);
    CHECK(store.document("pmid:1").claims.size() == 2);
}

TEST_CASE("a person adds a claim, with a quote that stands in the text, and a newer reading keeps it") {
    Reviewing store;
    Claim found;
    found.intervention.text = "drug 1";
    found.endpoint.text = "mood";
    found.evidence = {{"was better", "abstract", std::nullopt, std::nullopt}};
    const std::string id = store.writer.add_claim({"1", found, "ada", "missed"});
    CHECK_THROWS_WITH(store.writer.add_claim({"1", found, "ada", "missed"}),
                      "the document has this claim already: " + id);
    found.evidence = {{"was worse", "abstract", std::nullopt, std::nullopt}};
    CHECK_THROWS_WITH(store.writer.add_claim({"1", found, "ada", ""}), "the document does not say: was worse");
    found.evidence.clear();
    CHECK_THROWS_WITH(store.writer.add_claim({"1", found, "ada", ""}), "a claim needs a quote of its document");
    store.writer.commit();
    store.read_again(store.source);
    const Claim stored = store.claim(id);
    CHECK(stored.method == Method::curator);
    CHECK(stored.status == ReviewStatus::accepted);
    CHECK(stored.evidence[0].code_point_start == std::size_t{25});
    CHECK(store.document("pmid:1").claims.size() == 3);
    CHECK_FALSE(store.reader().review_events(id).at(0).before);
}

TEST_CASE("a source read again that says the same changes nothing, whatever a person reviewed") {
    Reviewing store;
    store.review({store.first, ReviewStatus::accepted, std::nullopt, "ada", ""});
    const std::int64_t before = store.reader().last_sequence();
    RawSource raw = raw_of(store.source);
    raw.extractor_version = store.extractor + 1;
    CHECK(store.writer.put_read_again(prepare(store.source, raw)) == PutOutcome::unchanged);
    store.writer.commit();
    CHECK(store.reader().last_sequence() == before);
    Document newer = store.source;
    newer.claims[1].effect.value = 7;
    CHECK(store.writer.put_read_again(prepare(newer, raw)) == PutOutcome::updated);
    store.writer.commit();
    CHECK(store.claim(store.first).status == ReviewStatus::accepted);
    CHECK_THROWS_AS(store.writer.put_read_again(prepare(article("2"), raw_of(article("2")))), Error);
}

} // namespace ekb::kb
