// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/tagging/token_traits.h"

#include "importers/extraction/linear/linear_model.h"
#include "importers/extraction/pico/tagger.h"
#include "importers/extraction/tagging/feature_collector.h"
#include "importers/extraction/tagging/neighbours.h"
#include "importers/extraction/tagging/token_scores.h"
#include "importers/extraction/words/lexicon.h"

#include <algorithm>
#include <array>
#include <bit>
#include <unordered_map>

namespace ekb::importers::extraction {

namespace {

constexpr std::array<std::pair<std::string_view, Cue>, 11> cue_names{{{"up", Cue::up},
                                                                      {"down", Cue::down},
                                                                      {"better", Cue::better},
                                                                      {"worse", Cue::worse},
                                                                      {"same", Cue::same},
                                                                      {"differ", Cue::differ},
                                                                      {"significant", Cue::significant},
                                                                      {"negation", Cue::negation},
                                                                      {"than", Cue::than},
                                                                      {"between", Cue::between},
                                                                      {"both", Cue::both}}};

/// What is known of a word before any document is read.
struct WordEntry {
    Cue cue = Cue::none;
    bool auxiliary = false;
    bool measuring = false; ///< "outcome", "measured": says what was measured
};

using WordTable = std::unordered_map<std::uint32_t, WordEntry>;

WordTable read_words() {
    WordTable table;
    for (const auto& row : data_rows(resource("cue_words.tsv"))) {
        WordEntry& entry = table[feature_hash(row[0])];
        for (const auto& [name, cue] : cue_names) {
            if (row[1] == name) entry.cue = cue;
        }
        entry.auxiliary = entry.auxiliary || row[1] == "auxiliary";
        entry.measuring = entry.measuring || row[1] == "measuring";
    }
    return table;
}

const WordTable& words() {
    static const WordTable table = read_words();
    return table;
}

const WordEntry& word_entry(std::uint32_t hash) {
    static const WordEntry none;
    const auto found = words().find(hash);
    return found == words().end() ? none : found->second;
}

constexpr std::uint8_t symbol_shape = 2;

std::uint8_t shape_of(const Token& token) {
    if (token.number()) return 1;
    if (!token.word()) return symbol_shape;
    const bool digits =
        std::any_of(token.lower.begin(), token.lower.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits) return 3;
    if (token.capitals) return token.lower.size() == 1 ? 4 : 5;
    return token.capital ? 6 : 7;
}

std::uint32_t word_hash(const Token& token) {
    if (!token.number()) return feature_hash(token.lower);
    return token.value == static_cast<double>(static_cast<int>(token.value)) && token.value < 1e6
               ? (token.value < 10 ? 11U : 12U)
               : 13U;
}

/// A token with as many capitals as it tells; a word's class needs no more.
std::string written(const Token& token) {
    std::string out = token.lower;
    const auto raise = [](char& c) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    };
    if (token.capitals)
        std::for_each(out.begin(), out.end(), raise);
    else if (token.capital && !out.empty())
        raise(out.front());
    return out;
}

void add_knowledge(TokenTraits& traits, const Token& token) {
    const std::string form = pico::normal_form(token.lower);
    traits.facts = pico::built_in_words().facts(form);
    traits.word_class = pico::word_class(written(token), form);
}

/// What a word has wherever it stands.
TokenTraits word_traits(const Token& token) {
    TokenTraits traits;
    traits.word = word_hash(token);
    traits.suffix = token.lower.size() > 3
                        ? feature_hash(std::string_view(token.lower).substr(token.lower.size() - 3))
                        : traits.word;
    traits.shape = shape_of(token);
    const WordEntry& entry = word_entry(traits.word);
    traits.cue = entry.cue;
    traits.auxiliary = entry.auxiliary;
    add_knowledge(traits, token);
    return traits;
}

/// The same, remembered for the words that were met last: most words of a text are among them. Of one thread.
class RecentWords {
public:
    const TokenTraits& traits(const Token& token) {
        Word& word = m_words[token.hash % m_words.size()];
        if (!is(word, token)) word = {token.lower, token.value, token.kind, token.capital, token.capitals, word_traits(token)};
        return word.traits;
    }

private:
    /// All that the traits are made of: a number's value too, for what its marks mean depends on what is around them.
    struct Word {
        std::string lower;
        double value = 0;
        TokenKind kind = TokenKind::word;
        bool capital = false;
        bool capitals = false;
        TokenTraits traits;
    };

    static bool is(const Word& word, const Token& token) {
        return word.value == token.value && word.kind == token.kind && word.capital == token.capital &&
               word.capitals == token.capitals && token.is(word.lower);
    }

    std::vector<Word> m_words = std::vector<Word>(2048);
};

} // namespace

std::vector<TokenTraits> bare_traits(const Sentence& sentence) {
    thread_local RecentWords words;
    std::vector<TokenTraits> all;
    all.reserve(sentence.tokens.size());
    int depth = 0;
    for (const Token& token : sentence.tokens) {
        if (token.is(")") || token.is("]")) depth = std::max(0, depth - 1);
        all.push_back(words.traits(token));
        all.back().depth = static_cast<std::uint8_t>(std::min(depth, 2));
        if (token.is("(") || token.is("[")) ++depth;
    }
    return all;
}

namespace {

constexpr std::uint32_t phrase_base = 700;

template <typename Out>
void add_phrase_features(Out& out, const Neighbours& near) {
    const TokenTraits& here = near[0];
    out.add(0, here.word);
    out.add(1, near[-1].word);
    out.add(2, near[1].word);
    out.add(3, near[-2].word);
    out.add(4, near[2].word);
    out.add(5, near[-1].word, here.word);
    out.add(6, here.word, near[1].word);
    out.add(7, here.suffix);
    out.add(8, here.suffix, near[-1].suffix);
    out.add(9, here.suffix, near[1].suffix);
    out.add(10, here.shape, near[-1].shape * 16U + near[1].shape);
    out.add(11, near[-3].word);
    out.add(12, near[3].word);
    out.add(13, near[-2].suffix, near[-1].suffix);
}

} // namespace

Features phrase_features(const std::vector<TokenTraits>& tokens, std::size_t at) {
    FeatureCollector out(phrase_base, 14);
    add_phrase_features(out, Neighbours(tokens, at));
    return out.take();
}

namespace {

std::uint8_t level(double p) {
    return p < 0.15 ? 0 : p < 0.35 ? 1 : p < 0.65 ? 2 : 3;
}

// Of a class that scores so much less than another the probability is below the first level: exp(-1.9) is 0.1496.
constexpr double far_behind = 1.9;

/// Whether no probability but the first can be of a level above 0.
bool all_of_level_0(std::span<const double> scores) {
    return std::all_of(scores.begin() + 1, scores.end(), [&](double score) { return score < scores[0] - far_behind; });
}

std::vector<TokenTraits> traits_of(const Sentence& sentence, const LinearModel& phrases) {
    std::vector<TokenTraits> all = bare_traits(sentence);
    std::vector<double> places(phrases.width());
    const std::span<double> p = std::span(places).first(static_cast<std::size_t>(phrases.classes()));
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].shape == symbol_shape) continue;
        HashCollector features(phrase_base);
        add_phrase_features(features, Neighbours(all, i));
        phrases.begin(places);
        phrases.add(features.hashes(), places);
        if (all_of_level_0(p)) continue;
        softmax(p);
        all[i].intervention = level(p[intervention_phrase]);
        all[i].outcome = level(p[outcome_phrase]);
        all[i].participant = level(p[participant_phrase]);
    }
    return all;
}

bool says_what_is_measured(const std::vector<TokenTraits>& tokens) {
    return std::any_of(tokens.begin(), tokens.end(), [](const TokenTraits& t) { return word_entry(t.word).measuring; });
}

/// The counts of a document's words, by hash.
class WordCounts {
public:
    /// Room for so many different words.
    explicit WordCounts(std::size_t words) : m_slots(std::bit_ceil(2 * words + 2)) {}

    WordCount& operator[](std::uint32_t word) {
        const std::size_t mask = m_slots.size() - 1;
        std::size_t at = word & mask;
        while (m_slots[at].used && m_slots[at].word != word)
            at = (at + 1) & mask;
        m_slots[at].used = true;
        m_slots[at].word = word;
        return m_slots[at].count;
    }

private:
    struct Slot {
        std::uint32_t word = 0;
        WordCount count;
        bool used = false;
    };
    std::vector<Slot> m_slots; ///< a power of two of them, the half of them free
};

void count(std::uint8_t& n) {
    n = static_cast<std::uint8_t>(std::min(n + 1, 200));
}

} // namespace

ProseTraits read_traits(const Prose& prose, const LinearModel& phrases) {
    ProseTraits out;
    out.tokens.resize(prose.sentences.size());
    out.counts.resize(prose.sentences.size());
    std::size_t size = 0;
    for (const std::size_t s : prose.core)
        size += prose.sentences[s].tokens.size();
    WordCounts counts(size);
    for (const std::size_t s : prose.core) {
        const Sentence& sentence = prose.sentences[s];
        out.tokens[s] = traits_of(sentence, phrases);
        const bool measured = sentence.section != SectionKind::results && says_what_is_measured(out.tokens[s]);
        for (const TokenTraits& token : out.tokens[s]) {
            WordCount& entry = counts[token.word];
            count(entry.total);
            if (sentence.section == SectionKind::title) count(entry.title);
            if (sentence.section == SectionKind::methods) count(entry.methods);
            entry.measured = entry.measured || measured;
        }
    }
    for (const std::size_t s : prose.core) {
        out.counts[s].reserve(out.tokens[s].size());
        for (const TokenTraits& token : out.tokens[s])
            out.counts[s].push_back(counts[token.word]);
    }
    return out;
}

} // namespace ekb::importers::extraction
