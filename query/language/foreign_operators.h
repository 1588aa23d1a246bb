// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace ekb::query {

/// What is wrong with an unquoted word that other search engines read as an operator, or that nothing can be searched for;
/// empty where it is a word. Such a word would be looked for as text, and the query silently mean something else.
std::string why_no_word(std::string_view word);

/// Whether there is a letter or a digit in it, of any script.
bool has_letters(std::string_view text);

} // namespace ekb::query
