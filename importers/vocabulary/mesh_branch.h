// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/vocabulary_concept.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::importers {

/// What the descriptor at this place of the MeSH tree ("C10.228.140") stands for in a claim; nullopt where it is nothing
/// that trials give, measure or treat (data/mesh_branches.tsv). Thread-safe.
std::optional<kb::ConceptKind> mesh_kind(std::string_view tree_number);

/// The kind of a descriptor with several places: that of the first place that has one.
std::optional<kb::ConceptKind> mesh_kind(const std::vector<std::string>& tree_numbers);

/// True for text that is a tree number: a letter, two digits, and groups of three after points.
bool is_mesh_tree_number(std::string_view text);

} // namespace ekb::importers
