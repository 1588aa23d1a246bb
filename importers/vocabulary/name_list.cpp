// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/vocabulary/name_list.h"

#include "importers/source/csv.h"
#include "importers/source/identity.h"
#include "importers/source/tsv.h"
#include "importers/source/utf8.h"
#include "importers/vocabulary/concept_names.h"
#include "importers/vocabulary/mesh_branch.h"
#include "importers/vocabulary/resource.h"

#include <algorithm>
#include <map>

namespace ekb::importers {

namespace {

std::vector<std::string> parts_of(std::string_view text, std::string_view separator) {
    std::vector<std::string> parts;
    for (std::string_view rest = text; !rest.empty();) {
        const std::string_view one = rest.substr(0, rest.find(separator));
        if (!trimmed(one).empty()) parts.push_back(normal_space(one));
        rest.remove_prefix(std::min(rest.size(), one.size() + separator.size()));
    }
    return parts;
}

/// A row of data/name_lists.tsv.
struct NameList {
    std::string title;
    std::vector<std::string> needs;
    std::string lacks;
    std::string id;
    std::string label;
    std::string synonyms;
    std::string separator;
    std::string prefix;
    std::string external;
    kb::ConceptKind kind;
};

const std::vector<NameList>& name_lists() {
    static const std::vector<NameList> all = [] {
        std::vector<NameList> read;
        for (const auto& row : tsv_rows(vocabulary::resource("name_lists.tsv"))) {
            const auto cell = [&](std::size_t i) { return std::string(row.at(i)); };
            read.push_back({cell(0), parts_of(cell(1), "|"), cell(2), cell(3), cell(4), cell(5), cell(6), cell(7), cell(8),
                            from_name<kb::ConceptKind>(row.at(9)).value()});
        }
        return read;
    }();
    return all;
}

using Row = std::map<std::string, std::string>;

const NameList* list_with(const std::vector<std::string>& header) {
    const auto has = [&](const std::string& column) { return std::ranges::find(header, column) != header.end(); };
    const auto found = std::ranges::find_if(name_lists(), [&](const NameList& list) {
        return std::ranges::all_of(list.needs, has) && (list.lacks.empty() || !has(list.lacks));
    });
    return found == name_lists().end() ? nullptr : &*found;
}

std::vector<std::string> header_of(std::string_view head) {
    std::vector<std::string> header;
    const auto rows = csv_rows(head.substr(0, head.find_first_of("\r\n")));
    if (rows.empty()) return header;
    for (const std::string& cell : rows.front()) header.push_back(normal_space(cell));
    return header;
}

bool recognise_list(std::string_view head) {
    return list_with(header_of(head)) != nullptr;
}

/// The group names of ATC are in capitals: no abbreviations.
std::string in_sentence_case(std::string_view name) {
    const bool has_small = std::ranges::any_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
    return has_small || name.size() <= 4 ? std::string(name) : ascii_lower(name);
}

Reading refused(std::string message) {
    Reading reading;
    reading.diagnostics.push_back({{}, {}, 1, std::move(message)});
    return reading;
}

Reading read_row(const RawRecord& raw) {
    const auto rows = csv_rows(raw.bytes);
    if (rows.size() != 2) return refused("the row is not one row of a table: “" + excerpt(normal_space(raw.bytes)) + "”");
    const std::vector<std::string> header = header_of(raw.bytes);
    const NameList* list = list_with(header);
    if (list == nullptr) return refused("the columns are not those of a table of names that is read");
    Row row;
    for (std::size_t i = 0; i < std::min(header.size(), rows[1].size()); ++i) row[header[i]] = normal_space(rows[1][i]);
    const std::string id = row[list->id];
    const std::string label = in_sentence_case(row[list->label]);
    if (id.empty() || label.empty()) return refused("the row has no " + (id.empty() ? list->id : list->label));
    kb::Concept value;
    value.id = list->prefix + id;
    value.kind = list->kind;
    value.label = label;
    add_name(value, label, false);
    // ATC's main groups are named after parts of the body, which are no treatments.
    const bool main_group = list->external == "ATC:" && id.size() == 1;
    if (main_group && !value.names.empty()) value.names.front().ambiguous = true;
    for (const std::string& name : parts_of(row[list->synonyms], list->separator)) add_name(value, name, false);
    value.external.push_back(list->external + id);
    for (const std::string& number : parts_of(row["Tree Number"], "|")) {
        if (is_mesh_tree_number(number)) value.external.push_back("MeSH.tree:" + number);
    }
    Reading reading;
    reading.concepts.push_back(std::move(value));
    return reading;
}

} // namespace

Format name_list_format() {
    return {"name-list", "table of names (ATC, DrugBank, MeSH as CSV)", recognise_list, cut_csv_records, read_row, false};
}

} // namespace ekb::importers
