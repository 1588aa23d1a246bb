// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ekb::indexer {
class Stemmer;
}

namespace ekb::query {

/// The stems of a text's words, sorted, without those that say nothing of what it is about (data/plain_words.tsv).
std::vector<std::string> stems_of(std::string_view text, indexer::Stemmer& stem);

/// How alike two sorted lists of stems are: F1 of those they share, 0..1; 0 where one is empty.
double likeness(const std::vector<std::string>& a, const std::vector<std::string>& b);

} // namespace ekb::query
