// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/vocabulary/tokens.h"
#include "kb/vocabulary/vocabulary_data.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace ekb::kb {

namespace {

constexpr std::size_t min_letters = 5;
constexpr std::size_t letters_for_two_slips = 8;
constexpr std::size_t max_letters = 40;
constexpr std::size_t candidates_per_word = 6;
constexpr std::size_t max_unknown_words = 2;

struct Candidate {
    int distance = 0;
    std::string_view word;
};

struct UnknownWord {
    ByteSpan span;
    std::vector<Candidate> candidates;
};

/// Optimal string alignment: insertions, deletions, replacements and swaps of neighbours. `limit` + 1 where it is more.
int slips_between(std::string_view a, std::string_view b, int limit) {
    if (std::abs(static_cast<int>(a.size()) - static_cast<int>(b.size())) > limit) return limit + 1;
    std::array<std::array<int, max_letters + 1>, 3> rows{};
    for (std::size_t j = 0; j <= b.size(); ++j)
        rows[0][j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto& row = rows[i % 3];
        const auto& above = rows[(i + 2) % 3];
        const auto& above_that = rows[(i + 1) % 3];
        row[0] = static_cast<int>(i);
        int least = row[0];
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], above_that[j - 2] + 1);
            least = std::min(least, row[j]);
        }
        if (least > limit) return limit + 1;
    }
    return std::min(rows[a.size() % 3][b.size()], limit + 1);
}

std::vector<Candidate> near_words(std::string_view unknown, const WordTable& words) {
    const int limit = unknown.size() >= letters_for_two_slips ? 2 : 1;
    std::vector<Candidate> near;
    for (std::uint32_t i = 0; i < words.size(); ++i) {
        const std::string_view word = words.word(i);
        if (word.size() + 1 < min_letters || word.size() > max_letters) continue;
        const int distance = slips_between(unknown, word, limit);
        if (distance <= limit) near.push_back({distance, word});
    }
    // People rarely get the first letter wrong.
    std::sort(near.begin(), near.end(), [&](const Candidate& a, const Candidate& b) {
        const auto rank = [&](const Candidate& c) {
            return std::tuple(c.distance, c.word.front() != unknown.front(), c.word);
        };
        return rank(a) < rank(b);
    });
    if (near.size() > candidates_per_word) near.resize(candidates_per_word);
    return near;
}

} // namespace

std::vector<Suggestion> Vocabulary::suggest(std::string_view text, std::size_t limit) const {
    std::vector<UnknownWord> unknown;
    for_each_token(text, *m_data->spelling, [&](const Token& token) {
        if (!token.is_word || token.folded.size() < min_letters || token.folded.size() > max_letters) return;
        if (m_data->words.find(token.folded) != WordTable::none) return;
        UnknownWord word{token.span, near_words(token.folded, m_data->words)};
        if (!word.candidates.empty()) unknown.push_back(std::move(word));
    });
    if (unknown.size() > max_unknown_words) unknown.resize(max_unknown_words);
    std::vector<Suggestion> suggestions;
    const auto try_text = [&](const std::string& corrected, int distance) {
        auto found = lookup(corrected, std::nullopt, LetterCase::ignored);
        if (found.empty()) {
            for (const Mention& mention : match(corrected))
                found.insert(found.end(), mention.concepts.begin(), mention.concepts.end());
        }
        for (const Concept* one : found) {
            const bool known = std::any_of(suggestions.begin(), suggestions.end(),
                                           [&](const Suggestion& s) { return s.concept_found == one; });
            if (!known) suggestions.push_back({one, corrected, distance});
        }
    };
    const auto replaced = [](std::string_view in, ByteSpan span, std::string_view by) {
        return std::string(in.substr(0, span.begin)).append(by).append(in.substr(span.end));
    };
    if (unknown.size() == 2) { // the later word first, so that the earlier one's place stays right
        for (const Candidate& second : unknown[1].candidates) {
            const std::string half = replaced(text, unknown[1].span, second.word);
            for (const Candidate& first : unknown[0].candidates)
                try_text(replaced(half, unknown[0].span, first.word), first.distance + second.distance);
        }
    } else if (unknown.size() == 1) {
        for (const Candidate& one : unknown[0].candidates)
            try_text(replaced(text, unknown[0].span, one.word), one.distance);
    }
    std::stable_sort(suggestions.begin(), suggestions.end(),
                     [](const Suggestion& a, const Suggestion& b) { return a.distance < b.distance; });
    if (suggestions.size() > limit) suggestions.resize(limit);
    return suggestions;
}

} // namespace ekb::kb
