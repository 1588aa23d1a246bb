// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/results/direction_rules.h"

#include "importers/extraction/results/favours.h"

#include <algorithm>
#include <optional>

namespace ekb::importers::extraction {

namespace {

/// A movement on the way to a direction: better and worse are turned into up and down when the endpoint is known.
enum class Move { none, up, down, better, worse, same };

Move move_of(Cue cue) {
    switch (cue) {
    case Cue::up:
        return Move::up;
    case Cue::down:
        return Move::down;
    case Cue::better:
        return Move::better;
    case Cue::worse:
        return Move::worse;
    case Cue::same:
        return Move::same;
    default:
        return Move::none;
    }
}

/// "greater reduction" is a reduction, "smaller reduction" is the other way, "less improvement" is worse.
Move combined(Move degree, Move noun) {
    if (degree == Move::down) {
        switch (noun) {
        case Move::up:
            return Move::down;
        case Move::down:
            return Move::up;
        case Move::better:
            return Move::worse;
        case Move::worse:
            return Move::better;
        default:
            return noun;
        }
    }
    return degree == Move::same ? Move::same : noun;
}

class Rules {
public:
    explicit Rules(const Statement& statement)
        : m_endpoint(statement.endpoints[statement.which]),
          m_tokens(statement.prose.sentences[m_endpoint.sentence].tokens),
          m_traits(statement.traits.tokens[m_endpoint.sentence]) {
        const auto cuts = [&](std::size_t i) {
            if (m_tokens[i].is("but") && i + 1 < m_tokens.size() && m_tokens[i + 1].is("not")) return false;
            return any_of(m_tokens[i], {";", "whereas", "while", "although", "but", "however", "though"});
        };
        m_first = m_endpoint.list_first;
        while (m_first > 0 && !cuts(m_first - 1))
            --m_first;
        m_end = m_endpoint.list_end;
        while (m_end < m_tokens.size() && !cuts(m_end))
            ++m_end;
    }

    RuledDirection run() {
        if (auto found = before_list()) {
            found->significant = called_significant(found->cue);
            return *found;
        }
        if (auto found = behind_list()) return *found;
        if (auto found = predicate()) return *found;
        if (auto found = verb_before()) return *found;
        return {};
    }

private:
    bool negated(std::size_t cue) const {
        for (std::size_t i = cue, n = 0; i > m_first && n < 7; --i, ++n) {
            const Token& token = m_tokens[i - 1];
            if (m_traits[i - 1].cue == Cue::negation && !token.is("except")) return true;
            if (any_of(token, {",", ";", ")", "and"})) return false;
        }
        return false;
    }

    /// "significant [reduction]": not negated.
    bool called_significant(std::size_t cue) const {
        for (std::size_t i = cue; i > m_first && i + 3 > cue; --i) {
            if (m_tokens[i - 1].is("significant")) return !negated(i - 1);
        }
        return false;
    }

    bool low_is_better() const {
        return better_of(Tokens(m_tokens).subspan(m_endpoint.first, m_endpoint.end - m_endpoint.first)) == Better::less;
    }

    RuledDirection decided(Move move, std::size_t cue, int path) const {
        Relation relation = Relation::none;
        const bool low = low_is_better();
        if (move == Move::up || (move == Move::better && !low) || (move == Move::worse && low))
            relation = Relation::increased;
        if (move == Move::down || (move == Move::better && low) || (move == Move::worse && !low))
            relation = Relation::decreased;
        if (move == Move::same || negated(cue)) relation = Relation::no_difference;
        return {relation, cue, false, path};
    }

    /// "greater [reductions in the] _", "no significant difference in _", "a lower _": cues right before the list.
    std::optional<RuledDirection> before_list() const {
        Move noun = Move::none;
        std::size_t at = m_endpoint.list_first;
        std::size_t cue = at;
        for (std::size_t n = 0; at > m_first && n < 9; --at, ++n) {
            const std::size_t i = at - 1;
            const Move move = move_of(m_traits[i].cue);
            if (m_traits[i].cue == Cue::differ ||
                (m_traits[i].cue == Cue::significant && noun == Move::none && m_tokens[i].is("significance"))) {
                if (negated(i)) return RuledDirection{Relation::no_difference, i, false, 1};
                if (noun == Move::none) cue = i;
                continue;
            }
            if (move != Move::none) {
                if (noun == Move::none) {
                    noun = move;
                    cue = i;
                    continue;
                }
                return decided(combined(move, noun), cue, 1);
            }
            const bool bridge =
                m_traits[i].cue == Cue::significant ||
                any_of(m_tokens[i],
                       {"in",     "of",        "the",   "a",         "an",         "mean",       "from",   "baseline",
                        "rate",   "rates",     "risk",  "incidence", "at",         "for",        "on",     "to",
                        "their",  "overall",   "both",  "and",       "clinically", "meaningful", "number", "level",
                        "levels", "frequency", "total", "terms",     "modifying",  "respect",    "regard"});
            if (!bridge) break;
        }
        if (noun == Move::none) return std::nullopt;
        // A bare verb ("reduced _") is read as one by verb_before when the list follows it directly; the same answer.
        return decided(noun, cue, 1);
    }

    /// "_ reductions were greater": a noun of movement right behind the list.
    std::optional<RuledDirection> behind_list() const {
        const std::size_t i = m_endpoint.list_end;
        if (i >= m_end) return std::nullopt;
        const bool noun = any_of(m_tokens[i], {"reduction", "reductions", "decrease", "decreases", "increase",
                                               "increases", "improvement", "improvements", "decline"});
        if (!noun) return std::nullopt;
        const Move move = move_of(m_traits[i].cue);
        for (std::size_t k = i + 1; k < std::min(m_end, i + 12); ++k) {
            if (m_traits[k].cue == Cue::differ && negated(k))
                return RuledDirection{Relation::no_difference, k, false, 2};
            const Move degree = move_of(m_traits[k].cue);
            if (degree != Move::none) return decided(combined(degree, move), k, 2);
        }
        return decided(move, i, 2);
    }

    /// "_ was not significantly lower", "_ decreased", "_ did not differ", "_ were similar".
    std::optional<RuledDirection> predicate() const {
        bool between = false;
        for (std::size_t i = m_endpoint.list_end, n = 0; i < m_end && n < 30; ++i) {
            if (m_traits[i].depth > m_traits[m_endpoint.first].depth) continue;
            ++n;
            if (m_tokens[i].is(",") && i + 1 < m_end && any_of(m_tokens[i + 1], {"and", "with"})) between = true;
            if (m_traits[i].cue == Cue::differ)
                return RuledDirection{negated(i) ? Relation::no_difference : Relation::none, i, false, 3};
            if (m_traits[i].cue == Cue::significant && negated(i) && n < 12)
                return RuledDirection{Relation::no_difference, i, false, 3};
            const Move move = move_of(m_traits[i].cue);
            if (move != Move::none && !between) return decided(move, i, 3);
        }
        return std::nullopt;
    }

    /// "X significantly reduced the frequency of _": the nearest cue further left.
    std::optional<RuledDirection> verb_before() const {
        for (std::size_t i = m_endpoint.list_first; i > m_first; --i) {
            if (m_traits[i - 1].cue == Cue::differ)
                return RuledDirection{negated(i - 1) ? Relation::no_difference : Relation::none, i - 1, false, 4};
            const Move move = move_of(m_traits[i - 1].cue);
            if (move != Move::none) return decided(move, i - 1, 4);
        }
        return std::nullopt;
    }

    const EndpointMention& m_endpoint;
    const std::vector<Token>& m_tokens;
    const std::vector<TokenTraits>& m_traits;
    std::size_t m_first = 0;
    std::size_t m_end = 0;
};

} // namespace

RuledDirection ruled_direction(const Statement& statement) {
    return Rules(statement).run();
}

} // namespace ekb::importers::extraction
