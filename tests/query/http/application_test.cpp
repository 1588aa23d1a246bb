// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/application.h"

#include "kb/model/error.h"
#include "query/http/cursor.h"
#include "query/http/finish.h"
#include "tests/query/http/fake_curation.h"
#include "tests/query/http/fake_evidence.h"

#include <catch2/catch.hpp>
#include <zlib.h>

#include <filesystem>
#include <fstream>

using namespace ekb::query;
using namespace ekb::query::http;
namespace kb = ekb::kb;

namespace {

/// A folder of a built page, gone with the test.
struct PageFolder {
    std::filesystem::path path;
    PageFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "ekb-page-XXXXXX").string();
        path = mkdtemp(name.data());
        std::filesystem::create_directories(path / "assets");
        std::ofstream(path / "index.html") << "<!doctype html>";
        std::ofstream(path / "assets/app-1234.js") << std::string(3000, ' ');
    }
    ~PageFolder() { std::filesystem::remove_all(path); }
};

struct Fixture {
    PageFolder page;
    FakeEvidence evidence;
    FakeCuration curation;
    Application application{evidence, curation, StaticFiles(page.path), [](const std::string&) {}};

    Response get(std::string path, std::string query = {}, Headers headers = {}) {
        return application.handle({"GET", std::move(path), std::move(query), std::move(headers), {}});
    }
};

std::string gunzipped(std::string bytes) {
    std::string out(100000, '\0');
    z_stream stream{};
    inflateInit2(&stream, 15 + 16);
    stream.next_in = reinterpret_cast<Bytef*>(bytes.data());
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    REQUIRE(inflate(&stream, Z_FINISH) == Z_STREAM_END);
    out.resize(stream.total_out);
    inflateEnd(&stream);
    return out;
}

/// Its body with what follows it.
std::string whole(const Response& response) {
    std::string all = response.body;
    for (auto part = response.more(); !part.empty(); part = response.more())
        all += part;
    return all;
}

} // namespace

TEST_CASE_METHOD(Fixture, "a question reaches the engine decoded, with its limits") {
    const auto response = get("/api/v1/ask", "q=which+B12%20trials&limit=7");
    CHECK(response.status == 200);
    CHECK(response.body == R"({"question":"which B12 trials","total":0,"studies":[],"next":null})");
    CHECK(header(response.headers, "Content-Type") == "application/json");
    CHECK(evidence.asked.limit == 7);
    CHECK(evidence.asked.offset == 0);
    CHECK_FALSE(evidence.asked_other_claims);
    get("/api/v1/ask", "q=x&other_claims=0");
    CHECK(evidence.asked_other_claims == 0U);
    get("/api/v1/ask", "q=x");
    CHECK(evidence.asked.limit == 50);
}

TEST_CASE_METHOD(Fixture, "a comparison without a comparator has none") {
    CHECK(get("/api/v1/compare", "intervention=a&endpoint=b").body == R"({"comparisons":[]})");
    CHECK(evidence.compared.intervention == "a");
    CHECK_FALSE(evidence.compared.comparator);
    CHECK_FALSE(evidence.compared.document);
    CHECK(get("/api/v1/compare", "intervention=a").status == 400);
    CHECK_FALSE(evidence.asked_as_of);
    CHECK(get("/api/v1/compare", "intervention=a&endpoint=b&as_of=3").status == 200);
    CHECK(evidence.asked_as_of == kb::Snapshot{3, 1500});
    CHECK(get("/api/v1/compare", "intervention=a&endpoint=b&as_of=soon").status == 400);
    CHECK(evidence.compared_trials == 50);
    CHECK(get("/api/v1/compare", "intervention=a&endpoint=b&limit=7").status == 200);
    CHECK(evidence.compared_trials == 7);
    CHECK(get("/api/v1/claims/c", "").status == 200);
    CHECK_FALSE(evidence.asked_as_of);
    CHECK(get("/api/v1/claims/c", "as_of=3").status == 200);
    CHECK(evidence.asked_as_of == kb::Snapshot{3, 1500});
}

TEST_CASE_METHOD(Fixture, "a query is explained, for a trial or for itself") {
    CHECK(get("/api/v1/explain", "q=n:%3E%3D100&id=NCT1&as_of=2").status == 200);
    CHECK(evidence.explained.query == "n:>=100");
    CHECK(evidence.explained.document == "NCT1");
    CHECK(evidence.asked_as_of == kb::Snapshot{2, 1000});
    CHECK(get("/api/v1/explain", "q=zinc").status == 200);
    CHECK_FALSE(evidence.explained.document);
    CHECK(get("/api/v1/explain", "id=NCT1").status == 400);
    const auto wrong = get("/api/v1/explain", "q=nosuch:x");
    CHECK(wrong.status == 400);
    CHECK(wrong.body.find(R"("position":{"offset":0,"length":6})") != std::string::npos);
    CHECK(wrong.body.find(R"("hint":"did you mean dose?")") != std::string::npos);
    CHECK(get("/api/v1/search", "q=nosuch:x").body.find(R"("hint":"docs/query-language.md)") != std::string::npos);
}

TEST_CASE_METHOD(Fixture, "a synthesis takes a model by its name, and retracted reports when asked") {
    CHECK(get("/api/v1/synthesise", "q=x").status == 200);
    CHECK(evidence.synthesised.model == PoolingModel::reml_hartung_knapp);
    CHECK_FALSE(evidence.synthesised.include_retracted);
    CHECK(get("/api/v1/synthesise", "q=x&model=fixed_effect&include_retracted=true").status == 200);
    CHECK(evidence.synthesised.model == PoolingModel::fixed_effect);
    CHECK(evidence.synthesised.include_retracted);
    CHECK(get("/api/v1/synthesise", "q=x&model=none").status == 400);
    CHECK(get("/api/v1/synthesise", "q=x&include_retracted=yes").status == 400);
}

TEST_CASE_METHOD(Fixture, "a table is a file to keep") {
    const auto table = get("/api/v1/export.csv", "q=x");
    CHECK(table.body == "study\r\n");
    CHECK(header(table.headers, "Content-Type") == "text/csv; charset=utf-8; header=present");
    CHECK(header(table.headers, "Content-Disposition") == "attachment; filename=\"evidence.csv\"");
}

TEST_CASE_METHOD(Fixture, "an export is a file with the record of its search beside it") {
    const auto file = get("/api/v1/export", "q=n:%3E%3D100&format=ris");
    CHECK(file.status == 200);
    CHECK(file.body == "one,");
    CHECK(whole(file) == "one,two,");
    CHECK_FALSE(header(file.headers, "Content-Length"));
    CHECK(evidence.exported_format == "ris");
    CHECK(header(file.headers, "Content-Type") == "application/x-research-info-systems");
    CHECK(header(file.headers, "Content-Disposition") == "attachment; filename=\"evidence-3.ris\"");
    CHECK(header(file.headers, "Link") ==
          R"(</api/v1/export/record?q=n%3A%3E%3D100&as_of=3>; rel="describedby"; type="application/json")");
    CHECK(get("/api/v1/export/record", "question=zinc").body == R"({"query":"zinc"})");
    CHECK(get("/api/v1/export", "question=zinc").status == 200);
    CHECK(evidence.exported_format == "json");
    CHECK(get("/api/v1/export", "q=zinc&format=doc").status == 400);
    CHECK(get("/api/v1/export", "q=zinc&question=zinc").status == 400);
    CHECK(get("/api/v1/export", "").status == 400);
    CHECK(get("/api/v1/export", "q=nosuch:x").body.find("urn:ekb:problem:bad_query") != std::string::npos);
}

TEST_CASE_METHOD(Fixture, "an export is compressed while it is made, for those who take it") {
    const auto packed = get("/api/v1/export", "q=zinc&format=csv", {{"Accept-Encoding", "gzip"}});
    CHECK(header(packed.headers, "Content-Encoding") == "gzip");
    CHECK(header(packed.headers, "Vary") == "Accept-Encoding");
    CHECK_FALSE(header(packed.headers, "Content-Length"));
    CHECK(gunzipped(whole(packed)) == "one,two,");
    const auto plain = get("/api/v1/export", "q=zinc&format=csv");
    CHECK(header(plain.headers, "Vary") == "Accept-Encoding");
    CHECK(header(plain.headers, "ETag") == header(packed.headers, "ETag"));
    CHECK_FALSE(header(get("/api/v1/export", "q=zinc&format=ris", {{"Accept-Encoding", "gzip"}}).headers, "Content-Encoding"));
}

TEST_CASE_METHOD(Fixture, "an export has a tag of what it follows from, and is not made for those who have it or ask for its head") {
    const auto file = get("/api/v1/export", "q=zinc&format=ris");
    const std::string tag(header(file.headers, "ETag").value());
    CHECK(tag.starts_with("W/\""));
    CHECK(header(get("/api/v1/export", "q=zinc&format=csv").headers, "ETag") != tag);
    CHECK(header(get("/api/v1/export", "question=zinc&format=ris").headers, "ETag") != tag);
    CHECK(header(get("/api/v1/export", "q=zinc+x&format=ris").headers, "ETag") != tag);
    const auto had = get("/api/v1/export", "q=zinc&format=ris", {{"If-None-Match", tag}});
    const auto head = application.handle({"HEAD", "/api/v1/export", "q=zinc&format=ris", {}, {}});
    CHECK(had.status == 304);
    CHECK(head.status == 200);
    for (const auto* response : {&had, &head}) {
        CHECK(header(response->headers, "ETag") == tag);
        CHECK(response->body.empty());
        CHECK_FALSE(response->more);
        CHECK_FALSE(header(response->headers, "Content-Length"));
    }
}

TEST_CASE_METHOD(Fixture, "an export whose later part cannot be made breaks off") {
    const auto file = get("/api/v1/export", "q=breaks");
    CHECK(file.status == 200);
    CHECK_THROWS_AS(whole(file), ekb::Error);
    const auto packed = get("/api/v1/export", "q=breaks", {{"Accept-Encoding", "gzip"}});
    CHECK_THROWS_AS(whole(packed), ekb::Error);
}

TEST_CASE_METHOD(Fixture, "a list is read part by part, each of the snapshot of the first") {
    evidence.total = 7;
    const auto first = get("/api/v1/ask", "q=n%20x&limit=3");
    const std::string link(header(first.headers, "Link").value());
    REQUIRE(link.starts_with("</api/v1/ask?q=n%20x&limit=3&cursor="));
    REQUIRE(link.ends_with(">; rel=\"next\""));
    const auto query_of = [](const std::string& next) {
        const auto begin = next.find('?') + 1;
        return next.substr(begin, next.find('>') - begin);
    };
    const auto second = get("/api/v1/ask", query_of(link));
    CHECK(evidence.asked.offset == 3);
    CHECK(evidence.asked_as_of == kb::Snapshot{3, 1500});
    const auto third = get("/api/v1/ask", query_of(std::string(header(second.headers, "Link").value())));
    CHECK(evidence.asked.offset == 6);
    CHECK_FALSE(header(third.headers, "Link"));
    CHECK(third.body.ends_with(R"("next":null})"));

    const std::string cursor = link.substr(link.find("cursor=") + 7, link.find('>') - link.find("cursor=") - 7);
    CHECK(get("/api/v1/ask", "q=n%20x&limit=5&cursor=" + cursor).status == 200); // the size may change
    for (const std::string& wrong : {"q=other&cursor=" + cursor, "q=n%20x&offset=3&cursor=" + cursor, "q=n%20x&as_of=3&cursor=" + cursor,
                                     "q=n%20x&cursor=" + cursor + "0", std::string("q=n%20x&cursor=1.3.6.0"), std::string("q=n%20x&cursor=x")}) {
        INFO(wrong);
        CHECK(get("/api/v1/ask", wrong).status == 400);
    }
    CHECK(get("/api/v1/search", "q=n%20x&cursor=" + cursor).status == 400);
}

TEST_CASE("a cursor says where it is, and to nothing but its list") {
    for (const Cursor& cursor : {Cursor{0, 0}, Cursor{5234, 50}, Cursor{INT64_MAX, 1'000'000}}) {
        const std::string text = cursor_text(cursor, "/api/v1/ask&q=x");
        CHECK(read_cursor(text, "/api/v1/ask&q=x") == cursor);
        CHECK_FALSE(read_cursor(text, "/api/v1/ask&q=y"));
        CHECK_FALSE(read_cursor(text.substr(1), "/api/v1/ask&q=x"));
    }
    for (const char* wrong : {"", "1", "1...", "1.1.1", "2.1.1.0", "1.-1.1.0", "1.ffffffffffffffff.1.0"})
        CHECK_FALSE(read_cursor(wrong, "x"));
}

TEST_CASE_METHOD(Fixture, "every reply of the knowledge base names its snapshot") {
    for (const auto& [path, query] : {std::pair("/api/v1/ask", "q=x"), {"/api/v1/search", "q=x"}, {"/api/v1/synthesise", "q=x"},
                                      {"/api/v1/export.csv", "q=x"}, {"/api/v1/compare", "intervention=a&endpoint=b"},
                                      {"/api/v1/diff", "since=2"}, {"/api/v1/health", ""}}) {
        INFO(path);
        const auto response = get(path, query);
        CHECK(response.status == 200);
        CHECK(header(response.headers, "EKB-Snapshot") == "3");
    }
    CHECK(header(get("/api/v1/ask", "q=x").headers, "EKB-Snapshot-Time") == "1970-01-01T00:00:01.500Z");
}

TEST_CASE_METHOD(Fixture, "a question is asked as of a snapshot, and of none that there is not") {
    get("/api/v1/ask", "q=x&as_of=2");
    CHECK(evidence.asked_as_of == kb::Snapshot{2, 1000});
    get("/api/v1/ask", "q=x");
    CHECK_FALSE(evidence.asked_as_of);
    const auto unknown = get("/api/v1/ask", "q=x&as_of=9");
    CHECK(unknown.status == 400);
    CHECK(unknown.body.find("there is no snapshot 9") != std::string::npos);
    const auto unready = get("/api/v1/ask", "q=unready&as_of=2");
    CHECK(unready.status == 503);
    CHECK(header(unready.headers, "Retry-After") == "5");
}

TEST_CASE_METHOD(Fixture, "two snapshots are compared, the older first") {
    CHECK(get("/api/v1/diff", "since=2").status == 200);
    CHECK(evidence.compared_between.from.sequence == 2);
    CHECK(evidence.compared_between.to.sequence == 3);
    CHECK_FALSE(evidence.compared_between.query);
    CHECK(get("/api/v1/diff", "since=2&until=2&q=x").status == 200);
    CHECK(evidence.compared_between.query == "x");
    CHECK(get("/api/v1/diff", "").status == 400);
    CHECK(get("/api/v1/diff", "since=2&until=9").status == 400);
}

TEST_CASE_METHOD(Fixture, "a document's id may hold slashes and question marks") {
    CHECK(get("/api/v1/documents/url:https:%2F%2Fexample.org%2Fa%3Fb").status == 200);
    CHECK(get("/api/v1/documents/url:https://example.org/a").status == 404);
    CHECK(get("/api/v1/documents/").status == 404);
}

TEST_CASE_METHOD(Fixture, "health says what the knowledge base holds") {
    CHECK(get("/api/v1/health").body == R"({"status":"ok","documents":1,"claims":2,"sequence":3})");
}

TEST_CASE_METHOD(Fixture, "large replies are compressed for those who take it") {
    const auto path = "/api/v1/documents/url:https:%2F%2Fexample.org%2Fa%3Fb";
    const auto plain = get(path);
    const auto packed = get(path, "", {{"accept-encoding", "br, gzip"}});
    CHECK_FALSE(header(plain.headers, "Content-Encoding"));
    CHECK(header(plain.headers, "Vary") == "Accept-Encoding");
    CHECK(header(packed.headers, "Content-Encoding") == "gzip");
    CHECK(header(packed.headers, "Content-Length") == std::to_string(packed.body.size()));
    CHECK(packed.body.size() < 200);
    CHECK(gunzipped(packed.body) == plain.body);
    CHECK(header(packed.headers, "ETag") == header(plain.headers, "ETag"));
    CHECK_FALSE(header(get("/api/v1/health", "", {{"Accept-Encoding", "gzip"}}).headers, "Content-Encoding"));
}

TEST_CASE("gzip is sent to those who name it, unless they weigh it 0") {
    CHECK(accepts_gzip("gzip"));
    CHECK(accepts_gzip("deflate, gzip;q=0.5"));
    CHECK(accepts_gzip("*"));
    CHECK_FALSE(accepts_gzip("gzip;q=0"));
    CHECK_FALSE(accepts_gzip("gzip; q=0.0"));
    CHECK_FALSE(accepts_gzip("br, x-gzipped"));
    CHECK_FALSE(accepts_gzip(""));
}

TEST_CASE_METHOD(Fixture, "a client that has the content is told so") {
    const auto first = get("/api/v1/ask", "q=x");
    const std::string tag(header(first.headers, "ETag").value());
    for (const auto& asked : {tag, tag.substr(2), "\"other\", " + tag, std::string("*")}) {
        INFO(asked);
        const auto again = get("/api/v1/ask", "q=x", {{"If-None-Match", asked}});
        CHECK(again.status == 304);
        CHECK(again.body.empty());
        CHECK(header(again.headers, "ETag") == tag);
        CHECK(header(again.headers, "Content-Length") == std::to_string(first.body.size()));
        CHECK_FALSE(header(again.headers, "Content-Type"));
    }
    CHECK(get("/api/v1/ask", "q=y", {{"If-None-Match", tag}}).status == 200);
}

TEST_CASE_METHOD(Fixture, "HEAD has GET's headers and no body") {
    const auto got = get("/api/v1/ask", "q=x");
    const auto head = application.handle({"HEAD", "/api/v1/ask", "q=x", {}, {}});
    CHECK(head.status == 200);
    CHECK(head.body.empty());
    CHECK(header(head.headers, "Content-Length") == std::to_string(got.body.size()));
    CHECK(header(head.headers, "ETag") == header(got.headers, "ETag"));
}

TEST_CASE("a reply says when it was made") {
    const auto response = finish({"GET", "/", "", {}, {}}, reply("text/plain", "x"), 784111777);
    CHECK(header(response.headers, "Date") == "Sun, 06 Nov 1994 08:49:37 GMT"); // RFC 9110's own example
}

TEST_CASE_METHOD(Fixture, "the page is served with what keeps other people's scripts out") {
    const auto page_reply = get("/", "q=anything&the=page+reads");
    CHECK(page_reply.status == 200);
    CHECK(page_reply.body == "<!doctype html>");
    CHECK(header(page_reply.headers, "Content-Type") == "text/html; charset=utf-8");
    CHECK(header(page_reply.headers, "X-Content-Type-Options") == "nosniff");
    const auto policy = header(page_reply.headers, "Content-Security-Policy").value();
    CHECK(policy.find("default-src 'none'; script-src 'self'") == 0);
    CHECK(policy.find("unsafe") == std::string_view::npos);
    const auto script = get("/assets/app-1234.js");
    CHECK(header(script.headers, "Cache-Control") == "public, max-age=31536000, immutable");
    CHECK(get("/assets/").status == 404);
    CHECK(get("/assets/../index.html").status == 400);
    CHECK(get("/%2e%2e/etc/passwd").status == 400);
    CHECK(application.handle({"POST", "/", "", {}, {}}).status == 404);
}

TEST_CASE("a folder without a page is refused with what to do") {
    CHECK_THROWS_WITH(StaticFiles("/nonexistent"),
                      "/nonexistent: holds no index.html; build the page (npm ci && npm run build in web), or "
                      "name its folder by --web");
}

TEST_CASE_METHOD(Fixture, "metrics count by route, method and status, never by what a client made up") {
    get("/api/v1/ask", "q=x");
    get("/api/v1/ask", "q=y");
    get("/api/v1/documents/pmid:1");
    application.handle({"X\"}injected", "/api/v1/ask", "", {}, {}});
    const auto text = get("/api/v1/metrics").body;
    CHECK(text.find("ekb_http_requests_total{method=\"GET\",route=\"/api/v1/ask\",status=\"200\"} 2\n") !=
          std::string::npos);
    CHECK(text.find("route=\"/api/v1/documents/{id}\",status=\"404\"} 1\n") != std::string::npos);
    CHECK(text.find("method=\"other\",route=\"/api/v1/ask\",status=\"501\"} 1\n") != std::string::npos);
    CHECK(text.find("injected") == std::string::npos);
    CHECK(text.find("ekb_http_request_seconds_bucket{le=\"+Inf\"} 4\n") != std::string::npos);
}

TEST_CASE_METHOD(Fixture, "every route that takes a question refuses a query that is not understood, with its place") {
    for (const char* path : {"/api/v1/ask", "/api/v1/synthesise", "/api/v1/export.csv"}) {
        CAPTURE(path);
        const auto refused = get(path, "q=nosuch:x");
        CHECK(refused.status == 400);
        CHECK(refused.body.find(R"("position":{"offset":0,"length":6})") != std::string::npos);
    }
}

TEST_CASE_METHOD(Fixture, "anyone's script may read, none may write") {
    CHECK(header(get("/api/v1/health").headers, "Access-Control-Allow-Origin") == "*");
    CHECK_FALSE(
        header(application.handle({"POST", "/api/v1/health", "", {}, {}}).headers, "Access-Control-Allow-Origin"));
}

TEST_CASE_METHOD(Fixture, "questions and queries have a length, and what is longer is told so") {
    CHECK(get("/api/v1/ask", "q=" + std::string(2000, 'a')).status == 200);
    CHECK(get("/api/v1/search", "q=" + std::string(8000, 'a')).status == 200);
    for (const auto& [path, bytes] : {std::pair("/api/v1/ask", 8001), std::pair("/api/v1/search", 262144)}) {
        const auto response = get(path, "q=" + std::string(static_cast<std::size_t>(bytes), 'a'));
        CHECK(response.status == 400);
        CHECK(header(response.headers, "Content-Type") == "application/problem+json");
        CHECK(response.body.find("q is " + std::to_string(bytes) + " bytes long; ") != std::string::npos);
        CHECK(response.body.find("\"hint\":") != std::string::npos);
    }
    CHECK(evidence.questions == 1);
}
