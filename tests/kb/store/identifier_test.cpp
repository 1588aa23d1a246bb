// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/identifier.h"
#include "tests/kb/store/store_fixture.h"

#include <catch2/catch.hpp>

namespace ekb::kb {

TEST_CASE("identifiers are compared in one form, however they are written") {
    const std::vector<std::pair<std::string, std::string>> rows{
        {"pmid:1", "pmid:1"},
        {"PMID: 1", "pmid:1"},
        {" 35532908 ", "pmid:35532908"},
        {"https://pubmed.ncbi.nlm.nih.gov/35532908/", "pmid:35532908"},
        {"https://www.ncbi.nlm.nih.gov/pubmed/35532908?dopt=Abstract", "pmid:35532908"},
        {"PMC5818014", "pmc:PMC5818014"},
        {"pmc5818014", "pmc:PMC5818014"},
        {"pmc:PMC5818014", "pmc:PMC5818014"},
        {"pmcid:5818014", "pmc:PMC5818014"},
        {"https://pmc.ncbi.nlm.nih.gov/articles/PMC5818014/", "pmc:PMC5818014"},
        {"10.1001/JAMAneurol.2022.0901", "doi:10.1001/jamaneurol.2022.0901"},
        {"doi:10.1001/jamaneurol.2022.0901", "doi:10.1001/jamaneurol.2022.0901"},
        {"DOI: https://doi.org/10.1/X", "doi:10.1/x"},
        {"https://doi.org/10.1/X", "doi:10.1/x"},
        {"http://dx.doi.org/10.1/x", "doi:10.1/x"},
        // A DOI may hold a colon and an URL's characters.
        {"10.1002/1097-0142(197702)39:2<453::AID-X>3.0.CO;2-Z",
         "doi:10.1002/1097-0142(197702)39:2<453::aid-x>3.0.co;2-z"},
        {"NCT03548311", "registry:NCT03548311"},
        {"nct:nct03548311", "registry:NCT03548311"},
        {"https://clinicaltrials.gov/study/NCT03548311?term=als", "registry:NCT03548311"},
        {"isrctn:ISRCTN12345678", "registry:ISRCTN12345678"},
        {"ISRCTN 12345678", "registry:ISRCTN12345678"},
        {"EUCTR2010-023048-31-GB", "registry:EUCTR2010-023048-31"},
        {"euctr:EUCTR2010-023048-31", "registry:EUCTR2010-023048-31"},
        {"2010-023048-31", "registry:EUCTR2010-023048-31"},
        {"EudraCT 2010-023048-31", "registry:EUCTR2010-023048-31"},
        {"EudraCT: 2010-023048-31", "registry:EUCTR2010-023048-31"},
        {"2022-500014-26-00", "registry:CTIS2022-500014-26"},
        {"ctis:2022-500014-26-01", "registry:CTIS2022-500014-26"},
        {"JPRN-UMIN000001", "registry:UMIN000001"},
        {"CTRI/2010/091/000001", "registry:CTRI/2010/091/000001"},
        {"https://Example.org/Page/#top", "url:example.org/Page"},
        {"url:http://example.org/Page", "url:example.org/Page"},
        {"", "registry:"},
    };
    for (const auto& [written, form] : rows) {
        CAPTURE(written);
        CHECK(identifier_form(written) == form);
    }
}

TEST_CASE("a document is found by any of its identifiers") {
    Store store;
    Document paper = article("35532908");
    paper.identifiers.doi = "10.1001/jamaneurol.2022.0901";
    paper.identifiers.pmcid = "PMC1";
    paper.identifiers.registry = {"NCT03548311"};
    paper.identifiers.url = "https://example.org/paper";
    store.put(paper);
    const Reader reader = store.reader();
    for (const char* written : {"pmid:35532908", "35532908", "PMC1", "https://doi.org/10.1001/JAMANEUROL.2022.0901",
                                "NCT03548311", "nct03548311", "http://example.org/paper/", "PMID:35532908"}) {
        CAPTURE(written);
        CHECK(reader.resolve(written) == "pmid:35532908");
    }
    for (const char* written :
         {"pmid:3553290", "10.1001/other", "NCT03548312", "", "pmid:", "%", "https://example.org"}) {
        CAPTURE(written);
        CHECK_FALSE(reader.resolve(written));
    }
    store.put(record("NCT03548311"));
    CHECK(store.reader().resolve("NCT03548311") == "nct:NCT03548311");
}

TEST_CASE("a document whose id is all it has is found by it") {
    Store store;
    Document page = article("1");
    page.identifiers = {};
    for (const char* id : {"sha256:0abc", "url:https://example.org/Page"}) {
        page.id = id;
        store.put(page);
        CHECK(store.reader().resolve(id) == id);
    }
}

} // namespace ekb::kb
