// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace ekb::tests {

/// An article (JATS, pmc:PMC900001) whose abstract says that colds were shorter with zinc than with placebo.
extern const char* const zinc_article;

/// Puts such an article into a knowledge base as its bytes are read, and indexes it.
void put_article(const std::filesystem::path& kb_dir, const std::string& bytes = zinc_article, bool retracted = false);

/// `zinc_article` with these words of it replaced.
std::string zinc_article_with(const std::string& words, const std::string& others);

} // namespace ekb::tests
