// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/compare/question.h"

#include "importers/extraction/compare/stems.h"
#include "importers/extraction/compare/timepoints.h"
#include "importers/extraction/words/lexicon.h"
#include "importers/extraction/words/tokens.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>

namespace ekb::importers::extraction {

namespace {

const Lexicon& stop_words() {
    static const Lexicon words(resource("compare/stop_words.tsv"));
    return words;
}

const Lexicon& generic_arms() {
    static const Lexicon words(resource("compare/generic_arms.tsv"));
    return words;
}

bool upper_letters(std::string_view text) {
    return !text.empty() && text.size() <= 8 && std::ranges::all_of(text, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }) &&
           std::ranges::any_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// Short forms and the letters after "group" or "arm", as written.
std::unordered_set<std::string> letters_of(std::string_view text) {
    std::unordered_set<std::string> letters;
    const std::vector<Token> tokens = tokenise(text);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const std::string written(text.substr(tokens[i].span.begin, tokens[i].span.size()));
        const bool after_group = i > 0 && (tokens[i - 1].is("group") || tokens[i - 1].is("arm"));
        const bool before_group = i + 1 < tokens.size() && (tokens[i + 1].is("group") || tokens[i + 1].is("arm"));
        if (upper_letters(written) && (written.size() > 1 || after_group || before_group || (i > 0 && tokens[i - 1].is("(")))) letters.insert(written);
        if (after_group && (tokens[i].number() || written.size() == 1)) letters.insert(written);
    }
    return letters;
}

/// The phrase with the document's long forms for its short ones, and short ones for its long ones.
std::string expanded(const std::string& phrase, const std::vector<Abbreviation>& abbreviations) {
    std::string all = phrase;
    const std::string lower = lower_case(phrase);
    for (const Abbreviation& known : abbreviations) {
        const std::vector<Token> tokens = tokenise(phrase);
        const bool short_used = std::ranges::any_of(tokens, [&](const Token& t) {
            return phrase.compare(t.span.begin, t.span.size(), known.short_form) == 0;
        });
        const bool long_used = lower.find(lower_case(known.long_form)) != lower.npos;
        if (short_used && !long_used) all += " " + known.long_form;
        if (long_used && !short_used) all += " " + known.short_form;
    }
    return all;
}

/// The document's short forms that the phrase has, by name or by what they stand for.
std::vector<std::pair<std::string, std::vector<std::string>>> short_forms_in(const std::string& phrase, const std::vector<Abbreviation>& abbreviations) {
    std::vector<std::pair<std::string, std::vector<std::string>>> forms;
    const std::vector<std::string> said = content_stems(phrase);
    for (const Abbreviation& known : abbreviations) {
        const std::vector<std::string> short_stems = content_stems(known.short_form);
        if (short_stems.size() != 1 || std::ranges::find(said, short_stems.front()) == said.end()) continue;
        forms.emplace_back(short_stems.front(), content_stems(known.long_form));
    }
    // "Sero-conversion" is "seroconversion".
    const std::vector<Token> tokens = tokenise(phrase);
    for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
        const bool hyphened = tokens[i].word() && tokens[i + 1].is("-") && tokens[i + 2].word() && !tokens[i + 1].spaced && !tokens[i + 2].spaced;
        if (hyphened) forms.emplace_back(stem(tokens[i].lower + tokens[i + 2].lower), std::vector{stem(tokens[i].lower), stem(tokens[i + 2].lower)});
    }
    return forms;
}

std::set<std::string> stem_set(const std::string& text) {
    const std::vector<std::string> stems = content_stems(text);
    return {stems.begin(), stems.end()};
}

Phrase weighed(const std::set<std::string>& stems, const std::set<std::string>& without, const StemWeights& weights) {
    Phrase phrase;
    double total = 0;
    for (const std::string& s : stems) {
        if (without.contains(s)) continue;
        total += phrase.weights[s] = weights.of(s);
    }
    for (auto& [s, weight] : phrase.weights) weight /= total;
    return phrase;
}

bool says(const std::string& text, std::string_view role) {
    const std::vector<Token> tokens = tokenise(text);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (const auto found = generic_arms().match(tokens, i); found && found.value() == role) return true;
    }
    return false;
}

void take_away(std::unordered_set<std::string>& letters, const std::unordered_set<std::string>& others) {
    for (const std::string& letter : others) letters.erase(letter);
}

} // namespace

StemWeights::StemWeights(const std::vector<std::unordered_set<std::string>>& passages) : m_passages(static_cast<double>(passages.size())) {
    for (const auto& passage : passages) {
        for (const std::string& s : passage) m_counts[s] += 1;
    }
}

double StemWeights::of(const std::string& s) const {
    const auto found = m_counts.find(s);
    const double count = found == m_counts.end() ? 0 : found->second;
    return std::max(0.1, std::log((m_passages + 1) / (count + 0.5)));
}

std::vector<std::string> content_stems(std::string_view text) {
    std::vector<std::string> stems;
    for (const Token& token : tokenise(text)) {
        if (token.kind == TokenKind::symbol || stop_words().has(token)) continue;
        stems.push_back(stem(token.lower));
    }
    return stems;
}

std::unordered_set<std::string> with_short_forms(const Phrase& phrase, std::unordered_set<std::string> stems) {
    for (const auto& [form, longer] : phrase.short_forms) {
        if (stems.contains(form)) stems.insert(longer.begin(), longer.end());
        else if (!longer.empty() && std::ranges::all_of(longer, [&](const std::string& s) { return stems.contains(s); })) stems.insert(form);
    }
    return stems;
}

Question read_question(const Comparison& comparison, const StemWeights& weights, const std::vector<Abbreviation>& abbreviations) {
    const std::string intervention = expanded(comparison.intervention, abbreviations);
    const std::string comparator = expanded(comparison.comparator.value_or(""), abbreviations);
    const std::string endpoint = expanded(comparison.endpoint, abbreviations);
    const std::set<std::string> i = stem_set(intervention);
    const std::set<std::string> c = stem_set(comparator);
    Question question;
    question.endpoint = weighed(stem_set(endpoint), {}, weights);
    question.endpoint.letters = letters_of(endpoint);
    question.endpoint.short_forms = short_forms_in(endpoint, abbreviations);
    question.intervention = weighed(i, c, weights);
    question.intervention.short_forms = short_forms_in(intervention, abbreviations);
    question.comparator = weighed(c, i, weights);
    question.comparator.short_forms = short_forms_in(comparator, abbreviations);
    std::set<std::string> both;
    std::ranges::set_intersection(i, c, std::inserter(both, both.begin()));
    question.shared = weighed(both, {}, weights);
    const auto i_letters = letters_of(intervention);
    const auto c_letters = letters_of(comparator);
    question.intervention.letters = i_letters;
    question.comparator.letters = c_letters;
    take_away(question.intervention.letters, c_letters);
    take_away(question.comparator.letters, i_letters);
    question.control_is_comparator = !says(comparison.intervention, "comparator");
    // "Treatment as usual" is no treatment group.
    const std::string other = comparison.comparator.value_or("");
    question.intervention_is_generic = !says(other, "intervention") || says(other, "comparator");
    question.asks_baseline = says_time(comparison.endpoint, "before");
    question.asks_change = says_time(comparison.endpoint, "change");
    return question;
}

} // namespace ekb::importers::extraction
