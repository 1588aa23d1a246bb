// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/application.h"
#include "tests/query/http/fake_curation.h"
#include "tests/query/http/fake_evidence.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace ekb::query::http;
using Json = nlohmann::ordered_json;

namespace {

struct Asked {
    std::vector<std::string> log;
    Response response;
};

Asked ask(std::string method, std::string path, std::string query = {}) {
    FakeEvidence evidence;
    Asked asked;
    FakeCuration curation;
    Application application(evidence, curation, {}, [&](const std::string& line) { asked.log.push_back(line); });
    asked.response = application.handle({std::move(method), std::move(path), std::move(query), {}, {}});
    return asked;
}

} // namespace

TEST_CASE("every error has one shape") {
    struct Row {
        std::string method, path, query;
        std::string expected;
    };
    const Row rows[] = {
        {"GET", "/api/v1/ask", "q=a&foo=1",
         R"({"type":"urn:ekb:problem:unknown_parameter","title":"Unknown parameter","status":400,"detail":"there is no parameter \"foo\"","parameter":"foo","hint":"known here: q, limit, offset, cursor, other_claims, as_of"})"},
        {"GET", "/api/v1/ask", "",
         R"({"type":"urn:ekb:problem:bad_parameter","title":"A parameter is missing or has a wrong value","status":400,"detail":"q is missing","parameter":"q","hint":"the question: which B12 trials used ALSFRS-R; or a query, as for search"})"},
        {"GET", "/api/v1/ask", "q=+",
         R"({"type":"urn:ekb:problem:bad_parameter","title":"A parameter is missing or has a wrong value","status":400,"detail":"q is empty","parameter":"q","hint":"the question: which B12 trials used ALSFRS-R; or a query, as for search"})"},
        {"GET", "/api/v1/ask", "q=a&q=b",
         R"({"type":"urn:ekb:problem:bad_parameter","title":"A parameter is missing or has a wrong value","status":400,"detail":"q is given more than once","parameter":"q","hint":"the question: which B12 trials used ALSFRS-R; or a query, as for search"})"},
        {"GET", "/api/v1/ask", "q=a&limit=1e3",
         R"({"type":"urn:ekb:problem:bad_parameter","title":"A parameter is missing or has a wrong value","status":400,"detail":"limit is \"1e3\"; it must be a whole number from 1 to 1000","parameter":"limit","hint":"how many studies to give at most"})"},
        {"GET", "/api/v1/search", "q=nosuch:x",
         R"({"type":"urn:ekb:problem:bad_query","title":"The question was not understood","status":400,"detail":"there is no field nosuch","parameter":"q","position":{"offset":0,"length":6},"hint":"docs/query-language.md tells the fields and operators; a word in quotation marks is only a word"})"},
        {"GET", "/api/v1/ask", "q=%zz",
         R"({"type":"urn:ekb:problem:malformed_request","title":"The request is malformed","status":400,"detail":"\"%zz\" is not a percent escape: two hex digits must follow \"%\""})"},
        {"GET", "/api/v1/%FF", "",
         R"({"type":"urn:ekb:problem:malformed_request","title":"The request is malformed","status":400,"detail":"\"/api/v1/%FF\" does not decode to UTF-8"})"},
        {"GET", "/api/v1/documents/pmid:1", "",
         R"({"type":"urn:ekb:problem:not_found","title":"Not found","status":404,"detail":"the knowledge base holds no document \"pmid:1\""})"},
        {"GET", "/api/v2/ask", "",
         R"({"type":"urn:ekb:problem:not_found","title":"Not found","status":404,"detail":"there is nothing at /api/v2/ask","hint":"the API is described at /api/v1/openapi.json"})"},
        {"POST", "/api/v1/ask", "q=a",
         R"({"type":"urn:ekb:problem:method_not_allowed","title":"Method not allowed","status":405,"detail":"POST cannot be used here","hint":"use GET, HEAD, OPTIONS"})"},
        {"TRACE", "/api/v1/ask", "",
         R"({"type":"urn:ekb:problem:method_not_allowed","title":"Method not allowed","status":405,"detail":"TRACE cannot be used here","hint":"use GET, HEAD, OPTIONS"})"},
        {"get", "/api/v1/ask", "q=a",
         R"({"type":"urn:ekb:problem:not_implemented","title":"Method not known","status":501,"detail":"get cannot be used here","hint":"use GET, HEAD, OPTIONS"})"},
        {"GET", "/api/v1/ask", "q=broken",
         R"({"type":"urn:ekb:problem:internal","title":"The server could not answer","status":500,"detail":"the server could not make the answer","hint":"try again; the server's log says more"})"},
    };
    for (const auto& row : rows) {
        INFO(row.method << " " << row.path << "?" << row.query);
        const auto response = ask(row.method, row.path, row.query).response;
        CHECK(response.body == row.expected);
        CHECK(response.status == Json::parse(row.expected)["status"]);
        CHECK(header(response.headers, "Content-Type") == "application/problem+json");
        CHECK(header(response.headers, "Cache-Control") == "no-store");
        CHECK_FALSE(header(response.headers, "ETag"));
    }
}

TEST_CASE("what went wrong inside is told to the log alone") {
    const auto asked = ask("GET", "/api/v1/ask", "q=broken");
    CHECK(asked.response.body.find("secret") == std::string::npos);
    CHECK(asked.log == std::vector<std::string>{"GET /api/v1/ask: /secret/path: disk is gone"});
}

TEST_CASE("a refused method says which are allowed") {
    CHECK(header(ask("DELETE", "/api/v1/health").response.headers, "Allow") == "GET, HEAD, OPTIONS");
    const auto options = ask("OPTIONS", "/api/v1/health").response;
    CHECK(options.status == 200);
    CHECK(header(options.headers, "Allow") == "GET, HEAD, OPTIONS");
    CHECK(header(options.headers, "Access-Control-Allow-Methods") == "GET, HEAD");
    CHECK(header(options.headers, "Content-Length") == "0");
}
