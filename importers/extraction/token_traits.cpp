// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/token_traits.h"

#include "importers/extraction/lexicon.h"
#include "importers/extraction/linear/linear_model.h"
#include "importers/extraction/pico/tagger.h"

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

} // namespace

std::vector<TokenTraits> bare_traits(const Sentence& sentence) {
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
        traits.auxiliary = entry.auxiliary;
        add_knowledge(traits, token);
        if (token.is("(") || token.is("[")) ++depth;
    }
    return all;
}

namespace {

using PhraseFeatures = std::array<Feature, 14>;

PhraseFeatures phrase_feature_array(const std::vector<TokenTraits>& tokens, std::size_t at) {
    static const TokenTraits edge;
    const auto trait = [&](std::ptrdiff_t offset) -> const TokenTraits& {
        const auto i = static_cast<std::ptrdiff_t>(at) + offset;
        return i < 0 || i >= static_cast<std::ptrdiff_t>(tokens.size()) ? edge : tokens[static_cast<std::size_t>(i)];
    };
    const TokenTraits& here = tokens[at];
    PhraseFeatures out;
    std::uint32_t next = 0;
    const auto add = [&](std::uint32_t a, std::uint32_t b = 0) {
        out[next].hash = mixed(700 + next, a, b);
        ++next;
    };
    add(here.word);
    add(trait(-1).word);
    add(trait(1).word);
    add(trait(-2).word);
    add(trait(2).word);
    add(trait(-1).word, here.word);
    add(here.word, trait(1).word);
    add(here.suffix);
    add(here.suffix, trait(-1).suffix);
    add(here.suffix, trait(1).suffix);
    add(here.shape, trait(-1).shape * 16U + trait(1).shape);
    add(trait(-3).word);
    add(trait(3).word);
    add(trait(-2).suffix, trait(-1).suffix);
    return out;
}

} // namespace

Features phrase_features(const std::vector<TokenTraits>& tokens, std::size_t at) {
    const PhraseFeatures features = phrase_feature_array(tokens, at);
    return {features.begin(), features.end()};
}

namespace {

std::uint8_t level(double p) {
    return p < 0.15 ? 0 : p < 0.35 ? 1 : p < 0.65 ? 2 : 3;
}

std::vector<TokenTraits> traits_of(const Sentence& sentence, const LinearModel& phrases) {
    std::vector<TokenTraits> all = bare_traits(sentence);
    std::vector<double> p(static_cast<std::size_t>(phrases.classes()));
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].shape == 2) continue;
        phrases.probabilities(phrase_feature_array(all, i), p);
        all[i].intervention = level(p[intervention_phrase]);
        all[i].outcome = level(p[outcome_phrase]);
        all[i].participant = level(p[participant_phrase]);
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

ProseTraits read_traits(const Prose& prose, const LinearModel& phrases) {
    ProseTraits out;
    out.tokens.resize(prose.sentences.size());
    out.counts.resize(prose.sentences.size());
    std::size_t size = 0;
    for (const std::size_t s : prose.core)
        size += prose.sentences[s].tokens.size();
    std::unordered_map<std::uint32_t, WordCount> counts(size);
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
