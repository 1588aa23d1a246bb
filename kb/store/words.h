// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::kb {

/// The words of a text for comparing: runs of letters and digits, ASCII letters in lower case, in order. Thread-safe.
std::vector<std::string> words_of(std::string_view text);

/// Those that say something: without the words of data/noise_words.tsv. Thread-safe.
std::set<std::string> telling_words(std::string_view text);

/// The share of the smaller set that the larger one has, 0..1; 0 where either is empty. Thread-safe.
double overlap(const std::set<std::string>& a, const std::set<std::string>& b);

/// Whether two names may be of one journal: the same words, or one an abbreviation of the other ("JAMA Neurol", "JAMA
/// Neurology"; "JAMA", "The Journal of the American Medical Association"). Thread-safe.
bool same_journal(std::string_view a, std::string_view b);

} // namespace ekb::kb
