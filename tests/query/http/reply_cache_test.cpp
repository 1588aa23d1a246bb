// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/reply_cache.h"

#include "query/http/application.h"
#include "tests/query/http/fake_curation.h"
#include "tests/query/http/fake_evidence.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

#include <fstream>

using namespace ekb::query::http;

namespace {

std::shared_ptr<const PreparedReply> reply_of(std::size_t bytes) {
    return std::make_shared<PreparedReply>(reply("text/plain", std::string(bytes, 'x')));
}

struct Served {
    ekb::tests::TempDir page;
    FakeEvidence evidence;
    FakeCuration curation;
    std::unique_ptr<Application> application;

    Served() {
        std::ofstream(page.path() / "index.html") << "<!doctype html>";
        application =
            std::make_unique<Application>(evidence, curation, StaticFiles(page.path()), [](const std::string&) {});
    }
    Response get(const std::string& query, Headers headers = {}, const std::string& method = "GET") {
        return application->handle({method, "/api/v1/ask", query, std::move(headers), {}});
    }
};

} // namespace

TEST_CASE("a reply is kept for its target and its state alone") {
    ReplyCache cache(100'000);
    const auto kept = reply_of(10);
    cache.keep("/a?q=1", "one", kept);
    CHECK(cache.find("/a?q=1", "one") == kept);
    CHECK(cache.find("/a?q=2", "one") == nullptr);
    CHECK(cache.find("/a?q=1", "two") == nullptr);
    CHECK(cache.find("/a?q=1", "one") == nullptr); // the old one is gone for good
    const auto newer = reply_of(10);
    cache.keep("/a?q=1", "two", kept);
    cache.keep("/a?q=1", "two", newer);
    CHECK(cache.find("/a?q=1", "two") == newer);
}

TEST_CASE("replies take no more room than they may, and the least lately used go first") {
    ReplyCache cache(100'000);
    for (int i = 0; i < 30; ++i) {
        cache.keep(std::to_string(i), "s", reply_of(5'000));
        CHECK(cache.find("0", "s") != nullptr); // used again each time
    }
    CHECK(cache.find("1", "s") == nullptr);
    CHECK(cache.find("29", "s") != nullptr);
    int left = 0;
    for (int i = 0; i < 30; ++i)
        left += cache.find(std::to_string(i), "s") != nullptr ? 1 : 0;
    CHECK(left == 9); // twice their size each, and some hundred bytes
    cache.keep("large", "s", reply_of(50'000));
    CHECK(cache.find("large", "s") == nullptr);
}

TEST_CASE_METHOD(Served, "a question asked again is answered from what was kept until the knowledge base changes") {
    const auto first = get("q=x");
    CHECK(get("q=x").body == first.body);
    CHECK(evidence.questions == 1);
    const std::string tag(header(first.headers, "ETag").value());
    CHECK(get("q=x", {{"If-None-Match", tag}}).status == 304);
    CHECK(get("q=x", {}, "HEAD").body.empty());
    CHECK(evidence.questions == 1);
    get("q=x&limit=7");
    CHECK(evidence.questions == 2);
    evidence.now = "changed";
    CHECK(get("q=x").body == first.body);
    CHECK(evidence.questions == 3);
}

TEST_CASE_METHOD(Served, "errors are not kept") {
    CHECK(get("q=broken").status == 500);
    CHECK(get("q=broken").status == 500);
    CHECK(get("nosuch=1").status == 400);
    CHECK(evidence.questions == 0);
}
