// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/training/gold.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::importers::extraction::training {

/// The text without blanks and line ends.
std::string without_space(std::string_view text);

/// The title and abstract of an article in JATS, as plain text: title, empty line, a heading's line and the words below
/// it for each part. Throws Error where the file is no article.
std::string abstract_text(const std::filesystem::path& article);

/// Gives each document its text from the article `articles`/ID.nxml; how many of the labelled claims have a quote that is
/// not in it, white space aside. Throws Error where an article is not there.
std::size_t read_abstracts(std::vector<GoldDocument>& documents, const std::filesystem::path& articles);

} // namespace ekb::importers::extraction::training
