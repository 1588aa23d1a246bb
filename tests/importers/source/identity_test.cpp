// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/source/identity.h"

#include "importers/source/registration.h"
#include "importers/source/text_builder.h"

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ekb::importers {

namespace {

using Maybe = std::optional<std::string>;
using Rows = std::vector<std::pair<std::string, Maybe>>;

void check_rows(const Rows& rows, std::optional<std::string> (*normal)(std::string_view)) {
    for (const auto& [input, expected] : rows) {
        INFO(input);
        CHECK(normal(input) == expected);
    }
}

std::vector<std::string> numbers_in(std::string_view text) {
    std::vector<std::string> numbers;
    for (const RegistryNumber& found : find_registry_numbers(text))
        numbers.push_back(found.scheme + "=" + found.number);
    return numbers;
}

} // namespace

TEST_CASE("identifiers in normal form") {
    check_rows({{"10.1000/ABC.1", "10.1000/abc.1"},
                {"https://doi.org/10.1000/x(1)2", "10.1000/x(1)2"},
                {"http://dx.doi.org/10.1000/x.", "10.1000/x"},
                {"doi: 10.1000/x", "10.1000/x"},
                {"10.1000/x [doi]", "10.1000/x"},
                {"S1474-4422(17)30115-1", std::nullopt},
                {"10.1/x", std::nullopt}, // registrants have four digits or more
                {"", std::nullopt}},
               normal_doi);
    check_rows({{"012345", "12345"},
                {"PMID: 77", "77"},
                {"https://pubmed.ncbi.nlm.nih.gov/55/", "55"},
                {"PMC5", std::nullopt},
                {"0", std::nullopt},
                {"12 34", std::nullopt},
                {"1234567890", std::nullopt}},
               normal_pmid);
    check_rows({{"5818014", "PMC5818014"},
                {"PMC77.1", "PMC77"},
                {"pmc77", "PMC77"},
                {"https://pmc.ncbi.nlm.nih.gov/articles/PMC5/", "PMC5"},
                {"NIHMS5", std::nullopt}},
               normal_pmcid);
    check_rows({{"HTTPS://Example.org", "https://example.org/"},
                {"https://example.org/A?utm_source=x&id=2#top", "https://example.org/A?id=2"},
                {"/relative", std::nullopt},
                {"javascript:alert(1)", std::nullopt}},
               normal_url);
}

TEST_CASE("registration numbers of every registry are found as they are written") {
    const std::vector<std::pair<std::string, std::vector<std::string>>> rows = {
        {"(ClinicalTrials.gov: NCT 01234567)", {"nct=NCT01234567"}},
        {"nct01234567 and NCT-01234568", {"nct=NCT01234567", "nct=NCT01234568"}},
        {"NCT0123456 has seven digits, NCT012345678 nine", {}},
        {"ISRCTN: 12345678", {"isrctn=ISRCTN12345678"}},
        {"EudraCT number 2004-000446-20", {"euctr=EUCTR2004-000446-20"}},
        {"EUCTR2004-000446-20-DE", {"euctr=EUCTR2004-000446-20"}},
        {"CTIS 2023-503456-10-00", {"ctis=2023-503456-10-00"}},
        {"ChiCTR-TRC-12002345; chictr1900021234", {"chictr=ChiCTR-TRC-12002345", "chictr=ChiCTR1900021234"}},
        {"JPRN-UMIN000012345", {"umin=UMIN000012345"}},
        {"UMIN-CTR: UMIN000012345", {"umin=UMIN000012345"}},
        {"jRCTs031180123, JRCT2031200123", {"jrct=jRCTs031180123", "jrct=jRCT2031200123"}},
        {"CTRI/2010/091/000123", {"ctri=CTRI/2010/091/000123"}},
        {"DRKS00001234", {"drks=DRKS00001234"}},
        {"ACTRN12605000123456p", {"actrn=ACTRN12605000123456"}},
        {"IRCT138811103123N1", {"irct=IRCT138811103123N1"}},
        {"PACTR201409000123456", {"pactr=PACTR201409000123456"}},
        {"RBR-2xy9z3", {"rbr=RBR-2xy9z3"}},
        {"TCTR20150101001, KCT0001234, SLCTR/2010/005, NTR1234",
         {"tctr=TCTR20150101001", "kct=KCT0001234", "slctr=SLCTR/2010/005", "ntr=NTR1234"}},
        {"on 2004-06-20 we had 2004 patients", {}},
    };
    for (const auto& [text, expected] : rows) {
        INFO(text);
        CHECK(numbers_in(text) == expected);
    }
    CHECK(normal_registry_number(" nct01234567 ").value().number == "NCT01234567");
    CHECK_FALSE(normal_registry_number("see NCT01234567"));
}

TEST_CASE("a document's id follows the contract's order") {
    Document document;
    document.type = DocumentType::article;
    document.format = "jats";
    CHECK(document_id(document, "abc") == "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    document.identifiers.doi = "10.1000/x";
    CHECK(document_id(document, "") == "doi:10.1000/x");
    document.identifiers.pmid = "7";
    CHECK(document_id(document, "") == "pmid:7");
    document.identifiers.pmcid = "PMC8";
    CHECK(document_id(document, "") == "pmc:PMC8");
    document.format = "pubmed"; // of a citation the PMID comes first
    CHECK(document_id(document, "") == "pmid:7");
    document.type = DocumentType::web_page; // of a page its address
    document.identifiers.url = "https://example.org/";
    CHECK(document_id(document, "") == "url:https://example.org/");
    document.type = DocumentType::registry_record;
    document.identifiers.registry = {"NCT00000001"};
    CHECK(document_id(document, "") == "nct:NCT00000001");
}

TEST_CASE("a registration is a document's own only where it says so") {
    struct Row {
        const char* section;
        const char* text;
        bool own;
    };
    const std::vector<Row> rows = {
        {"abstract", "ClinicalTrials.gov identifier: NCT00000001.", true},
        {"abstract/trial registration", "NCT00000001", true},
        {"body/methods", "It was registered (NCT00000001).", true},
        {"body/methods", "Doses were those of NCT00000001.", false},
        {"body", "This trial was registered as NCT00000001.", true},
        {"body", "Another trial (NCT00000001) is registered.", false},
        {"body/introduction", "Trial registration: NCT00000001.", false},
        {"body/discussion", "Our trial registration is NCT00000001.", false},
        {"abstract/conclusion", "It helps. (ClinicalTrials.gov ID: NCT00000001)", true},
        {"abstract/background", "One trial, registered as NCT00000001, was small.", false},
        {"back/acknowledgments", "It was registered (Registration no. NCT00000001).", true},
        {"body/methods/study design", "This was a double-blind phase III trial (NCT00000001).", true},
        {"body/methods/subjects", "They came from a pharmacological study (NCT00000001).", false},
        {"abstract/methods", "We follow a previous registered trial, NCT00000001.", false},
    };
    for (const Row& row : rows) {
        INFO(row.section << ": " << row.text);
        TextBuilder text;
        text.add(BlockKind::paragraph, row.section, row.text);
        Document document;
        document.content = text.take();
        read_registrations(document);
        CHECK(document.identifiers.registry.size() == (row.own ? 1 : 0));
        CHECK(document.mentioned.size() == (row.own ? 0 : 1));
    }
}

} // namespace ekb::importers
