// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/parts.h"

#include <catch2/catch.hpp>

using namespace ekb;
using namespace ekb::indexer;

namespace {

Part part_of(const Document& document, std::string_view line) {
    for (const PartSpan& part : parts(document)) {
        if (document.content.at(part.span) == line) return part.part;
    }
    FAIL("no such line: " << line);
    return Part::apart;
}

Document article(const std::string& text) {
    Document document;
    document.title = "A trial of zinc";
    document.content.text = text;
    return document;
}

} // namespace

TEST_CASE("headings tell the parts of an article") {
    const Document document = article("A trial of zinc\n"
                                      "Background\nWhy zinc.\nMethods\nZinc was given.\nResults\nColds were shorter.\n"
                                      "Background\nZinc has a history.\n"
                                      "2. Patients and methods\nWe gave zinc.\n"
                                      "Results\nThere were fewer colds.\n"
                                      "Discussion\nOthers gave vitamin C.\n"
                                      "Competing interests\nNone.\n"
                                      "References\nSmith: Echinacea.\n");
    CHECK(part_of(document, "A trial of zinc") == Part::title);
    CHECK(part_of(document, "Colds were shorter.") == Part::abstract);
    CHECK(part_of(document, "Zinc has a history.") == Part::introduction);
    CHECK(part_of(document, "We gave zinc.") == Part::methods);
    CHECK(part_of(document, "There were fewer colds.") == Part::results);
    CHECK(part_of(document, "Others gave vitamin C.") == Part::discussion);
    CHECK(part_of(document, "None.") == Part::apart);
    CHECK(part_of(document, "Smith: Echinacea.") == Part::apart);
}

TEST_CASE("a record without headings is abstract, and a registry record is results") {
    Document document = article("A trial of zinc\nZinc shortened colds.");
    CHECK(part_of(document, "Zinc shortened colds.") == Part::abstract);
    document.type = DocumentType::registry_record;
    CHECK(part_of(document, "Zinc shortened colds.") == Part::results);
}

TEST_CASE("a registry record tells apart whom it keeps out, adverse events and the articles that it names") {
    Document record = article("A trial of zinc\n"
                              "Eligibility Criteria: Inclusion Criteria: * asthma Exclusion Criteria: * migraine\n"
                              "Principal exclusion criteria: stroke\n"
                              "Statistical analysis: Zinc v placebo\n"
                              "Serious adverse event: Migraine: Zinc 1/20; Placebo 0/20\n"
                              "Reference (BACKGROUND): Zinc in migraine.");
    record.type = DocumentType::registry_record;
    CHECK(part_of(record, "Eligibility Criteria: Inclusion Criteria: * asthma ") == Part::results);
    CHECK(part_of(record, "Exclusion Criteria: * migraine") == Part::apart);
    CHECK(part_of(record, "Principal exclusion criteria: stroke") == Part::apart);
    CHECK(part_of(record, "Statistical analysis: Zinc v placebo") == Part::results);
    CHECK(part_of(record, "Serious adverse event: Migraine: Zinc 1/20; Placebo 0/20") == Part::adverse);
    CHECK(part_of(record, "Reference (BACKGROUND): Zinc in migraine.") == Part::introduction);
    record.type = DocumentType::article;
    CHECK(part_of(record, "Serious adverse event: Migraine: Zinc 1/20; Placebo 0/20") == Part::abstract);
}

TEST_CASE("an empty text has no parts") {
    CHECK(parts(article("")).empty());
}
