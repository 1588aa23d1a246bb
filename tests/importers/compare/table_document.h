// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/document.h"

#include <string>
#include <vector>

namespace ekb::importers::extraction {

/// A document of one table: a caption and rows of cells.
inline Document table_document(const std::string& caption, const std::vector<std::vector<std::string>>& rows) {
    Document document;
    DocumentText& content = document.content;
    Table table;
    const auto block = [&](BlockKind kind, std::size_t begin) { content.blocks.push_back({kind, {begin, content.text.size()}, "body/results"}); };
    content.text = caption;
    table.caption = {0, content.text.size()};
    block(BlockKind::table_caption, 0);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        content.text += '\n';
        const std::size_t begin = content.text.size();
        for (std::size_t c = 0; c < rows[r].size(); ++c) {
            if (c > 0) content.text += '\t';
            const std::size_t at = content.text.size();
            content.text += rows[r][c];
            table.cells.push_back({{at, content.text.size()}, static_cast<int>(r), static_cast<int>(c), 1, 1, r == 0});
        }
        block(BlockKind::table_row, begin);
    }
    table.rows = static_cast<int>(rows.size());
    table.columns = static_cast<int>(rows.front().size());
    content.tables.push_back(table);
    return document;
}

} // namespace ekb::importers::extraction
