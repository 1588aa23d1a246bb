// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/application.h"
#include "tests/query/http/fake_curation.h"
#include "tests/query/http/fake_evidence.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

#include <fstream>

using namespace ekb::query;
using namespace ekb::query::http;

namespace {

/// A folder with a page, which a server does not start without.
struct Page : ekb::tests::TempDir {
    Page() { std::ofstream(path() / "index.html") << "<!doctype html>"; }
};

struct Writing {
    Page page;
    FakeEvidence evidence;
    FakeCuration curation;
    Application application{evidence, curation, StaticFiles(page.path()), [](const std::string&) {}};

    Response send(const std::string& method, const std::string& path, const std::string& query, const std::string& token,
                  const std::string& body, const std::string& type = "application/json") {
        Headers headers{{"Content-Type", type}};
        if (!token.empty()) headers.emplace_back("Authorization", "Bearer " + token);
        return application.handle({method, path, query, headers, body});
    }
    Response get(const std::string& path) { return send("GET", path, "", "", ""); }
};

} // namespace

TEST_CASE_METHOD(Writing, "a source is imported by those who may") {
    const auto import = [&](const std::string& query, const std::string& token, const std::string& body) {
        return send("POST", "/api/v1/import", query, token, body, "application/octet-stream");
    };
    CHECK(import("", "importer", "<xml/>").status == 200);
    CHECK(import("format=ris&name=refs.ris", "admin", "TY  - JOUR").status == 200);
    CHECK(curation.imported == std::vector<std::string>{"auto upload <xml/>", "ris refs.ris TY  - JOUR"});
    const auto none = import("", "", "<xml/>");
    CHECK(none.status == 401);
    CHECK(header(none.headers, "WWW-Authenticate") == "Bearer");
    CHECK(import("", "curator", "<xml/>").status == 403);
    CHECK(import("", "importer", "").status == 400);
    CHECK(import("format=doc", "importer", "x").status == 400);
    for (const char* name : {"..", ".hidden", "a%2Fb", "..%5Cb"}) {
        INFO(name);
        CHECK(import(std::string("name=") + name, "importer", "x").status == 400);
    }
    const auto busy = import("name=busy.xml", "importer", "x");
    CHECK(busy.status == 503);
    CHECK(header(busy.headers, "Retry-After") == "5");
    CHECK(curation.imported.size() == 2);
    CHECK(get("/api/v1/import").status == 405);
}

TEST_CASE_METHOD(Writing, "a query is saved under a name, followed, and forgotten") {
    CHECK(send("PUT", "/api/v1/queries/als-b12", "", "curator", R"({"query":"methylcobalamin condition:ALS"})").status == 200);
    CHECK(get("/api/v1/queries").body.starts_with(R"({"queries":[{"name":"als-b12","query":"methylcobalamin condition:ALS","who":"Dr. curator")"));
    CHECK(get("/api/v1/queries/als-b12").status == 200);
    CHECK(get("/api/v1/queries/other").status == 404);

    const auto atom = get("/api/v1/queries/als-b12/changes.atom");
    CHECK(header(atom.headers, "Content-Type") == "application/atom+xml; charset=utf-8");
    CHECK(atom.body.find("<title>A &amp; B</title>") != std::string::npos);
    CHECK(atom.body.find("<updated>1970-01-01T00:00:01.000Z</updated>") != std::string::npos);
    CHECK(atom.body.find("<id>urn:ekb:query:als-b12</id>") != std::string::npos);
    const auto json = get("/api/v1/queries/als-b12/changes.json");
    CHECK(header(json.headers, "Content-Type") == "application/feed+json");
    CHECK(json.body.find(R"("content_text":"methylcobalamin condition:ALS")") != std::string::npos);
    CHECK(get("/api/v1/queries/als-b12/notices.atom").body.find("Retractions and corrections: als-b12") != std::string::npos);
    CHECK(get("/api/v1/queries/als-b12/notices.json").status == 200);
    CHECK(get("/api/v1/queries/other/notices.json").status == 404);

    CHECK(send("DELETE", "/api/v1/queries/als-b12", "", "", "").status == 401);
    CHECK(send("DELETE", "/api/v1/queries/als-b12", "", "curator", "").status == 200);
    CHECK(send("DELETE", "/api/v1/queries/als-b12", "", "curator", "").status == 404);
    CHECK(get("/api/v1/queries/als-b12/changes.atom").status == 404);
}

TEST_CASE_METHOD(Writing, "what is not understood is not saved") {
    const auto save = [&](const std::string& name, const std::string& body, const std::string& type = "application/json") {
        return send("PUT", "/api/v1/queries/" + name, "", "curator", body, type).status;
    };
    CHECK(save("a", R"({"query":"nosuch:x"})") == 400);
    CHECK(save("a", R"({"query":"zinc","more":1})") == 400);
    CHECK(save("a", "zinc") == 400);
    CHECK(save("a", R"({"query":"zinc"})", "text/plain") == 400);
    CHECK(save("a%20b", R"({"query":"zinc"})") == 400);
    CHECK(send("PUT", "/api/v1/queries/a", "", "importer", R"({"query":"zinc"})").status == 403);
    CHECK(curation.queries.empty());
}

TEST_CASE_METHOD(Writing, "what disagrees is looked for by its kind, within a query") {
    CHECK(application.handle({"GET", "/api/v1/discrepancies", "kind=effect&q=zinc", {}, {}}).status == 200);
    CHECK(evidence.disagreeing == "(zinc) AND (discrepancy:effect)");
    CHECK(application.handle({"GET", "/api/v1/discrepancies", "", {}, {}}).status == 200);
    CHECK(evidence.disagreeing.find("discrepancy:journal") != std::string::npos);
    CHECK(application.handle({"GET", "/api/v1/discrepancies", "kind=colour", {}, {}}).status == 400);
    CHECK(application.handle({"GET", "/api/v1/facets", "q=nosuch:x", {}, {}}).status == 400);
}

TEST_CASE_METHOD(Writing, "concepts are found by their names, and by the beginnings of them") {
    const auto found = application.handle({"GET", "/api/v1/concepts", "q=methylcob&kind=intervention", {}, {}});
    CHECK(found.status == 200);
    CHECK(found.body.find(R"("label":"methylcobalamin")") != std::string::npos);
    CHECK(application.handle({"GET", "/api/v1/concepts", "q=x&kind=colour", {}, {}}).status == 400);
    const auto misspelt = application.handle({"GET", "/api/v1/concepts", "q=metylcobalamin", {}, {}});
    CHECK(misspelt.body.starts_with(R"({"total":0,"concepts":[],"suggestions":[{"text":"methylcobalamin")"));
    const auto begin = found.body.find(R"("id":")") + 6;
    const std::string id = found.body.substr(begin, found.body.find('"', begin) - begin);
    const auto one = get("/api/v1/concepts/" + id);
    CHECK(one.status == 200);
    CHECK(one.body.find(R"("broader":[{)") != std::string::npos);
    CHECK(get("/api/v1/concepts/ekb:nothing").status == 404);
}
