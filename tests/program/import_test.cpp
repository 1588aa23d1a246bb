// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/model/error.h"
#include "kb/store/reader.h"
#include "query/import/import.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

#include <fstream>

namespace ekb::query {

namespace {

std::string article(const std::string& doi, const std::string& title) {
    return "<article><front><article-meta><article-id pub-id-type=\"doi\">" + doi + "</article-id><title-group><article-title>" + title +
           "</article-title></title-group><abstract><p>Forty patients were randomised.</p></abstract></article-meta></front></article>";
}

void write(const std::filesystem::path& path, const std::string& bytes) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
}

std::string rounded(const ImportSummary& s) {
    return std::to_string(s.imported) + " " + std::to_string(s.updated) + " " + std::to_string(s.unchanged) + " " + std::to_string(s.rejected);
}

} // namespace

TEST_CASE("an import stores what can be read and names what cannot") {
    const tests::TempDir dir;
    for (int i = 0; i < 40; ++i) write(dir.path() / "in" / ("a" + std::to_string(100 + i) + ".xml"), article("10.1234/" + std::to_string(i), "T"));
    write(dir.path() / "in" / "b.xml", "<article><front>");
    write(dir.path() / "in" / "c.xml", "");
    const ImportSources sources{{(dir.path() / "in").string()}, "auto"};

    const ImportSummary first = import_sources(dir.path() / "kb", sources, {});
    CHECK(rounded(first) == "40 0 0 2");
    REQUIRE(first.errors.size() == 2);
    CHECK(first.errors[0].path == (dir.path() / "in" / "b.xml").string());
    CHECK(first.errors[0].line == 1);
    CHECK(first.errors[1].path == (dir.path() / "in" / "c.xml").string());
    CHECK(kb::Reader(dir.path() / "kb").document_count() == 40);
    const auto sequence = kb::Reader(dir.path() / "kb").last_sequence();

    SECTION("the same again changes nothing") {
        CHECK(rounded(import_sources(dir.path() / "kb", sources, {})) == "0 0 40 2");
        CHECK(kb::Reader(dir.path() / "kb").last_sequence() == sequence);
    }
    SECTION("a newer version replaces the older") {
        write(dir.path() / "in" / "a100.xml", article("10.1234/0", "A better title"));
        CHECK(rounded(import_sources(dir.path() / "kb", sources, {})) == "0 1 39 2");
        CHECK(kb::Reader(dir.path() / "kb").document("doi:10.1234/0")->document.title == "A better title");
    }
    SECTION("a dry run tells the same and changes nothing") {
        write(dir.path() / "in" / "new.xml", article("10.1234/new", "T"));
        CHECK(rounded(import_sources(dir.path() / "kb", sources, {.dry_run = true})) == "1 0 40 2");
        CHECK(kb::Reader(dir.path() / "kb").document_count() == 40);
    }
}

TEST_CASE("an import counts what it stored, format by format, and not what it read twice") {
    const tests::TempDir dir;
    const std::string record = "TY  - JOUR\nTI  - Exemplazole in restless sleepers\nDO  - 10.1234/1\nER  - \n";
    write(dir.path() / "in" / "a.ris", record + record + "TY  - JOUR\nKW  - sleep\nER  - \n");
    write(dir.path() / "in" / "b.ris", record);
    write(dir.path() / "in" / "c.xml", article("10.1234/2", "T"));
    write(dir.path() / "in" / "d.txt", "id;x\n");
    const ImportSummary summary = import_sources(dir.path() / "kb", {{(dir.path() / "in").string()}, "auto"}, {.dry_run = true});
    REQUIRE(summary.formats.size() == 3);
    const FormatCounts& ris = summary.formats.at("ris");
    CHECK(ris.files == 2);
    CHECK(ris.records == 4);
    CHECK(ris.documents == 1);
    CHECK(ris.rejected == 1);
    CHECK(ris.reasons.size() == 1);
    CHECK(summary.formats.at("jats").documents == 1);
    CHECK(summary.formats.at("-").files == 1);
    CHECK(summary.formats.at("-").rejected == 1);
    CHECK(rounded(summary) == "2 0 2 2");
}

TEST_CASE("an import in a format that nobody knows names those that are read") {
    const tests::TempDir dir;
    CHECK_THROWS_AS(import_sources(dir.path() / "kb", {{"-"}, "docx"}, {}), Error);
    try {
        import_sources(dir.path() / "kb", {{"-"}, "docx"}, {});
    } catch (const Error& error) {
        CHECK_THAT(error.what(), Catch::StartsWith("there is no format 'docx'; those that are read:") && Catch::Contains(" jats"));
    }
}

} // namespace ekb::query
