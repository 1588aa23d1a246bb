// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/literature/reference_record.h"
#include "kb/model/text.h"

#include <string>
#include <string_view>
#include <vector>

namespace ekb::importers {

/// The text of a value that may hold HTML or JATS markup and character references: markup read as inline text.
std::string plain_markup(std::string_view value);

/// A person's name as "Family Given", from "Family, Given" and without an address in brackets; other orders stay.
std::string reference_name(std::string_view name);
/// A list of persons as one field writes it: parted by ";", or by "," where the names have none ("Adams A, Berg B."),
/// or a list in Python's or JSON's brackets.
void add_author_list(std::string_view list, std::vector<std::string>& to);

/// The journal that a source line begins with: "Condor.   8(6):1-2, May 2015." is Condor's.
std::string reference_source(std::string_view source);

/// The title, else the vernacular or short one.
std::string reference_title(const ReferenceRecord& reference);
/// Title, abstract with its labelled sections, other abstracts, keywords, MeSH headings and substances as text.
DocumentText reference_text(const ReferenceRecord& reference, const std::string& title);

} // namespace ekb::importers
