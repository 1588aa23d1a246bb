// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/kb/store/store_fixture.h"

#include <catch2/catch.hpp>

namespace ekb::kb {

namespace {

Document with_notice(Document document, NoticeKind kind, std::optional<std::string> target,
                     std::optional<std::string> date = std::nullopt) {
    document.notices.push_back({kind, std::move(target), "pmid:900", std::move(date), "in the source's words"});
    return document;
}

} // namespace

TEST_CASE("a retraction reaches its report, whichever comes first") {
    Store store;
    const Document notice = with_notice(article("9"), NoticeKind::retraction, "pmid:1");
    SECTION("the report first") {
        store.put(article("1"));
        CHECK_FALSE(store.document("pmid:1").retracted);
        const auto sequence = store.reader().last_sequence();
        store.put(notice);
        CHECK(store.changed_after(sequence) == std::set{store.key_of("pmid:1"), store.key_of("pmid:9")});
    }
    SECTION("the notice first") {
        store.put(notice);
        store.put(article("1"));
    }
    const Document report = store.document("pmid:1");
    CHECK(report.retracted);
    REQUIRE(report.notices.size() == 1);
    CHECK(report.notices[0].kind == NoticeKind::retraction);
    CHECK(report.notices[0].text == "in the source's words");
    CHECK_FALSE(store.document("pmid:9").retracted);
    CHECK_FALSE(store.joined("pmid:1", "pmid:9"));
}

TEST_CASE("only retraction and replacement retract, and a later reinstatement undoes them") {
    struct Row {
        std::vector<std::pair<NoticeKind, std::optional<std::string>>> notices;
        bool retracted;
    };
    using enum NoticeKind;
    const std::vector<Row> rows{
        {{{retraction, "2020-01-01"}}, true},
        {{{retract_and_replace, "2020-01-01"}}, true},
        {{{correction, "2020-01-01"}}, false},
        {{{expression_of_concern, std::nullopt}}, false},
        {{{reinstatement, "2021-01-01"}, {retraction, "2020-01-01"}}, false},
        {{{reinstatement, "2020-01-01"}, {retraction, "2021-01-01"}}, true},
        {{{reinstatement, std::nullopt}, {retraction, std::nullopt}}, false},
        {{{retraction, std::nullopt}, {reinstatement, "2020-01-01"}}, false},
    };
    for (const Row& row : rows) {
        Store store;
        Document notices = article("9");
        for (const auto& [kind, date] : row.notices)
            notices = with_notice(notices, kind, "pmid:1", date);
        store.put(notices);
        store.put(article("1"));
        CAPTURE(name_of(row.notices[0].first), row.notices[0].second.value_or("undated"));
        CHECK(store.document("pmid:1").retracted == row.retracted);
        CHECK(store.document("pmid:1").notices.size() == row.notices.size());
    }
}

TEST_CASE("a retraction that one record of a report states reaches its other records") {
    Store store;
    Document full_text = article("1");
    full_text.id = "pmc:PMC1";
    full_text.identifiers.pmcid = "PMC1";
    store.put(full_text);
    Document citation = article("1");
    SECTION("as a mark") {
        citation.retracted = true;
    }
    SECTION("as a notice about itself") {
        citation = with_notice(citation, NoticeKind::retraction, std::nullopt);
    }
    store.put(citation);
    CHECK(store.document("pmc:PMC1").retracted);
    CHECK(store.document("pmid:1").retracted);
    CHECK(store.document("pmid:1").notices == citation.notices);
}

TEST_CASE("a newer version of a notice that no longer names the report lets it go") {
    Store store;
    store.put(article("1"));
    store.put(with_notice(article("9"), NoticeKind::retraction, "doi:10.1/x"));
    CHECK_FALSE(store.document("pmid:1").retracted);
    store.put(with_notice(article("9"), NoticeKind::retraction, "1"), "2");
    CHECK(store.document("pmid:1").retracted);
    const auto sequence = store.reader().last_sequence();
    store.put(article("9"), "3");
    CHECK_FALSE(store.document("pmid:1").retracted);
    CHECK(store.changed_after(sequence).contains(store.key_of("pmid:1")));
}

} // namespace ekb::kb
