// SPDX-License-Identifier: GPL-3.0-or-later
// The index that an import makes beside the store is the one that the store gives.
#include "indexer/index_writer.h"
#include "query/import/import.h"
#include "tests/support/index_dump.h"
#include "tests/support/source_paths.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <fstream>

namespace ekb::query {

namespace {

/// Citations, every fifth of which shares its registration with another, and every ninth of which is retracted.
void write_citations(const std::filesystem::path& path, int first, int end) {
    std::ofstream out(path);
    out << "<?xml version=\"1.0\"?>\n<PubmedArticleSet>\n";
    for (int i = first; i < end; ++i) {
        out << fmt::format(
            "<PubmedArticle><MedlineCitation><PMID>{0}</PMID><Article><Journal><Title>J</Title></Journal>"
            "<ArticleTitle>Edaravone in amyotrophic lateral sclerosis, trial {1}</ArticleTitle><Abstract><AbstractText>"
            "{2} patients were randomly assigned to edaravone 60 mg or placebo. The ALSFRS-R score declined less with "
            "edaravone than with placebo (difference 2.5; 95% CI 1.1 to 3.9; P=0.0{3}).</AbstractText></Abstract>{4}"
            "<PublicationTypeList>{5}</PublicationTypeList></Article></MedlineCitation></PubmedArticle>\n",
            92000000 + i, i, 40 + i, 1 + i % 9,
            i % 5 == 0 ? fmt::format("<DataBankList><DataBank><DataBankName>ClinicalTrials.gov</DataBankName>"
                                     "<AccessionNumberList><AccessionNumber>NCT0009{:04}</AccessionNumber>"
                                     "</AccessionNumberList></DataBank></DataBankList>",
                                     i % 20)
                       : "",
            i % 9 == 0 ? "<PublicationType UI=\"D016441\">Retracted Publication</PublicationType>" : "");
    }
    out << "</PubmedArticleSet>\n";
}

} // namespace

TEST_CASE("an import's index is the one made anew from the store") {
    const tests::TempDir dir;
    const auto kb_dir = dir.path() / "kb";
    const auto import_and_compare = [&](const std::string& source) {
        CAPTURE(source);
        ImportOptions options;
        options.index = true;
        CHECK(import_sources(kb_dir, {{source}, "auto"}, options).imported > 0);
        const std::string imported = tests::index_dump(kb_dir);
        CHECK(imported.size() > 1000);
        indexer::rebuild_index(kb_dir);
        CHECK(imported == tests::index_dump(kb_dir));
    };
    import_and_compare(tests::starter_folder());                         // into nothing
    write_citations(dir.path() / "many.xml", 0, 1200);       // more than a segment, merged with what is there
    import_and_compare((dir.path() / "many.xml").string());
    write_citations(dir.path() / "few.xml", 1195, 1204);     // some known, some new: added to what is there
    import_and_compare((dir.path() / "few.xml").string());
}

TEST_CASE("an index made beside an import that changes the vocabulary is made anew with it") {
    const tests::TempDir dir;
    const auto kb_dir = dir.path() / "kb";
    write_citations(dir.path() / "1.xml", 0, 40);
    std::ofstream(dir.path() / "2.csv") << "id,kind,label,synonyms\nmine:1,intervention,edaravone zeta,zetavone\n";
    ImportOptions options;
    options.index = true;
    const ImportSummary summary = import_sources(kb_dir, {{(dir.path() / "1.xml").string(), (dir.path() / "2.csv").string()}, "auto"}, options);
    CHECK(summary.imported == 40);
    CHECK(summary.concepts == 1);
    const std::string imported = tests::index_dump(kb_dir);
    indexer::rebuild_index(kb_dir);
    CHECK(imported == tests::index_dump(kb_dir));
}

TEST_CASE("an import without changes leaves the index as it is") {
    const tests::TempDir dir;
    ImportOptions options;
    options.index = true;
    for (int round = 0; round < 2; ++round)
        import_sources(dir.path(), {{tests::starter_folder()}, "auto"}, options);
    const std::string imported = tests::index_dump(dir.path());
    indexer::rebuild_index(dir.path());
    CHECK(imported == tests::index_dump(dir.path()));
}

} // namespace ekb::query
