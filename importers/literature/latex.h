// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace ekb::importers {

/// Text from a BibTeX value: accents and symbols as their characters (data/latex.tsv), grouping braces and font
/// commands left out, "--" as an en dash, "~" as a space; superscript digits as Unicode's. An unknown command gives its
/// argument.
std::string latex_text(std::string_view value);

} // namespace ekb::importers
