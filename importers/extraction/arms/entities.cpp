// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/arms/entities.h"

#include "importers/extraction/arms/arm_rules.h"
#include "importers/extraction/tagging/bio.h"
#include "importers/extraction/tagging/tagger_features.h"

#include <algorithm>

namespace ekb::importers::extraction {

namespace {

// Found on the training part: what is marked here is only a candidate, so that a missed mention costs more than a false
// one.
constexpr double arm_bias = 0.5;
constexpr double condition_bias = 2.5;

/// Makes whole names of what the tagger marked: to the ends of hyphened words, without the doses, articles and joints
/// at either end.
class Tidy {
public:
    Tidy(const std::vector<Token>& tokens, std::size_t first, std::size_t end)
        : m_tokens(tokens), m_first(first), m_end(end) {}

    /// The name's tokens; empty where nothing is left.
    std::pair<std::size_t, std::size_t> run() {
        widen();
        cut();
        const bool any =
            std::any_of(m_tokens.begin() + static_cast<std::ptrdiff_t>(m_first),
                        m_tokens.begin() + static_cast<std::ptrdiff_t>(m_end), [](const Token& t) { return t.word(); });
        return any ? std::pair(m_first, m_end) : std::pair(m_first, m_first);
    }

private:
    bool joint(std::size_t t) const {
        return t > 0 && t + 1 < m_tokens.size() && any_of(m_tokens[t], {"-", "/", "+"}) && !m_tokens[t].spaced &&
               !m_tokens[t + 1].spaced;
    }

    /// "simvastatin-treated" is simvastatin; "AV-ECMO" is AV-ECMO.
    static bool describes(const Token& token) {
        return any_of(token, {"treated", "controlled", "based", "group", "induced", "related", "receiving", "exposed",
                              "supplemented", "naive", "assigned", "associated", "free", "allocated", "fed"}) ||
               token.number();
    }

    void widen() {
        // "vitamin B" of "vitamin B 12".
        const bool letter = m_end > m_first && m_tokens[m_end - 1].capitals && m_tokens[m_end - 1].lower.size() == 1;
        if (letter && m_end < m_tokens.size() && m_tokens[m_end].number()) ++m_end;
        while (m_end > m_first && joint(m_end - 1) && m_end < m_tokens.size() && !describes(m_tokens[m_end]))
            ++m_end;
        while (joint(m_end) && m_tokens[m_end].is("-") && !describes(m_tokens[m_end + 1]) && m_tokens[m_end + 1].word())
            m_end += 2;
        while (m_first > 1 && joint(m_first - 1) && m_tokens[m_first - 1].is("-") && m_tokens[m_first - 2].word())
            m_first -= 2;
    }

    bool loose(std::size_t t) const {
        const Token& token = m_tokens[t];
        return any_of(token, {"the", "a",  "an", "and",    "or", "plus",  "with",  "of",   "to",  "in", "either",
                              "for", "by", "on", "versus", "vs", "daily", "twice", "once", "bid", "tid"}) ||
               (token.kind == TokenKind::symbol && !token.is("™") && !token.is("®"));
    }

    void cut() {
        for (bool again = true; again && m_first < m_end;) {
            again = false;
            const bool open = std::any_of(m_tokens.begin() + static_cast<std::ptrdiff_t>(m_first),
                                          m_tokens.begin() + static_cast<std::ptrdiff_t>(m_end),
                                          [](const Token& t) { return t.is("("); });
            if (loose(m_end - 1) && !(open && m_tokens[m_end - 1].is(")"))) {
                --m_end;
                again = true;
            } else if (m_first < m_end && loose(m_first)) {
                ++m_first;
                again = true;
            } else if (const std::size_t dose = amount_before(m_end); dose > 0 && m_end - m_first > dose) {
                m_end -= dose;
                again = true;
            } else if (const std::size_t lead = amount_at(m_first); lead > 0 && m_end - m_first > lead) {
                m_first += lead;
                again = true;
            }
        }
    }

    static bool unit(const Token& token) {
        return any_of(token, {"mg", "ug", "µg", "μg", "mcg", "g", "ml", "iu", "kg", "%", "mmol", "d", "day"});
    }

    /// The tokens of an amount that end before this token: "30 mg", "0.15 mg / kg", "40".
    std::size_t amount_before(std::size_t end) const {
        std::size_t i = end;
        while (i > m_first && (unit(m_tokens[i - 1]) || m_tokens[i - 1].is("/")))
            --i;
        // "vitamin B 12" is a name.
        const bool named = i > m_first + 1 && m_tokens[i - 2].capitals && m_tokens[i - 2].lower.size() == 1;
        if (i > m_first && m_tokens[i - 1].number() && m_tokens[i - 1].spaced && !named) return end - i + 1;
        return 0;
    }

    std::size_t amount_at(std::size_t first) const {
        if (first + 2 >= m_end || !m_tokens[first].number()) return 0;
        std::size_t i = first + 1;
        while (i < m_end && (unit(m_tokens[i]) || (m_tokens[i].is("/") && i > first + 1)))
            ++i;
        return i > first + 1 ? i - first : 0;
    }

    const std::vector<Token>& m_tokens;
    std::size_t m_first;
    std::size_t m_end;
};

} // namespace

Entities tag_entities(const Prose& prose, const ProseTraits& traits, const LinearModel& model) {
    Entities found;
    for (const std::size_t s : prose.core) {
        const TaggerView view{prose.sentences[s], prose.statistics[s], traits.tokens[s], traits.counts[s], {}};
        for (const TaggedSpan& span : decode_scores(entity_scores(view, model), {arm_bias, condition_bias})) {
            const auto [first, end] = Tidy(prose.sentences[s].tokens, span.first, span.end).run();
            if (first == end) continue;
            const Mention mention{s, first, end, span.probability};
            auto& kind = span.kind == arm_entity ? found.arms : found.conditions;
            if (!kind.empty() && kind.back().sentence == s && kind.back().end > first) continue;
            kind.push_back(mention);
        }
    }
    found.arms = with_rules(std::move(found.arms), arms_by_rule(prose));
    return found;
}

Tokens tokens_of(const Prose& prose, const Mention& mention) {
    return Tokens(prose.sentences[mention.sentence].tokens).subspan(mention.first, mention.end - mention.first);
}

std::string text_of(const Prose& prose, const Mention& mention) {
    const ByteSpan span = span_of(tokens_of(prose, mention));
    return std::string(prose.text.substr(span.begin, span.size()));
}

} // namespace ekb::importers::extraction
