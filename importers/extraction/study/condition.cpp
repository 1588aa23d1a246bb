// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/study/condition.h"

#include "importers/extraction/arms/arm_groups.h"
#include "importers/extraction/numbers/numbers.h"
#include "importers/extraction/words/lexicon.h"

#include <algorithm>
#include <map>
#include <string>

namespace ekb::importers::extraction {

namespace {

// How much each way of naming a condition is worth; chosen on the training part.
constexpr double people_with_weight = 2;
constexpr double before_people_weight = 1.2;
constexpr double act_weight = 1;
constexpr double title_weight = 1;
constexpr double tagged_weight = 2;
// What is lighter names no condition; found on the training part.
constexpr double least_weight = 0.6;
constexpr std::size_t longest_phrase = 9;

const Lexicon& cues() {
    static const Lexicon lexicon(resource("condition_cues.tsv"));
    return lexicon;
}

bool is_cue(const std::vector<Token>& tokens, std::size_t i, std::string_view kind) {
    const auto found = cues().match(Tokens(tokens), i);
    return found && found.value() == kind;
}

/// A single word of this kind, whatever longer cue begins with it.
bool is_word(const Token& token, std::string_view kind) {
    const std::vector<Token> one{token};
    return is_cue(one, 0, kind);
}

bool severity_range(const std::vector<Token>& tokens, std::size_t to) {
    static constexpr std::string_view degrees[] = {"mild", "moderate", "moderately", "mildly"};
    const std::size_t before = to > 1 && tokens[to - 1].is("-") ? to - 2 : to - 1; // "mild-to-moderate"
    return to > 0 && tokens[to].is("to") && std::ranges::find(degrees, tokens[before].lower) != std::end(degrees);
}

bool ends_phrase(const std::vector<Token>& tokens, std::size_t i) {
    const Token& token = tokens[i];
    if (token.kind == TokenKind::symbol) return !token.is("-") && !token.is("'") && !token.is("/") && !token.is("’");
    if (severity_range(tokens, i)) return false;
    return is_word(token, "stop") || is_word(token, "title") ? !token.is("of")
                                                             : is_word(token, "people") || is_word(token, "with");
}

/// The phrase that begins at a token, without its articles; empty where it says nothing.
std::optional<ConditionPhrase> phrase_from(const std::vector<Token>& tokens, std::size_t sentence, std::size_t first) {
    while (first < tokens.size() &&
           (tokens[first].is("the") || tokens[first].is("a") || tokens[first].is("an") || tokens[first].is("their")))
        ++first;
    std::size_t end = first;
    while (end < tokens.size() && end < first + longest_phrase && !ends_phrase(tokens, end))
        ++end;
    while (end > first && (tokens[end - 1].is("of") || tokens[end - 1].is("-") || tokens[end - 1].is("'")))
        --end;
    const bool says = std::any_of(
        tokens.begin() + static_cast<std::ptrdiff_t>(first), tokens.begin() + static_cast<std::ptrdiff_t>(end),
        [](const Token& t) { return t.word() && t.lower.size() > 1 && !is_word(t, "plain"); });
    if (!says) return std::nullopt;
    return ConditionPhrase{sentence, first, end, 0};
}

/// The words before "patients": "type 2 diabetes patients".
std::optional<ConditionPhrase> phrase_before(const std::vector<Token>& tokens, std::size_t sentence,
                                             std::size_t people) {
    std::size_t first = people;
    while (first > 0 && people - first < 5 && !ends_phrase(tokens, first - 1) && !is_word(tokens[first - 1], "plain") &&
           !tokens[first - 1].is("of"))
        --first;
    while (first < people && (tokens[first].number() || tokens[first].is("-")))
        ++first;
    const bool says = std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(first),
                                  tokens.begin() + static_cast<std::ptrdiff_t>(people),
                                  [](const Token& t) { return t.word() && t.lower.size() > 1; });
    if (!says) return std::nullopt;
    return ConditionPhrase{sentence, first, people, 0};
}

void add(std::vector<ConditionPhrase>& phrases, std::optional<ConditionPhrase> phrase, double weight) {
    if (!phrase) return;
    phrase->weight = weight;
    phrases.push_back(*phrase);
}

void add_at(std::vector<ConditionPhrase>& phrases, const Sentence& sentence, std::size_t s, std::size_t i) {
    const auto& tokens = sentence.tokens;
    const double times = sentence.section == SectionKind::title ? 2 : 1;
    const auto cue = cues().match(Tokens(tokens), i);
    if (!cue) return;
    if (cue.value() == "people") {
        const auto link = i + 1 < tokens.size() ? cues().match(Tokens(tokens), i + 1) : Lexicon::Match();
        if (link && (link.value() == "with" || tokens[i + 1].is("with")))
            add(phrases, phrase_from(tokens, s, i + 1 + link.length), people_with_weight * times);
        add(phrases, phrase_before(tokens, s, i), before_people_weight * times);
    } else if (cue.value() == "act") {
        add(phrases, phrase_from(tokens, s, i + cue.length), act_weight * times);
    } else if (sentence.section == SectionKind::title && (cue.value() == "title" || is_word(tokens[i], "title"))) {
        add(phrases, phrase_from(tokens, s, i + 1), title_weight * times);
    }
}

/// Names by what they are compared by: long forms for short ones.
class Names {
public:
    explicit Names(const Prose& prose) : m_prose(prose) {
        for (const Abbreviation& a : prose.abbreviations)
            m_long_names[folded_name(tokenise(a.short_form))] = folded_name(tokenise(a.long_form));
    }

    void add(std::size_t sentence, std::size_t first, std::size_t end, double weight) {
        const Tokens tokens = Tokens(m_prose.sentences[sentence].tokens).subspan(first, end - first);
        if (const auto number = number_at(tokens, 0); number && number->end == tokens.size()) return;
        std::string key = folded_name(tokens);
        const auto known = m_long_names.find(key);
        const bool is_short = known != m_long_names.end();
        if (is_short) key = known->second;
        if (key.empty()) return;
        Name& name = m_names[key];
        name.weight += weight;
        const ByteSpan span = span_of(tokens);
        if (name.text.empty() || (name.is_short && !is_short)) {
            name.text = m_prose.text.substr(span.begin, span.size());
            name.is_short = is_short;
        }
    }

    std::optional<std::string> best() const {
        const Name* most = nullptr;
        double weight = 0;
        for (const auto& [key, name] : m_names) {
            const double total = name.weight + shared(key);
            if (most != nullptr && total <= weight) continue;
            most = &name;
            weight = total;
        }
        return most == nullptr || weight < least_weight ? std::nullopt : std::optional(most->text);
    }

private:
    struct Name {
        double weight = 0;
        std::string text;
        bool is_short = false;
    };

    /// What longer and shorter names of the same speak for it.
    double shared(const std::string& key) const {
        double sum = 0;
        for (const auto& [other, name] : m_names) {
            if (other != key && (other.find(key) != other.npos || key.find(other) != key.npos))
                sum += 0.5 * name.weight;
        }
        return sum;
    }

    const Prose& m_prose;
    std::map<std::string, std::string> m_long_names;
    std::map<std::string, Name> m_names;
};

} // namespace

std::vector<ConditionPhrase> condition_phrases(const Prose& prose) {
    std::vector<ConditionPhrase> phrases;
    for (const std::size_t s : prose.core) {
        for (std::size_t i = 0; i < prose.sentences[s].tokens.size(); ++i)
            add_at(phrases, prose.sentences[s], s, i);
    }
    return phrases;
}

std::optional<std::string> find_condition(const Prose& prose, const std::vector<Mention>& mentions) {
    Names names(prose);
    for (const ConditionPhrase& phrase : condition_phrases(prose))
        names.add(phrase.sentence, phrase.first, phrase.end, phrase.weight);
    for (const Mention& mention : mentions) {
        const double times = prose.sentences[mention.sentence].section == SectionKind::title ? 2 : 1;
        names.add(mention.sentence, mention.first, mention.end, tagged_weight * mention.probability * times);
    }
    return names.best();
}

} // namespace ekb::importers::extraction
