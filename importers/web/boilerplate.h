// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/text.h"

#include <string_view>

namespace ekb::importers {

/// Gives the section "boilerplate" to the page's tail: from the first line in the second half of the text that
/// data/boilerplate_lines.tsv names ("Related Topics", "Share This") to the end; earlier ones alone, or, where they are
/// headings, with what stands under them.
void mark_boilerplate(DocumentText& content);

/// The same text without the blocks of the section "boilerplate".
DocumentText without_boilerplate(const DocumentText& content);

/// What the class or id of an HTML element says of it, by data/boilerplate_names.tsv.
enum class NameSays {
    nothing,
    boilerplate,        ///< not the page's text, unless it holds most of it
    always_boilerplate, ///< not the page's text however much it holds: a list of references
};
NameSays name_says(std::string_view class_or_id);

/// True where a page's title or heading says that the page is an error or a gate: data/error_pages.tsv.
bool is_error_title(std::string_view title);

} // namespace ekb::importers
