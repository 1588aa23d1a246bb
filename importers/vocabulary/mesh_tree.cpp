// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/vocabulary/mesh_tree.h"

#include "importers/source/lines.h"
#include "importers/source/utf8.h"
#include "importers/vocabulary/concept_names.h"
#include "importers/vocabulary/mesh_branch.h"

#include <algorithm>

namespace ekb::importers {

namespace {

struct Line {
    std::string_view heading;
    std::string_view tree_number;
};

std::optional<Line> line_of(std::string_view text) {
    const std::size_t semicolon = text.rfind(';');
    if (semicolon == std::string_view::npos) return std::nullopt;
    const Line line{trimmed(text.substr(0, semicolon)), trimmed(text.substr(semicolon + 1))};
    if (line.heading.empty() || !is_mesh_tree_number(line.tree_number)) return std::nullopt;
    return line;
}

bool recognise_tree(std::string_view head) {
    const auto lines = lines_of(head);
    const std::size_t looked_at = std::min<std::size_t>(lines.size(), 3);
    return looked_at > 0 &&
           std::all_of(lines.begin(), lines.begin() + looked_at, [](std::string_view line) { return line_of(line).has_value(); });
}

void split_tree(ByteStream& source, const RecordSink& record, const DiagnosticSink&) {
    LineReader lines(source);
    std::string line;
    std::size_t number = 0;
    while (lines.next(line)) {
        if (!trimmed(line).empty()) record({line, ++number, lines.number()});
    }
}

std::string id_of(std::string_view heading) {
    std::string id = "mesh-heading:" + ascii_lower(heading);
    std::ranges::replace(id, ' ', '-');
    return id;
}

Reading read_line(const RawRecord& raw) {
    Reading reading;
    const auto line = line_of(raw.bytes);
    if (!line) {
        reading.diagnostics.push_back({{}, {}, 1, "no heading and tree number parted by a semicolon: “" + excerpt(normal_space(raw.bytes)) + "”"});
        return reading;
    }
    const auto kind = mesh_kind(line->tree_number);
    if (!kind) return reading;
    kb::Concept value;
    value.id = id_of(line->heading);
    value.kind = *kind;
    value.label = line->heading;
    add_name(value, line->heading, false);
    value.external.push_back("MeSH.tree:" + std::string(line->tree_number));
    reading.concepts.push_back(std::move(value));
    return reading;
}

} // namespace

Format mesh_tree_format() {
    return {"mesh-tree", "MeSH tree", recognise_tree, split_tree, read_line, false};
}

} // namespace ekb::importers
