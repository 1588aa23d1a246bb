// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/extract.h"
#include "importers/extraction/text/sections.h"

#include <catch2/catch.hpp>

#include <string>

using namespace ekb;
using namespace ekb::importers::extraction;

namespace {

std::string outline(std::string_view text) {
    const DocumentText content = plain_text(text);
    CHECK(content.text == text);
    std::string out;
    for (const Block& block : content.blocks) {
        if (block.kind != BlockKind::heading) out += block.section + "=" + std::string(content.at(block.span)) + "\n";
    }
    return out;
}

} // namespace

TEST_CASE("plain text: a title and labelled sections") {
    CHECK(outline("A trial of X\n\nMETHODS:\nWe did it.\n\nRESULTS:\nIt worked.\n") ==
          "title=A trial of X\nabstract/methods=We did it.\nabstract/results=It worked.\n");
    CHECK(outline("A trial of X\n\nObjective. To see.\nResults. It worked.") ==
          "title=A trial of X\nabstract/objective=To see.\nabstract/results=It worked.\n");
    CHECK(outline("BACKGROUND: Known. METHODS: Done. RESULTS: Seen.") ==
          "abstract/background=Known.\nabstract/methods=Done.\nabstract/results=Seen.\n");
    CHECK(outline("RESULTS The mean rose .") == "abstract/results=The mean rose .\n");
}

TEST_CASE("plain text: prose without headings is not cut") {
    CHECK(outline("One line alone.") == "abstract=One line alone.\n");
    CHECK(outline("CCM therapy helped .") == "abstract=CCM therapy helped .\n");
    CHECK(outline("First line\nsecond line") == "abstract=First line\nabstract=second line\n");
    CHECK(outline("A trial\n\nRESULTS:\nNineteen patients entered the study. Pain fell.") ==
          "title=A trial\nabstract/results=Nineteen patients entered the study. Pain fell.\n");
    CHECK(outline("").empty());
}

TEST_CASE("what a section is for") {
    CHECK(section_kind("title") == SectionKind::title);
    CHECK(section_kind("abstract") == SectionKind::unlabelled);
    CHECK(section_kind("abstract/patients and methods") == SectionKind::methods);
    CHECK(section_kind("abstract/main results") == SectionKind::results);
    CHECK(section_kind("body/results/methods of analysis") == SectionKind::results);
    CHECK(section_kind("abstract/trial registration") == SectionKind::other);
    CHECK(section_kind("body/discussion") == SectionKind::conclusions);
    CHECK(in_body("body/results"));
    CHECK_FALSE(in_body("abstract/results"));
}
