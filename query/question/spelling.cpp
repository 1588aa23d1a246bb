// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/question/spelling.h"

#include "indexer/index_reader.h"
#include "indexer/prefixes.h"
#include "indexer/tokens.h"
#include "kb/vocabulary/vocabulary.h"
#include "query/question/cues.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>

namespace ekb::query {

namespace {

constexpr std::size_t shortest = 5;         // letters: shorter words have too many neighbours
constexpr std::size_t most_words = 200'000; // of the index, looked through for a neighbour

bool all_letters(const std::string& word) {
    return std::ranges::all_of(word, [](unsigned char c) { return std::isalpha(c) != 0; });
}

std::optional<std::string> nearest_word(const std::string& word, const indexer::IndexReader& index) {
    const int limit = word.size() >= 8 ? 2 : 1;
    std::optional<std::string> best;
    std::pair<int, long> best_key{limit + 1, 0};
    for (const std::string& known : index.terms_with(indexer::prefix::word, most_words)) {
        const auto difference = static_cast<std::ptrdiff_t>(known.size()) - static_cast<std::ptrdiff_t>(word.size());
        if (std::abs(difference) > limit || !all_letters(known)) continue;
        const int distance = edit_distance(word, known, limit);
        if (distance > limit || distance > best_key.first) continue;
        const auto frequency = static_cast<long>(index.frequency(std::string(indexer::prefix::word) + known));
        const std::pair<int, long> key{distance, -frequency};
        if (!best || key < best_key) best = known, best_key = key;
    }
    return best;
}

/// A word of the vocabulary's names, else of the index. A word whose stem is known may still be a slip for a long name.
std::optional<std::string> better_word(const std::string& word, bool unknown, const indexer::IndexReader& index,
                                       const kb::Vocabulary& vocabulary) {
    const auto may_slip = [&] {
        return word.size() >= 8 && index.frequency(std::string(indexer::prefix::word) + word) == 0;
    };
    if (!unknown && !may_slip()) return std::nullopt;
    const auto suggestions = vocabulary.suggest(word, 1);
    if (!unknown && (suggestions.empty() || suggestions.front().distance != 1)) return std::nullopt;
    if (!suggestions.empty()) return suggestions.front().text;
    return nearest_word(word, index);
}

} // namespace

std::string respelling_note(std::string_view from, std::string_view to) {
    return "nothing is called \"" + std::string(from) + "\": searched \"" + std::string(to) + "\"";
}

int edit_distance(std::string_view a, std::string_view b, int limit) {
    std::vector<int> before_last;
    std::vector<int> last(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        last[j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::vector<int> row(b.size() + 1);
        row[0] = static_cast<int>(i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
        }
        if (*std::ranges::min_element(row) > limit) return limit + 1;
        before_last = std::move(last);
        last = std::move(row);
    }
    return std::min(last.back(), limit + 1);
}

std::string corrected(std::string_view question, const indexer::IndexReader& index, const kb::Vocabulary& vocabulary,
                      std::vector<Correction>& corrections) {
    std::string out;
    std::size_t copied = 0;
    indexer::Stemmer stem;
    const auto mentions = vocabulary.match(question, kb::LetterCase::ignored);
    for (const indexer::Token& token : indexer::tokens(question)) {
        const bool named = std::ranges::any_of(mentions, [&](const kb::Mention& m) {
            return m.span.begin < token.span.end && token.span.begin < m.span.end;
        });
        if (named || token.word.size() < shortest || !all_letters(token.word) ||
            plain_word(token.word) != PlainWord::no) {
            continue;
        }
        const auto better = better_word(token.word, index.frequency(stem(token.word)) == 0, index, vocabulary);
        if (!better) continue;
        corrections.push_back({std::string(question.substr(token.span.begin, token.span.size())), *better});
        out.append(question.substr(copied, token.span.begin - copied)).append(*better);
        copied = token.span.end;
    }
    return out.append(question.substr(copied));
}

} // namespace ekb::query
