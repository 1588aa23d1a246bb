// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/export/formats.h"

#include "importers/format.h"
#include "tests/support/small_kb.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <sstream>

using namespace ekb;
using namespace ekb::query;

namespace {

AnswerStudy zinc() {
    AnswerStudy study;
    study.id = "nct:NCT00000001";
    Document document = tests::six_trials()[0];
    document.title = "Zinc for\ncolds";
    document.authors = {"Smith Jane", "Collaboration"};
    document.journal = "J Colds";
    document.published = "2018-02-10";
    document.identifiers.doi = "10.1000/zinc";
    document.identifiers.registry = {"NCT00000001"};
    study.documents.push_back(document);
    Claim claim = tests::made_claim("zinc", "placebo", "colds, all", Direction::decreased);
    claim.id = "c1";
    claim.document = document.id;
    claim.effect.measure = Measure::risk_ratio;
    claim.effect.value = 0.5;
    claim.effect.ci_low = 0.25;
    claim.effect.ci_high = 1;
    claim.effect.ci_level = 95;
    claim.effect.p = 0.05;
    claim.effect.p_op = PRelation::less;
    claim.evidence.push_back({"RR 0.5", "abstract", {}, {}});
    ArmFigures first{.name = "zinc",
                     .n = 40,
                     .mean = {},
                     .sd = {},
                     .se = {},
                     .median = {},
                     .q1 = {},
                     .q3 = {},
                     .events = 10,
                     .total = {},
                     .text = "10/40"};
    ArmFigures second = first;
    second.name = "placebo";
    second.events = 20;
    claim.arms = {first, second};
    study.claims.push_back(claim);
    return study;
}

/// The first data row of a table without quoted commas, by column.
std::map<std::string, std::string> first_row(const std::string& table) {
    std::istringstream in(table);
    std::string header;
    std::string row;
    std::getline(in, header);
    std::getline(in, row);
    std::map<std::string, std::string> cells;
    std::istringstream names(header.substr(0, header.find('\r')));
    std::istringstream values(row.substr(0, row.find('\r')));
    for (std::string name, value; std::getline(names, name, ',');) {
        std::getline(values, value, ',');
        cells[name] = value;
    }
    return cells;
}

std::string written(const char* format, const AnswerStudy& study) {
    const ExportFormat* found = export_format(format);
    REQUIRE(found != nullptr);
    return export_text(*found, {study});
}

} // namespace

TEST_CASE("the contract's formats are there") {
    for (const char* name : {"json", "csv", "ndjson", "ris", "nbib", "bibtex", "csl-json", "metafor", "arms", "fhir"})
        CHECK(export_format(name) != nullptr);
    CHECK(export_format("doc") == nullptr);
}

TEST_CASE("references are written as reference managers read them") {
    const std::string ris = written("ris", zinc());
    CHECK(ris.starts_with(
        "TY  - JOUR\r\nID  - pmid:1\r\nTI  - Zinc for colds\r\nAU  - Smith, Jane\r\nAU  - Collaboration\r\n"));
    CHECK(ris.find("PY  - 2018\r\nDA  - 2018/02/10\r\nDO  - 10.1000/zinc\r\n") != std::string::npos);
    CHECK(ris.ends_with("ER  - \r\n\r\n"));
    const std::string nbib = written("nbib", zinc());
    CHECK(nbib.starts_with("PMID- 1\r\nTI  - Zinc for colds\r\nFAU - Smith Jane\r\n"));
    CHECK(nbib.find("AID - 10.1000/zinc [doi]\r\n") != std::string::npos);
}

TEST_CASE("what is exported as references is recognised as such") {
    CHECK(importers::recognise(written("ris", zinc())) == importers::format_named("ris"));
    CHECK(importers::recognise(written("nbib", zinc())) == importers::format_named("nbib"));
}

TEST_CASE("a comparison has the figures that metafor takes, and nothing that the source does not give") {
    AnswerStudy study = zinc();
    study.claims[0].endpoint.text = "colds";
    auto row = first_row(written("metafor", study));
    CHECK(std::stod(row["yi"]) == Approx(std::log(0.5)));
    CHECK(std::stod(row["sei"]) == Approx((std::log(1.0) - std::log(0.25)) / (2 * 1.959964)).epsilon(1e-6));
    CHECK(std::stod(row["vi"]) == Approx(std::stod(row["sei"]) * std::stod(row["sei"])));
    CHECK(row["ai"] == "10");
    CHECK(row["bi"] == "30");
    CHECK(row["ci"] == "20");
    CHECK(row["di"] == "20");
    CHECK(row["m1i"].empty());
    CHECK(row["unit"].empty());
    CHECK(row["quote"] == "RR 0.5");
    study.claims[0].effect.ci_level.reset(); // an interval of unknown level has no known width
    study.claims[0].arms[1].n.reset();
    row = first_row(written("metafor", study));
    CHECK(row["yi"].empty());
    CHECK(row["sei"].empty());
    CHECK(row["di"].empty());
    study.claims[0].comparator.reset();
    CHECK(first_row(written("metafor", study))["study"].empty()); // nothing is compared
}

TEST_CASE("no difference and no arm's figure is without its unit") {
    AnswerStudy study = zinc();
    study.claims[0].endpoint.text = "colds";
    study.claims[0].effect.measure = Measure::mean_difference;
    study.claims[0].effect.unit = "points/month";
    CHECK(first_row(written("metafor", study))["unit"] == "points/month");
    CHECK(first_row(written("arms", study))["unit"] == "points/month");
    study.claims[0].effect.measure = Measure::percent_change; // its percent is not the arms'
    study.claims[0].effect.unit = "%";
    CHECK(first_row(written("arms", study))["unit"].empty());
}

TEST_CASE("claims are FHIR evidence that is derived from its document") {
    const auto bundle = nlohmann::json::parse(written("fhir", zinc()));
    CHECK(bundle["resourceType"] == "Bundle");
    REQUIRE(bundle["entry"].size() == 5);
    const auto& citation = bundle["entry"][0]["resource"];
    const auto& evidence = bundle["entry"][1]["resource"];
    CHECK(citation["resourceType"] == "Citation");
    CHECK(citation["citedArtifact"]["publicationForm"][0]["publishedIn"]["title"] == "J Colds");
    CHECK(evidence["relatedArtifact"][0]["type"] == "derived-from");
    CHECK(evidence["relatedArtifact"][0]["resourceReference"]["reference"] == bundle["entry"][0]["fullUrl"]);
    CHECK(evidence["variableDefinition"].size() == 3);
    CHECK(evidence["statistic"][0]["statisticType"]["coding"][0]["code"] == "C93152");
    CHECK(evidence["statistic"][0]["quantity"]["value"] == 0.5);
    CHECK(evidence["statistic"][0]["attributeEstimate"][0]["level"] == 0.95);
    CHECK(evidence["statistic"][0]["attributeEstimate"][1]["quantity"]["comparator"] == "<");
    CHECK(evidence["statistic"][1]["numberOfEvents"] == 10);
    CHECK(evidence["statistic"].size() == 3);
}

TEST_CASE("references for LaTeX have its special characters escaped") {
    AnswerStudy study = zinc();
    study.documents[0].title = "Zinc & 50% of {colds}_1 \\ ~";
    CHECK(written("bibtex", study) == R"(@article{pmid:1,
  author = {Smith, Jane and {Collaboration}},
  title = {{Zinc \& 50\% of \{colds\}\_1 \textbackslash{} \textasciitilde{}}},
  journal = {J Colds},
  year = {2018},
  month = {02},
  date = {2018-02-10},
  doi = {10.1000/zinc},
  pmid = {1},
  number = {NCT00000001}
}

)");
    CHECK(importers::recognise(written("bibtex", study)) == importers::format_named("bibtex"));
}

TEST_CASE("references are items of CSL-JSON") {
    AnswerStudy study = zinc();
    const auto items = nlohmann::json::parse(written("csl-json", study));
    REQUIRE(items.size() == 1);
    CHECK(items[0]["type"] == "article-journal");
    CHECK(items[0]["author"][0].dump() == R"({"family":"Smith","given":"Jane"})");
    CHECK(items[0]["author"][1].dump() == R"({"literal":"Collaboration"})");
    CHECK(items[0]["issued"]["date-parts"].dump() == "[[2018,2,10]]");
    CHECK_FALSE(items[0].contains("PMCID"));
    study.documents[0].published = "2018";
    CHECK(nlohmann::json::parse(written("csl-json", study))[0]["issued"]["date-parts"].dump() == "[[2018]]");
}

TEST_CASE("an arm has a row of its own, under the name of what it was given") {
    AnswerStudy study = zinc();
    study.claims[0].endpoint.text = "colds";
    study.claims[0].intervention.label = "zinc acetate";
    const std::string table = written("arms", study);
    CHECK(std::ranges::count(table, '\n') == 3);
    auto row = first_row(table);
    CHECK(row["treat"] == "zinc acetate");
    CHECK(row["n"] == "40");
    CHECK(row["event"] == "10");
    CHECK(row["mean"].empty());
    CHECK(row["quote"] == "RR 0.5");
    study.claims[0].arms.push_back(study.claims[0].arms[0]);
    CHECK(first_row(written("arms", study))["treat"] == "zinc"); // of three arms nobody says which is which
    study.claims[0].arms.clear();
    CHECK(first_row(written("arms", study))["studlab"].empty());
}

TEST_CASE("a file written in parts is the file written at once, whatever the format") {
    AnswerStudy bare;
    bare.id = "pmid:9";
    AnswerStudy other = zinc();
    other.documents[0].id = other.claims[0].document = "pmid:2";
    const std::vector<AnswerStudy> studies{bare, zinc(), bare, other};
    for (const ExportFormat& format : export_formats()) {
        INFO(format.name);
        ExportText parts(format);
        std::string text = parts.begin();
        for (const AnswerStudy& study : studies)
            text += parts.add(study);
        text += parts.end();
        CHECK(text == export_text(format, studies));
        if (format.ending == "json") CHECK_FALSE(nlohmann::json::parse(text, nullptr, false).is_discarded());
        if (format.ending == "json")
            CHECK_FALSE(nlohmann::json::parse(export_text(format, {}), nullptr, false).is_discarded());
    }
    CHECK(ExportText(*export_format("json")).end(R"({"query":"x"})") == "],\"search\":{\"query\":\"x\"}}\n");
}
