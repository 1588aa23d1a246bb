// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/text.h"

#include <string_view>

namespace ekb::importers::extraction {

/// What a part of a report is for.
enum class SectionKind {
    title,
    background, ///< what was known, and the aim
    methods,
    results,
    conclusions,
    unlabelled, ///< an abstract or page without headings
    other       ///< references, funding, registration: nothing is claimed there
};

/// What the words of a heading ("Results and discussion") say its section is for; unlabelled where they say nothing.
SectionKind section_kind_of_heading(std::string_view heading);

/// Whether the words of a heading are of a report's parts; also where they leave it to the sentences below what these are
/// for: "Methods and results".
bool is_section_heading(std::string_view heading);

/// Whether the words are such a heading and nothing besides.
bool is_whole_section_heading(std::string_view words);

/// What a block's section path ("abstract/results", "body/methods/participants") is for: the outermost heading that
/// says something decides.
SectionKind section_kind(std::string_view path);

/// Whether the path is of the body of a full text, not of its title or abstract.
bool in_body(std::string_view path);

} // namespace ekb::importers::extraction
