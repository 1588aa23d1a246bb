// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/full_text/table_p.h"

#include "importers/extraction/full_text/row_names.h"
#include "importers/extraction/words/tokens.h"

#include <algorithm>
#include <vector>

namespace ekb::importers::extraction {

void read_p_cell(std::string_view cell, Effect& effect) {
    const std::vector<Token> tokens = tokenise(without_footnote_mark(cell));
    std::size_t i = 0;
    while (i < tokens.size() && (tokens[i].is("p") || tokens[i].is("="))) ++i;
    PRelation relation = PRelation::equal;
    if (i < tokens.size() && (tokens[i].is("<") || tokens[i].is("<="))) relation = PRelation::less;
    else if (i < tokens.size() && (tokens[i].is(">") || tokens[i].is(">="))) relation = PRelation::greater;
    if (relation != PRelation::equal) ++i;
    const bool last = i + 1 == tokens.size() || (i + 2 == tokens.size() && tokens[i + 1].word() && tokens[i + 1].lower.size() == 1);
    if (!last || !tokens[i].number() || tokens[i].value > 1 || (tokens[i].value == 1 && relation == PRelation::less)) return;
    effect.p = tokens[i].value;
    effect.p_op = relation;
}

void read_p(const DocumentText& content, const TableReading& reading, Effect& effect) {
    if (!reading.p_column || reading.rows.size() != 1) return;
    const Table& table = content.tables[static_cast<std::size_t>(reading.table)];
    for (const TableCell& cell : table.cells) {
        const bool in_row = cell.span.begin >= reading.rows.front().begin && cell.span.end <= reading.rows.front().end;
        if (cell.column == *reading.p_column && in_row && !cell.span.empty()) read_p_cell(content.at(cell.span), effect);
    }
}

} // namespace ekb::importers::extraction
