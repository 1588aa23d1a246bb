// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/question/exclusions.h"

#include "indexer/tokens.h"
#include "kb/model/error.h"
#include "query/data_rows.h"
#include "query/question/cues.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <span>

namespace ekb::query {

namespace {

using Words = std::vector<std::string>;

enum class Takes { names, words, nothing };

struct Negation {
    Takes takes = Takes::nothing;
    Words words;
};

std::vector<Negation> read_negations() {
    std::vector<Negation> negations;
    for (const auto& row : data_rows("negations.tsv", 2)) {
        Negation& negation = negations.emplace_back();
        if (row[0] != "names" && row[0] != "words" && row[0] != "nothing")
            throw Error("query/data/negations.tsv: nothing takes " + std::string(row[0]));
        negation.takes = row[0] == "names" ? Takes::names : row[0] == "words" ? Takes::words : Takes::nothing;
        for (const indexer::Token& token : indexer::tokens(row[1]))
            negation.words.push_back(token.word);
    }
    std::ranges::stable_sort(negations, std::greater{}, [](const Negation& each) { return each.words.size(); });
    return negations;
}

const Negation* negation_at(std::span<const std::string> words) {
    static const std::vector<Negation> negations = read_negations();
    const auto found = std::ranges::find_if(negations, [&](const Negation& each) {
        return each.words.size() <= words.size() && std::ranges::equal(each.words, words.first(each.words.size()));
    });
    return found == negations.end() ? nullptr : &*found;
}

std::string quoted(std::string_view name) {
    std::string text(name);
    std::erase(text, '"');
    return "\"" + text + "\"";
}

/// A trial's population stands in its title, under one of these names.
std::string not_in_title(const kb::Concept& population, const kb::Vocabulary& vocabulary) {
    constexpr std::size_t most_names = 30;
    Words names;
    for (const kb::Concept* each : vocabulary.narrower(population.id)) {
        for (const std::string& name : vocabulary.names_of(each->id)) {
            if (names.size() < most_names) names.push_back("title:" + quoted(name));
        }
    }
    return fmt::format("({})", fmt::join(names, " OR "));
}

/// The query of what is not wanted.
std::string unwanted(std::string_view name, const kb::Mention& mention, const kb::Vocabulary& vocabulary) {
    const kb::Concept& one = *mention.concepts.front();
    switch (one.kind) {
    case kb::ConceptKind::intervention:
        return (vocabulary.is_a(one.id, "ekb:control-intervention") ? "comparator:" : "intervention:") + quoted(name);
    case kb::ConceptKind::endpoint:
        return "endpoint:" + quoted(name);
    case kb::ConceptKind::condition:
        return "condition:" + quoted(name);
    case kb::ConceptKind::population:
        break;
    }
    return not_in_title(one, vocabulary);
}

/// The words of a question, and which of them stand in a name.
class NamedWords {
public:
    NamedWords(std::string_view question, const std::vector<kb::Mention>& names)
        : m_names(names), m_tokens(indexer::tokens(question)) {
        for (const indexer::Token& token : m_tokens)
            m_words.push_back(token.word);
    }

    std::size_t size() const { return m_words.size(); }
    const std::string& word(std::size_t at) const { return m_words[at]; }
    ByteSpan span(std::size_t at) const { return m_tokens[at].span; }
    std::span<const std::string> from(std::size_t at) const { return std::span(m_words).subspan(at); }
    bool is_ask_word(std::size_t at) const { return plain_word(m_words[at]) == PlainWord::ask; }
    /// nullptr where the word stands in none, or there is no such word.
    const kb::Mention* name_at(std::size_t at) const {
        if (at >= m_tokens.size()) return nullptr;
        const auto found = std::ranges::find_if(m_names, [&](const kb::Mention& mention) {
            return mention.span.begin <= m_tokens[at].span.begin && m_tokens[at].span.begin < mention.span.end;
        });
        return found == m_names.end() ? nullptr : &*found;
    }

private:
    const std::vector<kb::Mention>& m_names;
    std::vector<indexer::Token> m_tokens;
    Words m_words;
};

class Exclusions {
public:
    Exclusions(std::string_view question, const std::vector<kb::Mention>& names, const kb::Vocabulary& vocabulary)
        : m_question(question), m_vocabulary(vocabulary), m_words(question, names) {}

    std::vector<FoundFilter> find() {
        std::vector<FoundFilter> found;
        for (std::size_t at = 0; at < m_words.size();) {
            const Negation* negation = m_words.name_at(at) ? nullptr : negation_at(m_words.from(at));
            const std::size_t after = at + (negation ? negation->words.size() : 1);
            auto filter = negation ? excluded(at, after, negation->takes) : std::nullopt;
            at = after;
            if (!filter) continue;
            while (at < m_words.size() && m_words.span(at).begin < filter->span.end)
                ++at;
            found.push_back(std::move(*filter));
        }
        return found;
    }

private:
    static constexpr std::size_t most_words = 3;

    std::size_t behind_ask_words(std::size_t at) const {
        while (at < m_words.size() && !m_words.name_at(at) && m_words.is_ask_word(at))
            ++at;
        return at;
    }
    std::string_view text(ByteSpan span) const { return m_question.substr(span.begin, span.size()); }

    FoundFilter filter(std::size_t from, std::size_t end, const Words& queries, const Words& labels) const {
        const std::string query = queries.size() == 1 ? queries.front() : fmt::format("({})", fmt::join(queries, " OR "));
        return {{"NOT " + query, fmt::format("not {}", fmt::join(labels, " or "))}, {m_words.span(from).begin, end}};
    }

    /// Of the negation from token `from` on, behind which `at` stands.
    std::optional<FoundFilter> excluded(std::size_t from, std::size_t at, Takes takes) const {
        if (takes == Takes::nothing) return std::nullopt;
        std::size_t next = behind_ask_words(at);
        if (takes == Takes::words) { // "without prior stroke"
            while (next < m_words.size() && next < at + most_words && !m_words.name_at(next) && !m_words.is_ask_word(next))
                ++next;
        }
        if (m_words.name_at(next)) return excluded_names(from, next);
        return takes == Takes::words ? excluded_words(from, at) : std::nullopt;
    }

    /// "without placebo or sham": those that are joined to the first too.
    FoundFilter excluded_names(std::size_t from, std::size_t at) const {
        Words queries;
        Words labels;
        std::size_t end = 0;
        while (const kb::Mention* mention = m_words.name_at(at)) {
            labels.emplace_back(text(mention->span));
            queries.push_back(unwanted(labels.back(), *mention, m_vocabulary));
            end = mention->span.end;
            while (at < m_words.size() && m_words.span(at).begin < end)
                ++at;
            const bool joined = at < m_words.size() && (m_words.word(at) == "or" || m_words.word(at) == "and" || m_words.word(at) == "nor");
            if (!joined) break;
            ++at;
        }
        return filter(from, end, queries, labels);
    }

    std::optional<FoundFilter> excluded_words(std::size_t from, std::size_t at) const {
        std::size_t end = at;
        while (end < m_words.size() && !m_words.is_ask_word(end))
            ++end;
        if (end == at || end > at + most_words) return std::nullopt;
        const ByteSpan span{m_words.span(at).begin, m_words.span(end - 1).end};
        return filter(from, span.end, {"text:" + quoted(text(span))}, {std::string(text(span))});
    }

    std::string_view m_question;
    const kb::Vocabulary& m_vocabulary;
    NamedWords m_words;
};

} // namespace

bool compares(std::string_view question, const std::vector<kb::Mention>& names) {
    const NamedWords words(question, names);
    for (std::size_t at = 0; at < words.size(); ++at) {
        const Cue* cue = words.name_at(at) ? nullptr : cue_at(words.from(at));
        if (cue != nullptr && (cue->after == Role::comparator || cue->before == Role::endpoint || cue->when == CueWhile::divides)) return true;
    }
    return false;
}

std::vector<FoundFilter> find_exclusions(std::string_view question, const std::vector<kb::Mention>& names,
                                         const kb::Vocabulary& vocabulary) {
    if (compares(question, names)) return {};
    return Exclusions(question, names, vocabulary).find();
}

} // namespace ekb::query
