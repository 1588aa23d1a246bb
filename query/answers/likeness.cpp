// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/answers/likeness.h"

#include "indexer/tokens.h"
#include "query/question/cues.h"

#include <algorithm>
#include <iterator>

namespace ekb::query {

std::vector<std::string> stems_of(std::string_view text, indexer::Stemmer& stem) {
    std::vector<std::string> stems;
    for (const indexer::Token& token : indexer::tokens(text)) {
        if (plain_word(token.word) == PlainWord::no) stems.push_back(stem(token.word));
    }
    std::ranges::sort(stems);
    return stems;
}

double likeness(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    if (a.empty() || b.empty()) return 0;
    std::vector<std::string> both;
    std::ranges::set_intersection(a, b, std::back_inserter(both));
    return 2.0 * static_cast<double>(both.size()) / static_cast<double>(a.size() + b.size());
}

} // namespace ekb::query
