// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/vocabulary/concept_csv.h"
#include "importers/vocabulary/concept_names.h"
#include "importers/vocabulary/mesh_branch.h"
#include "importers/vocabulary/mesh_tree.h"
#include "importers/vocabulary/mesh_xml.h"
#include "importers/vocabulary/name_list.h"
#include "tests/importers/case_runner.h"

#include <catch2/catch.hpp>

namespace ekb::importers {

TEST_CASE("MeSH XML: cases") {
    tests::run_cases(mesh_xml_format());
    tests::check_not_mine(mesh_xml_format());
}

TEST_CASE("MeSH tree: cases") {
    tests::run_cases(mesh_tree_format());
    tests::check_not_mine(mesh_tree_format());
}

TEST_CASE("tables of names: cases") {
    tests::run_cases(name_list_format());
    tests::check_not_mine(name_list_format());
}

TEST_CASE("a curator's concepts: cases") {
    tests::run_cases(concept_csv_format());
    tests::check_not_mine(concept_csv_format());
}

TEST_CASE("a word of every text is no name, but in capitals") {
    kb::Concept concept_named;
    for (const char* name : {"in", "In", "The", "of", "IN", "IT", "feprazone", "a.d."})
        add_name(concept_named, name, false);
    std::vector<std::string> names;
    for (const kb::ConceptName& name : concept_named.names)
        names.push_back(name.text);
    CHECK(names == std::vector<std::string>{"IN", "IT", "feprazone", "a.d."});
}

TEST_CASE("the longest branch of the MeSH tree decides what a descriptor stands for") {
    CHECK(mesh_kind("C10.228.140") == kb::ConceptKind::condition);
    CHECK(mesh_kind("C22.131") == std::nullopt);
    CHECK(mesh_kind("D03.438") == kb::ConceptKind::intervention);
    CHECK(mesh_kind("F03.600") == kb::ConceptKind::condition);
    CHECK(mesh_kind("F04.754.137") == kb::ConceptKind::intervention);
    CHECK(mesh_kind("F04.096") == std::nullopt);
    CHECK(mesh_kind("A01.923") == std::nullopt);
    CHECK(mesh_kind(std::vector<std::string>{"A01.923", "C10.228"}) == kb::ConceptKind::condition);
}

TEST_CASE("a tree number is a letter, two digits and groups of three") {
    CHECK(is_mesh_tree_number("A05"));
    CHECK(is_mesh_tree_number("C10.228.140.490.125"));
    CHECK_FALSE(is_mesh_tree_number("C10."));
    CHECK_FALSE(is_mesh_tree_number("C10.22"));
    CHECK_FALSE(is_mesh_tree_number("10.228"));
    CHECK_FALSE(is_mesh_tree_number(""));
}

} // namespace ekb::importers
