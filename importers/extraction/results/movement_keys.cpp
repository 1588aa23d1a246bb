// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/results/movement_keys.h"

#include "importers/extraction/numbers/effect_bounds.h"
#include "importers/extraction/results/favours.h"
#include "importers/extraction/words/lexicon.h"

#include <algorithm>
#include <optional>

namespace ekb::importers::extraction {

namespace {

using Key = MovementKey;

Key judged(Cue cue, std::optional<Better> better) {
    const bool good = cue == Cue::better;
    if (!better) return good ? Key::better : Key::worse;
    const bool more = *better == Better::more;
    return good ? (more ? Key::better_up : Key::better_down) : (more ? Key::worse_down : Key::worse_up);
}

class KeyReader {
public:
    KeyReader(const Statement& statement, const Clause& clause)
        : m_statement(statement), m_endpoint(statement.endpoints[statement.which]),
          m_tokens(statement.prose.sentences[m_endpoint.sentence].tokens),
          m_traits(statement.traits.tokens[m_endpoint.sentence]),
          m_statistics(statement.prose.statistics[m_endpoint.sentence]), m_clause(clause),
          m_better(better_of(Tokens(m_tokens).subspan(m_endpoint.first, m_endpoint.end - m_endpoint.first))) {}

    std::vector<PlacedKey> run() {
        for (std::size_t t = m_clause.first; t < m_clause.end;)
            t = read(t);
        return std::move(m_keys);
    }

private:
    void add(Key key, std::size_t token) {
        if (m_keys.empty() || m_keys.back().key != key) m_keys.push_back({key, token});
    }

    /// Reads what begins at a token and gives the token behind it.
    std::size_t read(std::size_t t) {
        if (t == m_endpoint.first || t == m_endpoint.list_first) {
            add(Key::endpoint, t);
            return std::max(t == m_endpoint.first ? m_endpoint.end : t, m_endpoint.list_end);
        }
        if (const ArmPlace* place = arm_at(t)) {
            add(arm_key(place->arm), t);
            return place->end;
        }
        if (const auto end = statistic(t)) return *end;
        if (m_traits[t].depth == 0) word(t);
        return t + 1;
    }

    const ArmPlace* arm_at(std::size_t t) const {
        for (const ArmPlace& place : m_statement.trial.places[m_endpoint.sentence]) {
            if (place.first == t && place.end > t) return &place;
        }
        return nullptr;
    }

    Key arm_key(std::size_t arm) const {
        if (arm == m_statement.pair.subject) return Key::subject;
        return m_statement.pair.reference == arm ? Key::reference : Key::other_arm;
    }

    std::optional<std::size_t> statistic(std::size_t t) {
        for (const PValue& p : m_statistics.p_values) {
            if (p.first != t || p.end <= t) continue;
            if (const auto significant = p.significant()) add(*significant ? Key::p_below : Key::p_above, t);
            return p.end;
        }
        for (const Estimate& e : m_statistics.estimates) {
            if (e.first != t || e.end <= t) continue;
            if (e.interval) add(holds_no_effect(e.measure, *e.interval) ? Key::interval_on : Key::interval_off, t);
            return e.end;
        }
        for (const Figure& f : m_statistics.figures) {
            if (f.first != t || f.end <= t) continue;
            if (f.rich()) add(Key::figure, t);
            return f.end;
        }
        return std::nullopt;
    }

    void word(std::size_t t) {
        static const Lexicon trends(resource("trend_words.tsv"));
        const Token& token = m_tokens[t];
        if (trends.has(token)) return add(Key::trend, t);
        if (token.is("baseline")) return add(Key::baseline, t);
        if (token.is("but") && t + 1 < m_tokens.size() && m_tokens[t + 1].is("not")) return add(Key::except, t);
        if (token.is(",") || token.is("and")) return add(Key::stop, t);
        switch (m_traits[t].cue) {
        case Cue::up:
            return add(Key::up, t);
        case Cue::down:
            return add(Key::down, t);
        case Cue::better:
        case Cue::worse:
            return add(judged(m_traits[t].cue, m_better), t);
        case Cue::same:
            return add(Key::same, t);
        case Cue::differ:
            return add(Key::differ, t);
        case Cue::significant:
            return add(Key::significant, t);
        case Cue::negation:
            return add(Key::negation, t);
        case Cue::than:
            return add(Key::than, t);
        case Cue::between:
            return add(Key::between, t);
        case Cue::both:
            return add(Key::both, t);
        case Cue::none:
            if (m_traits[t].auxiliary) add(Key::verb, t);
        }
    }

    const Statement& m_statement;
    const EndpointMention& m_endpoint;
    const std::vector<Token>& m_tokens;
    const std::vector<TokenTraits>& m_traits;
    const Statistics& m_statistics;
    const Clause& m_clause;
    std::optional<Better> m_better;
    std::vector<PlacedKey> m_keys;
};

} // namespace

std::vector<PlacedKey> movement_keys(const Statement& statement, const Clause& clause) {
    return KeyReader(statement, clause).run();
}

} // namespace ekb::importers::extraction
