// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/json/contract_json.h"
#include "query/http/application.h"
#include "tests/query/http/fake_curation.h"
#include "tests/query/http/fake_evidence.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace ekb;
using namespace ekb::query::http;
using Json = nlohmann::ordered_json;

namespace {

struct Desk {
    FakeEvidence evidence;
    FakeCuration curation;
    std::vector<std::string> logged;
    Application application{evidence, curation, {}, [this](const std::string& line) { logged.push_back(line); }};

    Response post(const std::string& body, Headers headers, const std::string& claim = "c1",
                  const std::string& query = "") {
        headers.emplace_back("Content-Type", "application/json");
        return application.handle({"POST", "/api/v1/claims/" + claim + "/review", query, std::move(headers), body});
    }
};

const Headers curator{{"Authorization", "Bearer curator"}};
constexpr auto accept = R"({"verdict":"accepted","why":"read it"})";

std::string detail(const Response& response) {
    return Json::parse(response.body)["detail"];
}

} // namespace

TEST_CASE_METHOD(Desk, "a curator's word is written in the name of the token's holder") {
    CHECK(post(accept, curator).status == 200);
    CHECK(post(R"({"verdict":"rejected","why":"an advert"})", {{"authorization", "Bearer admin"}}).status == 200);
    REQUIRE(curation.written.size() == 2);
    CHECK(curation.written[0].claim_id == "c1");
    CHECK(curation.written[0].verdict == ReviewStatus::accepted);
    CHECK(curation.written[0].who == "Dr. curator");
    CHECK(curation.written[0].why == "read it");
    CHECK_FALSE(curation.written[0].correction);
    CHECK(curation.written[1].verdict == ReviewStatus::rejected);
}

TEST_CASE_METHOD(Desk, "nobody writes without a token of the role, and no reply or log tells a token") {
    const auto none = post(accept, {});
    CHECK(none.status == 401);
    CHECK(header(none.headers, "WWW-Authenticate") == "Bearer");
    CHECK(post(accept, {{"Authorization", "Basic curator"}}).status == 401);
    const auto unknown = post(accept, {{"Authorization", "Bearer ekb_1_secret"}});
    CHECK(unknown.status == 401);
    CHECK(unknown.body.find("secret") == std::string::npos);
    const auto importer = post(accept, {{"Authorization", "Bearer importer"}});
    CHECK(importer.status == 403);
    CHECK(detail(importer) == "the token's role is importer; curator is needed");
    const auto in_address = post(accept, {}, "c1", "token=ekb_1_secret");
    CHECK(in_address.status == 400);
    CHECK(in_address.body.find("secret") == std::string::npos);
    CHECK(curation.written.empty());
    CHECK(logged.empty());
}

TEST_CASE_METHOD(Desk, "a body that is not a review is refused with what is wrong") {
    struct Row {
        const char* body;
        const char* detail;
    };
    const Row rows[] = {
        {"", "the body is not a JSON object"},
        {"[]", "the body is not a JSON object"},
        {R"({"verdict":"accepted"})", "\"why\" must be a text"},
        {R"({"verdict":"accepted","why":""})", "\"why\" must be a text"},
        {R"({"verdict":1,"why":"x"})", "\"verdict\" must be a text"},
        {R"({"verdict":"good","why":"x"})", "\"verdict\" must be accepted, corrected, rejected or unreviewed"},
        {R"({"verdict":"accepted","why":"x","who":"me"})", "there is no field \"who\""},
        {R"({"verdict":"corrected","why":"x"})", "a correction is sent with the verdict corrected, and with no other"},
        {R"({"verdict":"accepted","why":"x","correction":{}})",
         "a correction is sent with the verdict corrected, and with no other"},
    };
    for (const auto& row : rows) {
        INFO(row.body);
        const auto response = post(row.body, curator);
        CHECK(response.status == 400);
        CHECK(detail(response) == row.detail);
    }
    CHECK(detail(post(R"({"verdict":"corrected","why":"x","correction":{"id":1}})", curator))
              .starts_with("the correction is not a claim: "));
    const auto form = application.handle({"POST",
                                          "/api/v1/claims/c1/review",
                                          "",
                                          {{"Authorization", "Bearer curator"}, {"Content-Type", "text/plain"}},
                                          accept});
    CHECK(form.status == 400);
    CHECK(curation.written.empty());
}

TEST_CASE_METHOD(Desk, "a correction is the whole claim") {
    Claim claim;
    claim.id = "c1";
    claim.document = "pmid:1";
    claim.effect.value = 1.97;
    const Json body{{"verdict", "corrected"}, {"why", "misread"}, {"correction", kb::claim_json(claim)}};
    CHECK(post(body.dump(), curator).status == 200);
    REQUIRE(curation.written.size() == 1);
    CHECK(curation.written[0].correction == claim);
    const Json misquoted{{"verdict", "corrected"}, {"why", "misquoted"}, {"correction", kb::claim_json(claim)}};
    CHECK(post(misquoted.dump(), curator).status == 409);
}

TEST_CASE_METHOD(Desk, "a claim that is not there has neither review nor history") {
    CHECK(post(accept, curator, "c2").status == 404);
    CHECK(application.handle({"GET", "/api/v1/claims/c2/history", "", {}, {}}).status == 404);
    CHECK(application.handle({"GET", "/api/v1/claims/c1/history", "", {}, {}}).status == 200);
    CHECK(header(application.handle({"GET", "/api/v1/claims/c1/review", "", {}, {}}).headers, "Allow") ==
          "POST, OPTIONS");
}
