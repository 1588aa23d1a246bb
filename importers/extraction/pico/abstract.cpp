// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/pico/abstract.h"

#include "importers/extraction/pico/resource.h"
#include "importers/extraction/pico/tokens.h"
#include "importers/extraction/text/abbreviations.h"
#include "importers/extraction/words/lexicon.h"

#include <algorithm>
#include <optional>

namespace ekb::importers::extraction::pico {

namespace {

constexpr std::size_t longest_heading_words = 7;

std::optional<Section> section_named(std::string_view name) {
    constexpr std::pair<std::string_view, Section> names[] = {{"background", Section::background},
                                                              {"objective", Section::objective},
                                                              {"design", Section::design},
                                                              {"methods", Section::methods},
                                                              {"participants", Section::participants},
                                                              {"interventions", Section::interventions},
                                                              {"outcomes", Section::outcomes},
                                                              {"results", Section::results},
                                                              {"conclusions", Section::conclusions},
                                                              {"registration", Section::registration}};
    for (const auto& [known, section] : names)
        if (known == name) return section;
    return std::nullopt;
}

const std::unordered_map<std::string_view, Section>& headings() {
    static const auto table = [] {
        std::unordered_map<std::string_view, Section> out;
        for (const auto& row : data_rows(resource("headings.tsv")))
            out.emplace(row.at(0), section_named(row.at(1)).value_or(Section::none));
        return out;
    }();
    return table;
}

bool all_capitals(std::string_view word) {
    return std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

struct Heading {
    Section section;
    std::size_t end; ///< token after it (and its colon)
};

/// A heading at the start of a sentence: known words, written in capitals or followed by a colon. The longest wins.
std::optional<Heading> heading_at(std::string_view text, const Abstract& abstract, TokenRange sentence) {
    std::optional<Heading> found;
    std::string words;
    bool capitals = true;
    for (std::size_t i = sentence.begin; i < std::min(sentence.end, sentence.begin + longest_heading_words); ++i) {
        const auto& token = abstract.tokens[i];
        if (!words.empty()) words += ' ';
        words += token.form;
        capitals = capitals && all_capitals(text.substr(token.span.begin, token.span.size()));
        auto known = headings().find(words);
        if (known == headings().end()) continue;
        bool colon = i + 1 < sentence.end && abstract.tokens[i + 1].form == ":";
        if (capitals || colon) found = Heading{known->second, i + 1 + (colon ? 1 : 0)};
    }
    return found;
}

void mark_sections(std::string_view text, Abstract& abstract) {
    Section section = Section::title;
    for (std::size_t s = 0; s < abstract.sentences.size(); ++s) {
        auto sentence = abstract.sentences[s];
        if (s == 1) section = Section::none;
        auto heading = heading_at(text, abstract, sentence);
        if (heading) section = heading->section;
        for (std::size_t i = sentence.begin; i < sentence.end; ++i) {
            abstract.tokens[i].section = section;
            abstract.tokens[i].heading = heading && i < heading->end;
        }
    }
}

void mark_brackets(Abstract& abstract) {
    for (auto sentence : abstract.sentences) {
        int depth = 0;
        for (std::size_t i = sentence.begin; i < sentence.end; ++i) {
            auto& token = abstract.tokens[i];
            if (token.word_class == WordClass::closing && depth > 0) --depth;
            token.in_brackets = depth > 0;
            if (token.word_class == WordClass::opening) ++depth;
        }
    }
}

/// The tokens of the sentence before `bracket` that the short form after it stands for.
std::optional<TokenRange> long_form(std::string_view text, const Abstract& abstract, std::size_t bracket) {
    const auto& tokens = abstract.tokens;
    auto first = abstract.sentences[tokens[bracket].sentence].begin;
    if (first == bracket) return std::nullopt;
    auto base = tokens[first].span.begin;
    auto short_form = tokens[bracket + 1].span;
    auto found = long_form_before(text.substr(base, tokens[bracket].span.begin - base),
                                  text.substr(short_form.begin, short_form.size()));
    if (!found) return std::nullopt;
    std::size_t begin = bracket;
    while (begin > first && tokens[begin - 1].span.end > base + found->begin)
        --begin;
    return TokenRange{begin, bracket};
}

void find_long_forms(std::string_view text, Abstract& abstract) {
    const auto& tokens = abstract.tokens;
    for (std::size_t i = 1; i + 2 < tokens.size(); ++i) {
        const auto& after = tokens[i + 2].form;
        if (tokens[i].form != "(" || (after != ")" && after != ";" && after != ",")) continue;
        if (tokens[i + 1].word_class != WordClass::acronym || tokens[i + 1].sentence != tokens[i].sentence) continue;
        if (auto range = long_form(text, abstract, i)) abstract.long_forms.emplace(tokens[i + 1].form_hash, *range);
    }
}

Token read_token(std::string_view text, ByteSpan span, const WordTable& words) {
    Token token;
    auto word = text.substr(span.begin, span.size());
    token.span = span;
    token.form = normal_form(word);
    token.form_hash = hash_text(token.form);
    token.stem_hash = hash_text(stem(token.form));
    token.shape_hash = hash_text(shape(word));
    token.word_class = word_class(word, token.form);
    token.facts = &words.facts(token.form);
    return token;
}

} // namespace

bool is_content(WordClass word_class) {
    return word_class >= WordClass::verb_ing;
}

bool is_mark(WordClass word_class) {
    return word_class == WordClass::punctuation || word_class == WordClass::opening || word_class == WordClass::closing;
}

std::uint64_t hash_text(std::string_view text) {
    std::uint64_t hash = 1469598103934665603ULL; // FNV-1a
    for (char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return hash;
}

Abstract read_abstract(std::string_view text, const WordTable& words) {
    Abstract abstract;
    auto spans = tokens(text);
    abstract.tokens.reserve(spans.size());
    for (auto span : spans)
        abstract.tokens.push_back(read_token(text, span, words));
    auto starts = sentence_starts(text, spans);
    for (std::size_t s = 0; s < starts.size(); ++s) {
        TokenRange range{starts[s], s + 1 < starts.size() ? starts[s + 1] : spans.size()};
        for (std::size_t i = range.begin; i < range.end; ++i)
            abstract.tokens[i].sentence = static_cast<std::uint32_t>(s);
        abstract.sentences.push_back(range);
    }
    mark_sections(text, abstract);
    mark_brackets(abstract);
    find_long_forms(text, abstract);
    for (std::size_t i = 0; i < abstract.tokens.size(); ++i)
        if (is_content(abstract.tokens[i].word_class)) abstract.places[abstract.tokens[i].stem_hash].push_back(i);
    return abstract;
}

} // namespace ekb::importers::extraction::pico
