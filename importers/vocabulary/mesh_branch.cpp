// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/vocabulary/mesh_branch.h"

#include "importers/source/tsv.h"
#include "importers/vocabulary/resource.h"

#include <algorithm>
#include <map>

namespace ekb::importers {

namespace {

using Branches = std::map<std::string, std::optional<kb::ConceptKind>, std::less<>>;

const Branches& branches() {
    static const Branches all = [] {
        Branches read;
        for (const auto& row : tsv_rows(vocabulary::resource("mesh_branches.tsv"))) {
            read.emplace(row.at(0), from_name<kb::ConceptKind>(row.at(1)));
        }
        return read;
    }();
    return all;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

} // namespace

std::optional<kb::ConceptKind> mesh_kind(std::string_view tree_number) {
    for (std::string_view branch = tree_number; !branch.empty();) {
        if (const auto found = branches().find(branch); found != branches().end()) return found->second;
        const std::size_t point = branch.rfind('.');
        branch = point != std::string_view::npos ? branch.substr(0, point) : branch.substr(0, branch.size() > 1 ? 1 : 0);
    }
    return std::nullopt;
}

std::optional<kb::ConceptKind> mesh_kind(const std::vector<std::string>& tree_numbers) {
    for (const std::string& number : tree_numbers) {
        if (const auto kind = mesh_kind(std::string_view(number))) return kind;
    }
    return std::nullopt;
}

bool is_mesh_tree_number(std::string_view text) {
    if (text.size() < 3 || text[0] < 'A' || text[0] > 'Z' || !is_digit(text[1]) || !is_digit(text[2])) return false;
    for (std::size_t at = 3; at < text.size(); at += 4) {
        if (text.size() < at + 4 || text[at] != '.') return false;
        if (!std::all_of(text.begin() + at + 1, text.begin() + at + 4, is_digit)) return false;
    }
    return true;
}

} // namespace ekb::importers
