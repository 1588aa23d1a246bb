// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace ekb::importers::extraction {

/// What a word is compared by: lower case ASCII without plural and a few endings, so that "reductions" meets "reduction"
/// and "injected" meets "injection". Short words and numbers are kept.
std::string stem(std::string_view lower);

} // namespace ekb::importers::extraction
