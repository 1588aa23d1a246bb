// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/export/fhir.h"

#include "importers/format.h"
#include "importers/source/sources.h"
#include "query/export/formats.h"
#include "tests/query/fhir/check.h"
#include "tests/support/small_kb.h"
#include "tests/support/source_paths.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

using namespace ekb;
using namespace ekb::query;

namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

Json bundle_of(const std::vector<AnswerStudy>& studies) {
    return Json::parse(export_text(*export_format("fhir"), studies));
}

void check_bundle(const Json& bundle) {
    for (const std::string& fault : tests::fhir_faults(bundle))
        FAIL_CHECK(fault);
}

AnswerStudy study_of(const Document& document) {
    AnswerStudy study;
    study.id = document.id;
    study.title = document.title;
    study.documents.push_back(document);
    study.claims = document.claims;
    return study;
}

/// The documents of a source, as they are read: each a study of its own, with ids on its claims as the store gives them.
std::vector<AnswerStudy> studies_in(const fs::path& path) {
    std::vector<AnswerStudy> studies;
    importers::for_each_source(
        path.string(),
        [&](const importers::SourceName&, importers::HeadStream& stream) {
            const importers::Format* format = importers::recognise(stream.head());
            if (format == nullptr) return;
            format->split(
                stream,
                [&](importers::RawRecord&& record) {
                    for (Document& document : importers::read_record(*format, record).documents) {
                        for (std::size_t i = 0; i < document.claims.size(); ++i) {
                            document.claims[i].id = document.id + "#" + std::to_string(i);
                            document.claims[i].document = document.id;
                        }
                        studies.push_back(study_of(document));
                    }
                },
                [](Diagnostic&&) {});
        },
        [](Diagnostic&&) {});
    return studies;
}

/// Studies with each id once, as an answer has them: a hundred or, with the last file, some more.
std::vector<AnswerStudy> studies_in_folder(const fs::path& folder) {
    constexpr std::size_t enough = 100;
    std::vector<AnswerStudy> all;
    std::set<std::string> known;
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) files.push_back(entry.path());
    }
    std::ranges::sort(files);
    for (const fs::path& file : files) {
        if (all.size() >= enough) break;
        for (AnswerStudy& study : studies_in(file)) {
            if (known.insert(study.id).second) all.push_back(std::move(study));
        }
    }
    return all;
}

} // namespace

TEST_CASE("the check of FHIR bundles finds what is wrong") {
    const Json good = bundle_of({study_of(tests::six_trials()[0])});
    REQUIRE(tests::fhir_faults(good).empty());
    struct Row {
        const char* place;
        Json value;
        const char* fault;
    };
    const Row rows[] = {
        {"/entry/1/resource/status", "final", "not in its value set"},
        {"/entry/1/resource/statuss", "active", "has no element statuss"},
        {"/entry/1/resource/variableDefinition", Json::array(), "no list with members"},
        {"/entry/1/resource/relatedArtifact/0/resourceReference/reference", "Citation/x", "is not in the bundle"},
        {"/entry/1/fullUrl", "urn:ekb:x", "is no UUID"},
        {"/entry/0/resource/title", " ", "is no string"},
        {"/entry/1/resource/variableDefinition/0/variableRole/coding/0/code", "drug", "not in its value set"},
        {"/entry/0/resource/citedArtifact/publicationForm/0/articleDate", "2022-13-01", "is no dateTime"},
    };
    for (const Row& row : rows) {
        Json bad = good;
        bad[Json::json_pointer(row.place)] = row.value;
        const auto faults = tests::fhir_faults(bad);
        INFO(row.place);
        REQUIRE_FALSE(faults.empty());
        CHECK(std::ranges::any_of(faults, [&](const std::string& fault) { return fault.find(row.fault) != std::string::npos; }));
    }
    Json without = good;
    without["entry"][1]["resource"].erase("variableDefinition");
    CHECK_FALSE(tests::fhir_faults(without).empty());
    Json twice = good;
    twice["entry"].push_back(good["entry"][0]);
    CHECK_FALSE(tests::fhir_faults(twice).empty());
}

TEST_CASE("what a source leaves out or gives oddly is still R5") {
    Document document = tests::six_trials()[0];
    document.title.clear();
    document.retracted = true;
    document.published = "spring 2018";
    document.journal = " ";
    document.identifiers.url = "https://example.org/a";
    Claim claim = tests::made_claim("zinc", "placebo", "colds", Direction::decreased);
    claim.document = document.id;
    claim.effect.measure = Measure::percent_change;
    claim.effect.value = -12.5;
    claim.effect.unit = "";
    claim.effect.ci_low = 3;
    claim.effect.ci_high = -1;
    claim.effect.p = 0.001;
    claim.effect.p_op = PRelation::less;
    ArmFigures nothing;
    ArmFigures odd;
    odd.median = 3;
    odd.q1 = 5;
    odd.q3 = 2;
    odd.events = 2.5;
    odd.total = 20;
    ArmFigures mean;
    mean.name = "zinc";
    mean.mean = 4;
    mean.sd = 1.5;
    mean.se = 0.2;
    mean.n = 40;
    claim.arms = {nothing, odd, mean};
    Claim bare;
    bare.document = "pmid:unknown";
    document.claims = {claim, bare, bare};
    const Json bundle = bundle_of({study_of(document)});
    check_bundle(bundle);
    const Json& statistics = bundle["entry"][1]["resource"]["statistic"];
    REQUIRE(statistics.size() == 3);
    CHECK(statistics[0]["attributeEstimate"][0]["description"] == "as reported: 3 to -1");
    CHECK(statistics[0]["statisticType"] == Json{{"text", "percent_change"}});
    CHECK(statistics[1]["statisticType"]["coding"][0]["code"] == "C28007");
    CHECK(statistics[1]["sampleSize"]["numberOfParticipants"] == 20);
    CHECK_FALSE(statistics[1].contains("numberOfEvents"));
    CHECK(statistics[2]["attributeEstimate"].size() == 2);
    CHECK(bundle["entry"][0]["resource"]["citedArtifact"]["currentState"][0]["coding"][0]["code"] == "retracted");
    CHECK_FALSE(bundle["entry"][2]["resource"].contains("relatedArtifact"));
}

TEST_CASE("what claims of a report are about is told once each, and is the same in every export") {
    Document document = tests::six_trials()[0];
    document.claims.clear();
    for (const char* timepoint : {"week 16", "week 24"}) {
        Claim claim = tests::made_claim("mecobalamin", "placebo", "ALSFRS-R", Direction::no_difference);
        claim.document = document.id;
        claim.id = timepoint;
        claim.intervention = {"mecobalamin", "ekb:methylcobalamin", "methylcobalamin"};
        claim.condition = Named{"ALS", {}, {}};
        claim.species = Species::human;
        claim.endpoint.timepoint = timepoint;
        document.claims.push_back(std::move(claim));
    }
    const Json bundle = bundle_of({study_of(document)});
    check_bundle(bundle);
    std::map<std::string, Json> by_url;
    std::map<std::string, int> counts;
    for (const Json& entry : bundle["entry"]) {
        by_url[entry["fullUrl"].get<std::string>()] = entry["resource"];
        ++counts[entry["resource"]["resourceType"].get<std::string>()];
    }
    CHECK(counts == std::map<std::string, int>{{"Citation", 1}, {"Evidence", 2}, {"Group", 1}, {"EvidenceVariable", 4}});
    const Json& defined = bundle["entry"][1]["resource"]["variableDefinition"];
    const auto resource = [&](std::size_t i) { return by_url.at(defined[i]["observed"]["reference"].get<std::string>()); };
    REQUIRE(defined.size() == 4);
    CHECK(resource(0)["type"] == "person");
    CHECK(resource(0)["characteristic"][0]["valueCodeableConcept"] == Json{{"text", "ALS"}});
    CHECK(resource(1)["title"] == "methylcobalamin");
    CHECK(resource(1)["identifier"][0]["value"] == "ekb:methylcobalamin");
    CHECK(defined[1]["description"] == "mecobalamin");
    CHECK(resource(3)["characteristic"][0]["timeFromEvent"]["description"] == "week 16");
    // Without the other claim, and in another study, the ids are the same.
    AnswerStudy other = study_of(document);
    other.id = "nct:NCT00000001";
    other.claims.pop_back();
    CHECK(bundle_of({other})["entry"][1]["resource"]["variableDefinition"] == defined);
}

TEST_CASE("the starter set is exported as R5") {
    const auto studies = studies_in_folder(tests::starter_folder());
    REQUIRE(studies.size() > 5);
    check_bundle(bundle_of(studies));
}

TEST_CASE("real registry records and articles are exported as R5") {
    const fs::path corpus = fs::path(tests::shared_folder()) / "corpus";
    if (!fs::is_directory(corpus)) {
        WARN("no ../shared/corpus: skipped");
        return;
    }
    for (const char* folder : {"isrctn", "pubmed-xml", "ctgov-xml", "html"}) {
        const auto studies = studies_in_folder(corpus / folder);
        INFO(folder << ": " << studies.size());
        REQUIRE_FALSE(studies.empty());
        check_bundle(bundle_of(studies));
    }
}
