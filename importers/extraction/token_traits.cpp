// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/token_traits.h"

#include "importers/extraction/lexicon.h"
#include "importers/extraction/linear/linear_model.h"

#include <algorithm>
#include <array>
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
    std::uint8_t intervention = 0;
    std::uint8_t outcome = 0;
    std::uint8_t participant = 0;
    Cue cue = Cue::none;
    bool auxiliary = false;
    bool measuring = false; ///< "outcome", "measured": says what was measured
};

std::uint8_t digit_of(std::string_view field) {
    return field.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(field.front() - '0');
}

using WordTable = std::unordered_map<std::uint32_t, WordEntry>;

WordTable read_words() {
    WordTable table;
    for (const auto& row : data_rows(resource("word_classes.tsv"))) {
        WordEntry& entry = table[feature_hash(row[0])];
        entry.intervention = digit_of(row[1]);
        entry.outcome = digit_of(row[2]);
        entry.participant = digit_of(row[3]);
    }
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

std::uint8_t shape_of(const Token& token) {
    if (token.number()) return 1;
    if (!token.word()) return 2;
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

std::vector<TokenTraits> traits_of(const Sentence& sentence) {
    std::vector<TokenTraits> all(sentence.tokens.size());
    int depth = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Token& token = sentence.tokens[i];
        TokenTraits& traits = all[i];
        if (token.is(")") || token.is("]")) depth = std::max(0, depth - 1);
        traits.word = word_hash(token);
        traits.suffix = token.lower.size() > 3
                            ? feature_hash(std::string_view(token.lower).substr(token.lower.size() - 3))
                            : traits.word;
        traits.shape = shape_of(token);
        traits.depth = static_cast<std::uint8_t>(std::min(depth, 2));
        const WordEntry& entry = word_entry(traits.word);
        traits.cue = entry.cue;
        traits.intervention = entry.intervention;
        traits.outcome = entry.outcome;
        traits.participant = entry.participant;
        traits.auxiliary = entry.auxiliary;
        if (token.is("(") || token.is("[")) ++depth;
    }
    return all;
}

bool says_what_is_measured(const std::vector<TokenTraits>& tokens) {
    return std::any_of(tokens.begin(), tokens.end(), [](const TokenTraits& t) { return word_entry(t.word).measuring; });
}

void count(std::uint8_t& n) {
    n = static_cast<std::uint8_t>(std::min(n + 1, 200));
}

} // namespace

ProseTraits read_traits(const Prose& prose) {
    ProseTraits out;
    out.tokens.resize(prose.sentences.size());
    out.counts.resize(prose.sentences.size());
    std::unordered_map<std::uint32_t, WordCount> counts;
    for (const std::size_t s : prose.core) {
        const Sentence& sentence = prose.sentences[s];
        out.tokens[s] = traits_of(sentence);
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
