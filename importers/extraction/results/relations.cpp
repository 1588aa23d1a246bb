// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/results/relations.h"

#include "importers/extraction/numbers/effect_bounds.h"
#include "importers/extraction/results/direction_rules.h"

#include <algorithm>

namespace ekb::importers::extraction {

namespace {

std::uint32_t bucket(std::size_t n) {
    return n < 3 ? static_cast<std::uint32_t>(n) : n < 6 ? 3 : n < 11 ? 4 : n < 21 ? 5 : 6;
}

std::uint32_t cue_number(Cue cue) {
    return static_cast<std::uint32_t>(cue);
}

bool telling(Cue cue) {
    return cue != Cue::none && cue != Cue::both && cue != Cue::than && cue != Cue::between && cue != Cue::significant &&
           cue != Cue::negation;
}

/// Reads a statement's sentence from its endpoint outwards.
class Reader {
public:
    explicit Reader(const Statement& statement)
        : m_statement(statement), m_endpoint(statement.endpoints[statement.which]),
          m_sentence(statement.prose.sentences[m_endpoint.sentence]),
          m_traits(statement.traits.tokens[m_endpoint.sentence]),
          m_statistics(statement.prose.statistics[m_endpoint.sentence]) {
        clause();
    }

    Features run() {
        m_out.reserve(96);
        shape();
        nearest_cues();
        clause_words();
        p_value();
        arms();
        inside_endpoint();
        skeletons();
        ruled();
        return std::move(m_out);
    }

private:
    void add(std::uint32_t which, std::uint32_t a, std::uint32_t b = 0, float value = 1) {
        m_out.push_back({mixed(500 + which, a, b), value});
    }

    void clause() {
        const auto cuts = [&](std::size_t i) {
            if (m_sentence.tokens[i].is("but") && i + 1 < m_sentence.tokens.size() &&
                m_sentence.tokens[i + 1].is("not"))
                return false;
            return any_of(m_sentence.tokens[i], {";", "whereas", "while", "although", "but", "however", "though"});
        };
        m_first = m_endpoint.first;
        while (m_first > 0 && !cuts(m_first - 1))
            --m_first;
        m_end = m_endpoint.end;
        while (m_end < m_traits.size() && !cuts(m_end))
            ++m_end;
    }

    void shape() {
        const auto section = static_cast<std::uint32_t>(m_sentence.section);
        add(0, section);
        add(1, static_cast<std::uint32_t>(m_endpoint.probability * 10), section);
        add(2, m_traits[m_endpoint.first].depth);
        const TaggerView view{m_sentence, m_statistics, m_traits, m_statement.traits.counts[m_endpoint.sentence], {}};
        add(3, sentence_signature(view), section);
    }

    /// Whether a negation stands in the few tokens before a cue.
    bool negated(std::size_t cue) const {
        for (std::size_t i = cue; i > m_first && i + 6 > cue; --i) {
            if (m_traits[i - 1].cue == Cue::negation) return true;
            if (any_of(m_sentence.tokens[i - 1], {",", "and", "("})) return false;
        }
        return false;
    }

    void cue_features(std::uint32_t base, std::size_t at, std::size_t distance) {
        const TokenTraits& token = m_traits[at];
        const std::uint32_t negation = negated(at) ? 1 : 0;
        add(base, token.word, negation);
        add(base + 1, cue_number(token.cue) * 2 + negation, bucket(distance));
        add(base + 2, cue_number(token.cue) * 2 + negation, significance());
        add(base + 3, cue_number(token.cue) * 2 + negation, subject_side(at));
        for (std::size_t t = m_endpoint.first; t < m_endpoint.end; ++t) {
            if (token.cue == Cue::better || token.cue == Cue::worse || token.cue == Cue::same)
                add(base + 4, m_traits[t].word, cue_number(token.cue));
        }
    }

    void nearest_cues() {
        for (std::size_t i = m_endpoint.first, n = 0; i > m_first; --i, ++n) {
            if (!telling(m_traits[i - 1].cue)) continue;
            cue_features(10, i - 1, n);
            break;
        }
        for (std::size_t i = m_endpoint.end, n = 0; i < m_end; ++i, ++n) {
            if (!telling(m_traits[i].cue)) continue;
            cue_features(20, i, n);
            break;
        }
    }

    void clause_words() {
        bool negation = false;
        std::uint32_t seen = 0;
        for (std::size_t i = m_first; i < m_end; ++i) {
            if (i >= m_endpoint.first && i < m_endpoint.end) continue;
            const TokenTraits& token = m_traits[i];
            if (token.cue != Cue::none) {
                const std::uint32_t side = i < m_endpoint.first ? 0 : 1;
                add(30, token.word, side);
                add(31, cue_number(token.cue), negated(i) ? 1 : 0);
                if (i > m_first) add(32, m_traits[i - 1].word, token.word);
                seen |= 1U << cue_number(token.cue);
            }
            negation = negation || token.cue == Cue::negation;
            if (token.auxiliary) add(33, token.word, i < m_endpoint.first ? 0 : 1);
        }
        add(34, seen, negation ? 1 : 0);
        add(35, m_first > 0 ? m_traits[m_first - 1].word : 0, m_end < m_traits.size() ? m_traits[m_end].word : 0);
        for (std::size_t i = 0; i < m_traits.size(); ++i) {
            if (i >= m_first && i < m_end) continue;
            if (m_traits[i].cue != Cue::none) add(36, cue_number(m_traits[i].cue), i < m_first ? 0 : 1);
        }
        const std::uint32_t before = m_endpoint.first > 0 ? m_traits[m_endpoint.first - 1].word : 1;
        const std::uint32_t after = m_endpoint.end < m_traits.size() ? m_traits[m_endpoint.end].word : 1;
        add(37, before);
        add(38, after);
        add(39, before, after);
    }

    /// 0 no p value near; 1 significant; 2 not; 3 undecided.
    std::uint32_t significance() const {
        const PValue* found = nullptr;
        for (const PValue& p : m_statistics.p_values) {
            if (p.first >= m_endpoint.end) {
                found = &p;
                break;
            }
        }
        if (!found && !m_statistics.p_values.empty()) found = &m_statistics.p_values.back();
        if (!found) return interval_significance();
        const auto decided = found->significant();
        return !decided ? 3 : *decided ? 1 : 2;
    }

    std::uint32_t interval_significance() const {
        for (const Estimate& e : m_statistics.estimates) {
            if (e.first < m_endpoint.end || !e.interval) continue;
            const double none = no_effect(e.measure);
            return e.interval->low > none || e.interval->high < none ? 4 : 5;
        }
        return 0;
    }

    void p_value() {
        add(40, significance());
        for (const Estimate& e : m_statistics.estimates) {
            if (e.first < m_endpoint.end) continue;
            const bool ratio = is_ratio(e.measure);
            add(41, (ratio ? e.value > 1 : e.value > 0) ? 1 : 0, significance() * 2 + (ratio ? 1 : 0));
            break;
        }
    }

    /// Where the subject stands: not named, before or after this token.
    std::uint32_t subject_side(std::size_t at) const {
        if (m_statement.pair.subject_place) return m_statement.pair.subject_place->first < at ? 1 : 2;
        return m_statement.pair.reference_place ? 3 : 0;
    }

    void arms() {
        const ArmPair& pair = m_statement.pair;
        add(50, pair.subject_place ? 1 : 0, pair.reference_place ? 1 : 0);
        add(51, subject_side(m_endpoint.first), pair.reference ? 1 : 0);
        add(52, static_cast<std::uint32_t>(m_statement.trial.arms[pair.subject].role), subject_side(m_endpoint.first));
        add(53, static_cast<std::uint32_t>(std::min<std::size_t>(m_statement.trial.arms.size(), 4)),
            pair.subject_place ? 1 : 0);
        compare_figures();
    }

    /// The figure that stands beside an arm's name.
    const Figure* figure_beside(const ArmPlace& place) const {
        const Figure* best = nullptr;
        std::size_t nearest = 12;
        for (const Figure& figure : m_statistics.figures) {
            const std::size_t gap = figure.first >= place.end   ? figure.first - place.end
                                    : place.first >= figure.end ? place.first - figure.end
                                                                : 12;
            if (gap < nearest) {
                nearest = gap;
                best = &figure;
            }
        }
        return best;
    }

    void compare_figures() {
        const ArmPair& pair = m_statement.pair;
        const Figure* mine = nullptr;
        const Figure* other = nullptr;
        if (pair.subject_place && pair.reference_place) {
            mine = figure_beside(*pair.subject_place);
            other = figure_beside(*pair.reference_place);
        }
        if (!mine || !other || mine == other) {
            // "lower in A than in B (5 vs 7)": the figures behind the names, in their order.
            std::vector<const Figure*> behind;
            for (const Figure& figure : m_statistics.figures) {
                if (figure.first >= m_endpoint.end) behind.push_back(&figure);
            }
            if (behind.size() < 2) return;
            mine = behind[0];
            other = behind[1];
            add(54, mine->value > other->value ? 1 : mine->value < other->value ? 2 : 3, significance());
            return;
        }
        add(55, mine->value > other->value ? 1 : mine->value < other->value ? 2 : 3, significance());
    }

    void inside_endpoint() {
        for (std::size_t t = m_endpoint.first; t < m_endpoint.end; ++t) {
            if (m_traits[t].cue != Cue::none) add(60, m_traits[t].word);
            add(61, m_traits[t].word);
        }
        add(62, bucket(m_endpoint.end - m_endpoint.first));
    }

    /// What a token is for the frame around an endpoint: a kind of cue, an arm, a number, a preposition or verb by
    /// itself.
    std::uint32_t frame_word(std::size_t t) const {
        const auto& places = m_statement.trial.places[m_endpoint.sentence];
        for (const ArmPlace& place : places) {
            if (place.first == t) return 1;
            if (place.first < t && t < place.end) return 0;
        }
        const TokenTraits& token = m_traits[t];
        if (token.cue != Cue::none) return 10 + cue_number(token.cue);
        if (token.shape == 1) return 2;
        if (token.auxiliary) return token.word;
        if (any_of(m_sentence.tokens[t], {"in", "of", "for", "on", "with", "to", "by", "at", "after", "(", ")", ";",
                                          ":", "group", "groups", "arm", "treatments", "arms"}))
            return token.word;
        return 0;
    }

    /// The frame to the left and right of the list that the endpoint is an item of: "no significant differences in _",
    /// "_ was higher in A than".
    void skeletons() {
        std::uint32_t left = 7;
        std::size_t n = 0;
        for (std::size_t t = m_endpoint.list_first; t > 0 && n < 4 && t + 12 > m_endpoint.list_first; --t) {
            const std::uint32_t word = frame_word(t - 1);
            if (word == 0) continue;
            left = mixed(left, word);
            add(70 + static_cast<std::uint32_t>(n), left);
            ++n;
        }
        std::uint32_t right = 8;
        n = 0;
        for (std::size_t t = m_endpoint.list_end; t < m_traits.size() && n < 4 && t < m_endpoint.list_end + 12; ++t) {
            if (m_traits[t].depth > m_traits[m_endpoint.first].depth) continue;
            const std::uint32_t word = frame_word(t);
            if (word == 0 || m_sentence.tokens[t].is("(") || m_sentence.tokens[t].is(")")) continue;
            right = mixed(right, word);
            add(75 + static_cast<std::uint32_t>(n), right);
            ++n;
        }
        add(80, left, right);
        const std::uint32_t outer_left = m_endpoint.list_first > 0 ? m_traits[m_endpoint.list_first - 1].word : 1;
        const std::uint32_t outer_right =
            m_endpoint.list_end < m_traits.size() ? m_traits[m_endpoint.list_end].word : 1;
        add(81, outer_left);
        add(82, outer_right);
        add(83, outer_left, outer_right);
        add(84, m_endpoint.list_end - m_endpoint.list_first > m_endpoint.end - m_endpoint.first ? 1 : 0, left);
        list_cues();
    }

    void ruled() {
        const RuledDirection rule = ruled_direction(m_statement);
        const auto relation = static_cast<std::uint32_t>(rule.relation);
        const auto path = static_cast<std::uint32_t>(rule.path);
        add(120, relation);
        add(121, relation, path);
        add(122, relation, significance());
        add(123, relation * 8 + path, static_cast<std::uint32_t>(m_endpoint.probability * 5));
        if (rule.path > 0) {
            add(124, relation, m_traits[rule.cue].word);
            add(125, relation * 8 + path,
                bucket(rule.cue > m_endpoint.list_end
                           ? rule.cue - m_endpoint.list_end
                           : m_endpoint.list_first - std::min(rule.cue, m_endpoint.list_first)));
        }
        add(126, relation, static_cast<std::uint32_t>(m_sentence.section));
    }

    void list_cues() {
        for (std::size_t i = m_endpoint.list_first, n = 0; i > m_first; --i, ++n) {
            if (!telling(m_traits[i - 1].cue)) continue;
            cue_features(90, i - 1, n);
            break;
        }
        for (std::size_t i = m_endpoint.list_end, n = 0; i < m_end; ++i, ++n) {
            if (!telling(m_traits[i].cue)) continue;
            cue_features(96, i, n);
            break;
        }
    }

    const Statement& m_statement;
    const EndpointMention& m_endpoint;
    const Sentence& m_sentence;
    const std::vector<TokenTraits>& m_traits;
    const Statistics& m_statistics;
    std::size_t m_first = 0;
    std::size_t m_end = 0;
    Features m_out;
};

} // namespace

std::optional<Direction> direction_of(Relation relation) {
    switch (relation) {
    case Relation::increased:
        return Direction::increased;
    case Relation::decreased:
        return Direction::decreased;
    case Relation::no_difference:
        return Direction::no_difference;
    case Relation::none:
        break;
    }
    return std::nullopt;
}

Relation turned(Relation relation) {
    if (relation == Relation::increased) return Relation::decreased;
    return relation == Relation::decreased ? Relation::increased : relation;
}

Features relation_features(const Statement& statement) {
    return Reader(statement).run();
}

} // namespace ekb::importers::extraction
