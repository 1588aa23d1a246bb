// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/question/spelling.h"

#include "indexer/index_reader.h"
#include "indexer/prefixes.h"
#include "indexer/tokens.h"
#include "kb/vocabulary/vocabulary.h"
#include "query/question/cues.h"
#include "query/question/names.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>

namespace ekb::query {

namespace {

constexpr std::size_t shortest = 5;         // letters: shorter words have too many neighbours
constexpr std::size_t most_known = 20'000;  // words looked up before
constexpr std::size_t most_words = 200'000; // of the index that begin alike, looked through for a neighbour

bool all_letters(const std::string& word) {
    return std::ranges::all_of(word, [](unsigned char c) { return std::isalpha(c) != 0; });
}

/// The words of the index. It keeps a word whole only where its stem does not tell it, so the others are stems that
/// stand in some study without a word that is kept whole.
class IndexWords {
public:
    IndexWords(const indexer::IndexReader& index, indexer::Stemmer& stem) : m_index(index), m_stem(stem) {}

    bool has(const std::string& word) const {
        const std::string stem = m_stem(word);
        return m_index.frequency(whole(word)) > 0 || (indexer::stem_tells(word, stem) && is_word(stem));
    }

    std::optional<std::string> nearest(const std::string& word) const {
        Nearest nearest{word, word.size() >= 8 ? 2 : 1, std::nullopt, {}};
        nearest.key = {nearest.limit + 1, 0};
        for (const std::string& known : m_index.terms_with(indexer::prefix::word, most_words)) {
            if (const auto key = key_of(nearest, known, whole(known))) nearest.take(known, *key);
        }
        for (char first = 'a'; first <= 'z'; ++first) {
            for (const std::string& rest : m_index.terms_with(std::string(1, first), most_words)) {
                const std::string known = first + rest;
                const bool plural = word.back() == 's' && known.back() != 's';
                const auto key = key_of(nearest, plural ? known + "s" : known, known);
                if (key && (!nearest.best || *key < nearest.key) && is_word(known)) nearest.take(known, *key);
            }
        }
        return nearest.best;
    }

private:
    using Key = std::pair<int, long>; ///< distance, then how rare: lower is nearer

    struct Nearest {
        const std::string& word;
        int limit;
        std::optional<std::string> best;
        Key key;

        void take(const std::string& known, const Key& its) {
            if (!best || its < key) best = known, key = its;
        }
    };

    static std::string whole(const std::string& word) { return std::string(indexer::prefix::word) + word; }

    /// How near a word that the index counts by `term` is; nothing where it is not nearer than the nearest.
    std::optional<Key> key_of(const Nearest& nearest, const std::string& known, const std::string& term) const {
        const auto difference =
            static_cast<std::ptrdiff_t>(known.size()) - static_cast<std::ptrdiff_t>(nearest.word.size());
        if (std::abs(difference) > nearest.limit || !all_letters(known)) return std::nullopt;
        const int distance = edit_distance(nearest.word, known, nearest.limit);
        if (distance > nearest.limit || distance > nearest.key.first) return std::nullopt;
        // Two slips and another first letter make another word: penguins are no inguin.
        if (distance > 1 && known.front() != nearest.word.front()) return std::nullopt;
        return Key{distance, -static_cast<long>(m_index.frequency(term))};
    }

    /// Whether a stem is a word, or the singular of one: some study has it without a whole word that it is the stem of.
    bool is_word(const std::string& stem) const {
        std::vector<indexer::Clause> kept;
        const std::string beginning = stem.substr(0, stem.size() - 1); // "therapi" is the stem of "therapy"
        for (const std::string& rest : m_index.terms_with(whole(beginning), most_words)) {
            if (m_stem(beginning + rest) == stem) kept.push_back(indexer::term_clause("", whole(beginning + rest)));
        }
        if (kept.empty()) return m_index.frequency(stem) > 0;
        using Kind = indexer::Clause::Kind;
        const indexer::Clause alone = indexer::combined(
            Kind::without, {indexer::term_clause("", stem), indexer::combined(Kind::any_of, std::move(kept))});
        return m_index.search(alone, {.limit = 1, .exact_total = false}).total > 0;
    }

    const indexer::IndexReader& m_index;
    indexer::Stemmer& m_stem;
};

/// A word of the vocabulary's names, else of the index. A word whose stem is known may still be a slip for a long name.
std::optional<std::string> better_word(const std::string& word, bool unknown, const IndexWords& words,
                                       const kb::Vocabulary& vocabulary) {
    if (!unknown && (word.size() < 8 || words.has(word))) return std::nullopt;
    const auto suggestions = vocabulary.suggest(word, 1);
    if (!unknown && (suggestions.empty() || suggestions.front().distance != 1)) return std::nullopt;
    if (!suggestions.empty()) return suggestions.front().text;
    return words.nearest(word);
}

} // namespace

std::string respelling_note(std::string_view from, std::string_view to) {
    return "nothing is called \"" + std::string(from) + "\": searched \"" + std::string(to) + "\"";
}

int edit_distance(std::string_view a, std::string_view b, int limit) {
    constexpr std::size_t longest = 64; // bytes of b; no name that is looked for is longer
    if (b.size() > longest) return a == b ? 0 : limit + 1;
    std::array<int, longest + 1> rows[3]{}; // the one being filled, the one before, and the one before that
    for (std::size_t j = 0; j <= b.size(); ++j)
        rows[0][j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto& row = rows[i % 3];
        const auto& last = rows[(i + 2) % 3];
        const auto& before_last = rows[(i + 1) % 3];
        row[0] = static_cast<int>(i);
        int least = row[0];
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
            least = std::min(least, row[j]);
        }
        if (least > limit) return limit + 1;
    }
    return std::min(rows[a.size() % 3][b.size()], limit + 1);
}

std::string corrected(std::string_view question, const indexer::IndexReader& index, const kb::Vocabulary& vocabulary,
                      KnownCorrections& known, std::vector<Correction>& corrections) {
    if (std::string commit = index.commit(); commit != known.commit || known.words.size() > most_known)
        known = {std::move(commit), {}};
    std::string out;
    std::size_t copied = 0;
    indexer::Stemmer stem;
    const IndexWords words(index, stem);
    const auto mentions = question_names(question, vocabulary);
    for (const indexer::Token& token : indexer::tokens(question)) {
        const bool named = std::ranges::any_of(mentions, [&](const kb::Mention& m) {
            return m.span.begin < token.span.end && token.span.begin < m.span.end;
        });
        if (named || token.word.size() < shortest || !all_letters(token.word) ||
            plain_word(token.word) != PlainWord::no) {
            continue;
        }
        const auto [at, is_new] = known.words.try_emplace(token.word);
        if (is_new)
            at->second = better_word(token.word, index.frequency(stem(token.word)) == 0, words, vocabulary);
        const std::optional<std::string>& better = at->second;
        if (!better) continue;
        corrections.push_back({std::string(question.substr(token.span.begin, token.span.size())), *better});
        out.append(question.substr(copied, token.span.begin - copied)).append(*better);
        copied = token.span.end;
    }
    return out.append(question.substr(copied));
}

} // namespace ekb::query
