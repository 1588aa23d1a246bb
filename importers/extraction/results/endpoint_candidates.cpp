// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/results/endpoint_candidates.h"

#include "importers/extraction/numbers/numbers.h"
#include "importers/extraction/tagging/bio.h"
#include "importers/extraction/words/lexicon.h"

#include <algorithm>

namespace ekb::importers::extraction {

namespace {

// Below this the model of acceptance never made a claim of a phrase of the training part.
constexpr double least_probability = 0.002;
// From this on a prepositional phrase belongs to the noun before it.
constexpr double join_probability = 0.4;
// From this on an arm's name is part of the phrase around it: "total [propofol] dose".
constexpr double own_probability = 0.4;
// How much the tagger's spans are favoured: a phrase too many costs less than one that is not proposed.
constexpr double span_bias = 0.5;
constexpr double same_phrase = 0.75;
constexpr std::size_t longest_phrase = 16;

/// Courses for the worse that are themselves what is measured: "decline in FEV1".
bool worsening(const Token& token) {
    return any_of(token, {"decline", "loss", "deterioration", "worsening", "progression"});
}

/// What says nothing without what it is for: "rate for bleeding", "need for ventilation".
bool wants_for(const Token& token) {
    return any_of(token, {"rate", "rates", "incidence", "risk", "risks", "odds", "score", "scores", "frequency", "need",
                          "requirement", "requirements", "likelihood", "probability", "ratio", "ratios", "time"});
}

bool preposition(const Token& token) {
    return any_of(token, {"in", "for", "to", "on", "with", "from", "at", "during", "per", "within", "after"});
}

/// Cuts a sentence into phrases.
class Phrases {
public:
    Phrases(const TaggerView& view, std::size_t sentence, const ClassValues& tagged)
        : m_view(view), m_tokens(view.sentence.tokens), m_tagged(tagged), m_sentence(sentence) {
        m_inside.reserve(tagged.size());
        for (std::size_t t = 0; t < tagged.size(); ++t)
            m_inside.push_back(1 - tagged[t][outside_class]);
    }

    std::vector<EndpointMention> run() {
        for (std::size_t t = 0; t < m_tokens.size(); ++t) {
            if (breaks(t)) {
                close(t);
            } else if (!m_open) {
                m_open = true;
                m_first = t;
            }
        }
        close(m_tokens.size());
        join_prepositions();
        find_lists();
        add_spans();
        drop_unlikely();
        return std::move(m_found);
    }

private:
    /// A symbol without space on both sides joins: "IL-6", "AST/ALT", "FEF25-75".
    bool glued(std::size_t t) const {
        return t > 0 && t + 1 < m_tokens.size() && !m_tokens[t].spaced && !m_tokens[t + 1].spaced &&
               any_of(m_tokens[t], {"-", "/", "+", "·", "'", ".", "(", ")"});
    }

    bool breaks(std::size_t t) const {
        static const Lexicon words(resource("phrase_breaks.tsv"));
        const Token& token = m_tokens[t];
        if (t < m_view.arms.size() && m_view.arms[t] > 0 && !glued_to_word(t)) return m_inside[t] < own_probability;
        if (token.kind == TokenKind::symbol) return !glued(t) && !token.is("'");
        if (token.number()) {
            const bool joined = (t > 0 && glued(t - 1)) || (t + 1 < m_tokens.size() && glued(t + 1));
            return !joined;
        }
        const auto found = words.match(m_tokens, t);
        if (found) {
            if (glued_to_word(t)) return false;
            if (found.value() == "edge") return false;
            if (found.value() == "noun") return !(m_open && t > m_first && content(t - 1));
            if (found.value() == "people") return !(t > 0 && m_tokens[t - 1].is("of"));
            return true;
        }
        if (glued_to_word(t)) return false;
        return token.lower.size() > 4 && (token.lower.ends_with("ly")) && !token.lower.ends_with("family");
    }

    bool glued_to_word(std::size_t t) const {
        return (t > 0 && glued(t - 1) && !any_of(m_tokens[t - 1], {"."})) ||
               (t + 1 < m_tokens.size() && glued(t + 1) && m_tokens[t + 1].is("-"));
    }

    bool content(std::size_t t) const {
        return m_tokens[t].word() && !any_of(m_tokens[t], {"the", "a", "an", "any", "of"});
    }

    void close(std::size_t end) {
        if (!m_open) return;
        m_open = false;
        std::size_t first = m_first;
        const auto edge = [&](std::size_t t) {
            return any_of(m_tokens[t], {"the", "a", "an", "any", "of", "'", "-", "/"});
        };
        while (first < end && edge(first))
            ++first;
        first = past_count(first, end);
        while (end > first && edge(end - 1))
            --end;
        if (first == end || end - first > longest_phrase) return;
        if (generic(first, end)) return;
        if (std::none_of(m_tokens.begin() + static_cast<std::ptrdiff_t>(first),
                         m_tokens.begin() + static_cast<std::ptrdiff_t>(end), [](const Token& t) { return t.word(); }))
            return;
        m_found.push_back({{m_sentence, first, end, 0}, first, end});
    }

    /// Behind "twelve" of "twelve falls"; "six" of "six-minute walk distance" counts nothing.
    std::size_t past_count(std::size_t first, std::size_t end) const {
        static const Lexicon units(resource("duration_units.tsv"));
        const auto count = number_in_words(m_tokens, first);
        const bool counts = count && count->end < end && m_tokens[count->end].word() && !units.has(m_tokens[count->end]);
        return counts ? count->end : first;
    }

    bool generic(std::size_t first, std::size_t end) const {
        static const Lexicon words(resource("generic_endpoint_words.tsv"));
        for (std::size_t t = first; t < end; ++t) {
            if (m_tokens[t].word() && !words.has(m_tokens[t]) && !any_of(m_tokens[t], {"of", "the", "in", "a"}))
                return false;
        }
        return true;
    }

    double mean(std::size_t first, std::size_t end) const {
        double sum = 0;
        for (std::size_t t = first; t < end; ++t)
            sum += m_inside[t];
        return sum / static_cast<double>(end - first);
    }

    /// "time [to] first relapse", "quality of life [in] children" where the tagger holds all of it for one phrase.
    void join_prepositions() {
        std::vector<EndpointMention> joined;
        for (const EndpointMention& next : m_found) {
            if (!joined.empty()) {
                EndpointMention& last = joined.back();
                std::size_t gap = last.end;
                const bool starts = gap < next.first && preposition(m_tokens[gap]);
                while (gap < next.first && (preposition(m_tokens[gap]) || any_of(m_tokens[gap], {"the", "a", "an"})))
                    ++gap;
                if (starts && gap == next.first && next.end - last.first <= longest_phrase &&
                    (worsening(m_tokens[last.end - 1]) || (m_tokens[last.end].is("for") && wants_for(m_tokens[last.end - 1])) ||
                     mean(last.end, next.end) >= join_probability)) {
                    last.end = next.end;
                    continue;
                }
            }
            joined.push_back(next);
        }
        m_found = std::move(joined);
    }

    /// How much of the two phrases together both hold: 0..1.
    static double shared(const EndpointMention& a, const TaggedSpan& b) {
        const std::size_t first = std::max(a.first, b.first);
        const std::size_t end = std::min(a.end, b.end);
        return first >= end ? 0
                            : 2.0 * static_cast<double>(end - first) /
                                  static_cast<double>(a.end - a.first + b.end - b.first);
    }

    /// The tagger's own spans, where no phrase is much the same. One stands in the lists of the phrases that it overlaps.
    void add_spans() {
        std::vector<EndpointMention> more;
        for (const TaggedSpan& span : decode_spans(m_tagged, {span_bias})) {
            EndpointMention added{{m_sentence, span.first, span.end, 0}, span.first, span.end};
            bool known = span.end - span.first > longest_phrase;
            for (const EndpointMention& phrase : m_found) {
                const double both = shared(phrase, span);
                known = known || both >= same_phrase;
                if (both == 0) continue;
                added.list_first = std::min(added.list_first, phrase.list_first);
                added.list_end = std::max(added.list_end, phrase.list_end);
            }
            if (!known) more.push_back(added);
        }
        m_found.insert(m_found.end(), more.begin(), more.end());
        std::stable_sort(m_found.begin(), m_found.end(), [](const EndpointMention& a, const EndpointMention& b) {
            return std::pair(a.first, a.end) < std::pair(b.first, b.end);
        });
    }

    void drop_unlikely() {
        for (EndpointMention& c : m_found) {
            c.probability = mean(c.first, c.end);
            c.peak = *std::max_element(m_inside.begin() + static_cast<std::ptrdiff_t>(c.first),
                                       m_inside.begin() + static_cast<std::ptrdiff_t>(c.end));
        }
        // The tagger has learnt the language of abstracts: of a page it says too little.
        if (!m_view.sentence.body)
            std::erase_if(m_found, [](const EndpointMention& c) { return c.peak < least_probability; });
    }

    /// Only "," "and" "or", brackets and articles between two items.
    bool only_joints(std::size_t first, std::size_t end) const {
        bool joint = false;
        for (std::size_t t = first; t < end; ++t) {
            const Token& token = m_tokens[t];
            const bool bracket = m_view.traits[t].depth > m_view.traits[first > 0 ? first - 1 : 0].depth ||
                                 any_of(token, {"(", ")", "[", "]"});
            if (any_of(token, {",", "and", "or", ";"}))
                joint = joint || !bracket;
            else if (!bracket && !any_of(token, {"the", "a", "an", "in", "as", "well", "also", "of", "for", "on"}))
                return false;
        }
        return joint;
    }

    void find_lists() {
        for (std::size_t i = 0; i < m_found.size();) {
            std::size_t last = i;
            while (last + 1 < m_found.size() && m_found[last + 1].first - m_found[last].end <= 40 &&
                   only_joints(m_found[last].end, m_found[last + 1].first))
                ++last;
            for (std::size_t k = i; k <= last; ++k) {
                m_found[k].list_first = m_found[i].first;
                m_found[k].list_end = m_found[last].end;
            }
            i = last + 1;
        }
    }

    const TaggerView& m_view;
    const std::vector<Token>& m_tokens;
    const ClassValues& m_tagged;
    std::vector<double> m_inside; ///< each token's probability of being part of an endpoint
    std::size_t m_sentence;
    std::vector<EndpointMention> m_found;
    bool m_open = false;
    std::size_t m_first = 0;
};

} // namespace

std::vector<EndpointMention> endpoint_candidates(const TaggerView& view, std::size_t sentence,
                                                 const ClassValues& tagged) {
    return Phrases(view, sentence, tagged).run();
}

} // namespace ekb::importers::extraction
