// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/figures/movement_features.h"

#include "importers/extraction/numbers/effect_bounds.h"
#include "importers/extraction/numbers/numbers.h"
#include "importers/extraction/results/direction_rules.h"
#include "importers/extraction/results/favours.h"
#include "importers/extraction/results/movement_keys.h"

#include <algorithm>
#include <optional>

namespace ekb::importers::extraction {

namespace {

// What is read by rule from a whole clause or from figures tells more than any single word, so it is learned faster.
constexpr float reading_value = 2;
constexpr float run_value = 0.3F;
constexpr float word_value = 0.15F;

std::uint32_t number_of(MovementKey key) {
    return static_cast<std::uint32_t>(key) + 1;
}

/// A movement as a sign: up, down, or nothing that says which.
int sign_of(MovementKey key) {
    switch (key) {
    case MovementKey::up:
    case MovementKey::better_up:
    case MovementKey::worse_up:
        return 1;
    case MovementKey::down:
    case MovementKey::better_down:
    case MovementKey::worse_down:
        return -1;
    default:
        return 0;
    }
}

bool is_arm(MovementKey key) {
    return key == MovementKey::subject || key == MovementKey::reference || key == MovementKey::other_arm;
}

enum class Significance : std::uint32_t { unsaid, shown, not_shown, undecided };

Significance significance_of(const Effect& effect) {
    if (effect.p) {
        PValue p;
        p.value = effect.p;
        p.op = effect.p_op.value_or(PRelation::equal);
        const auto shown = p.significant();
        return !shown ? Significance::undecided : *shown ? Significance::shown : Significance::not_shown;
    }
    if (!effect.ci_low || !effect.ci_high || !effect.measure || *effect.measure == Measure::arm_values) return Significance::unsaid;
    return holds_no_effect(*effect.measure, {0, 0, *effect.ci_low, *effect.ci_high, {}}) ? Significance::not_shown
                                                                                          : Significance::shown;
}

std::optional<double> leading_value(const ArmFigures& arm) {
    if (arm.events && arm.total && *arm.total > 0) return *arm.events / *arm.total * 100;
    const std::vector<Token> tokens = tokenise(arm.text);
    if (tokens.empty()) return std::nullopt;
    const auto number = signed_number(tokens, 0);
    return number ? std::optional(number->value) : std::nullopt;
}

/// The arm a movement is of: that before it, else that behind it; 0 unsaid, 1 the subject, 2 the reference, 3 another.
std::uint32_t whose(const std::vector<PlacedKey>& keys, std::size_t at) {
    const auto number = [](MovementKey key) { return key == MovementKey::subject ? 1U : key == MovementKey::reference ? 2U : 3U; };
    bool than = false;
    for (std::size_t i = at + 1; i < keys.size(); ++i) {
        if (keys[i].key == MovementKey::than) than = true;
        if (!is_arm(keys[i].key)) continue;
        if (!than) return number(keys[i].key);
        break;
    }
    for (std::size_t i = at; i > 0; --i) {
        if (is_arm(keys[i - 1].key)) return number(keys[i - 1].key);
    }
    if (!than) return 0;
    for (std::size_t i = at + 1; i < keys.size(); ++i) {
        if (is_arm(keys[i].key)) return keys[i].key == MovementKey::reference ? 1 : 2;
    }
    return 0;
}

/// A movement as the pair has it.
Relation of_pair(int sign, std::uint32_t whose) {
    if (sign == 0 || whose == 3) return Relation::none;
    return (sign > 0) == (whose != 2) ? Relation::increased : Relation::decreased;
}

/// What the cue that governs the endpoint says of the pair.
struct SaidOfPair {
    Relation said = Relation::none;
    std::uint32_t owner = 0; ///< whose(): the arm that the cue is of
    int path = 0;            ///< RuledDirection::path
};

SaidOfPair said_of(const Statement& statement, const std::vector<PlacedKey>& keys) {
    const RuledDirection rule = ruled_direction(statement);
    SaidOfPair out{rule.relation, 0, rule.path};
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (rule.path > 0 && keys[i].token == rule.cue) out.owner = whose(keys, i);
    }
    if (rule.relation == Relation::increased) out.said = of_pair(1, out.owner);
    if (rule.relation == Relation::decreased) out.said = of_pair(-1, out.owner);
    return out;
}

class Collector {
public:
    Collector(const Statement& statement, const StatementNumbers& numbers)
        : m_statement(statement), m_numbers(numbers), m_endpoint(statement.endpoints[statement.which]),
          m_tokens(statement.prose.sentences[m_endpoint.sentence].tokens),
          m_traits(statement.traits.tokens[m_endpoint.sentence]), m_significance(significance_of(numbers.effect)),
          m_clause(clause_around(m_tokens, m_traits, m_endpoint.list_first, m_endpoint.list_end)),
          m_keys(movement_keys(statement, m_clause)), m_all_keys(movement_keys(statement, {0, m_tokens.size()})) {}

    Features run() {
        m_out = relation_features(m_statement);
        for (Feature& feature : m_out)
            feature.value *= word_value;
        runs(0, m_keys, 4);
        runs(10, m_all_keys, 3);
        pairs();
        readings();
        figures();
        effect();
        outcome();
        return std::move(m_out);
    }

private:
    void add(std::uint32_t which, std::uint32_t a, std::uint32_t b = 0, float value = 1) {
        m_out.push_back({mixed(900 + which, a, b), value});
    }

    std::uint32_t shown() const { return static_cast<std::uint32_t>(m_significance); }

    /// Every run of up to `longest` keys.
    void runs(std::uint32_t base, const std::vector<PlacedKey>& keys, std::size_t longest) {
        for (std::size_t i = 0; i < keys.size(); ++i) {
            std::uint32_t run = 3;
            for (std::size_t n = 0; n < longest && i + n < keys.size(); ++n) {
                run = mixed(run, number_of(keys[i + n].key));
                add(base + static_cast<std::uint32_t>(n), run, 0, run_value);
            }
        }
    }

    /// Keys in order with others between them.
    void pairs() {
        for (std::size_t i = 0; i < m_keys.size(); ++i) {
            for (std::size_t k = i + 2; k < std::min(m_keys.size(), i + 6); ++k)
                add(20, number_of(m_keys[i].key), number_of(m_keys[k].key), run_value);
        }
    }

    bool has(const std::vector<PlacedKey>& keys, MovementKey key) const {
        return std::any_of(keys.begin(), keys.end(), [&](const PlacedKey& k) { return k.key == key; });
    }

    /// What each movement word of the clause says of the pair.
    void readings() {
        const std::uint32_t open = (has(m_keys, MovementKey::negation) ? 1U : 0) + (has(m_keys, MovementKey::same) ? 2U : 0) +
                                   (has(m_keys, MovementKey::trend) ? 4U : 0) + (has(m_keys, MovementKey::significant) ? 8U : 0) +
                                   (has(m_keys, MovementKey::both) ? 16U : 0);
        std::size_t n = 0;
        for (std::size_t i = 0; i < m_keys.size() && n < 3; ++i) {
            if (sign_of(m_keys[i].key) == 0 && m_keys[i].key != MovementKey::better && m_keys[i].key != MovementKey::worse) continue;
            const std::uint32_t owner = whose(m_keys, i);
            const auto moved = static_cast<std::uint32_t>(of_pair(sign_of(m_keys[i].key), owner));
            const auto which = static_cast<std::uint32_t>(n);
            add(30 + which, moved * 8 + owner, shown(), reading_value);
            add(33 + which, moved, m_traits[m_keys[i].token].word);
            add(36 + which, moved * 64 + open, shown());
            ++n;
        }
        add(40, static_cast<std::uint32_t>(n), open * 8 + shown());
        ruled(open);
    }

    void ruled(std::uint32_t open) {
        const SaidOfPair rule = said_of(m_statement, m_keys);
        m_said = static_cast<std::uint32_t>(rule.said);
        add(41, m_said * 8 + rule.owner, shown(), reading_value);
        add(42, m_said, shown(), reading_value);
        add(43, m_said * 64 + open, static_cast<std::uint32_t>(rule.path));
    }

    /// The arms' figures against each other and against what the words say.
    void figures() {
        const auto& arms = m_numbers.likely_arms;
        if (arms.size() == 2) {
            const auto mine = leading_value(arms[0]);
            const auto other = leading_value(arms[1]);
            if (!mine || !other) return;
            const std::uint32_t more = *mine > *other ? 1 : *mine < *other ? 2 : 3;
            const std::uint32_t negative = *mine < 0 || *other < 0 ? 1 : 0;
            add(50, more * 2 + negative, shown(), reading_value);
            add(51, more * 8 + m_said, shown(), reading_value);
            add(52, more * 8 + m_said, negative * 2 + (names_movement() ? 1 : 0));
            add(53, close(*mine, *other) ? 1 : 0, shown());
        } else if (arms.size() == 1) {
            if (const auto mine = leading_value(arms[0])) add(54, *mine < 0 ? 1 : 0, m_said * 4 + shown());
        }
        add(55, static_cast<std::uint32_t>(arms.size()), shown() * 4 + m_said);
    }

    static bool close(double a, double b) {
        const double most = std::max(std::abs(a), std::abs(b));
        return most > 0 && std::abs(a - b) / most < 0.08;
    }

    /// Whether a noun of movement stands in the endpoint or right before its list: the figures may be of the movement.
    bool names_movement() const {
        for (std::size_t t = m_endpoint.list_first > 4 ? m_endpoint.list_first - 4 : 0; t < m_endpoint.end; ++t) {
            const Cue cue = m_traits[t].cue;
            const bool noun = m_tokens[t].lower.ends_with("tion") || m_tokens[t].lower.ends_with("ment") || m_tokens[t].lower.ends_with("ase") ||
                              m_tokens[t].lower.ends_with("ases") || m_tokens[t].lower.ends_with("ents") || m_tokens[t].lower.ends_with("tions");
            if (noun && (cue == Cue::down || cue == Cue::up || cue == Cue::better || cue == Cue::worse)) return true;
        }
        return false;
    }

    void effect() {
        const Effect& effect = m_numbers.effect;
        add(60, shown(), m_said, reading_value);
        if (!effect.value || !effect.measure || *effect.measure == Measure::arm_values) return;
        const double none = no_effect(*effect.measure);
        const std::uint32_t side = *effect.value > none ? 1 : *effect.value < none ? 2 : 3;
        const auto measure = static_cast<std::uint32_t>(*effect.measure);
        add(61, side * 16 + measure, shown());
        add(62, side * 16 + (none > 0 ? 1 : 0), m_said * 4 + shown(), reading_value);
    }

    /// Whether more or less of the endpoint is better, and what that makes of "different" and of a bare result.
    void outcome() {
        const auto better = better_of(Tokens(m_tokens).subspan(m_endpoint.first, m_endpoint.end - m_endpoint.first));
        const std::uint32_t polarity = !better ? 0 : *better == Better::more ? 1 : 2;
        const bool different = has(m_keys, MovementKey::differ) && !has(m_keys, MovementKey::negation);
        add(70, polarity, m_said * 2 + (different ? 1 : 0));
        add(71, polarity * 4 + shown(), m_said * 2 + (different ? 1 : 0));
        for (std::size_t t = m_endpoint.first; t < m_endpoint.end; ++t) {
            add(72, m_traits[t].word, m_said, 0.5F);
            if (different) add(73, m_traits[t].word, 0, 0.5F);
        }
    }

    const Statement& m_statement;
    const StatementNumbers& m_numbers;
    const EndpointMention& m_endpoint;
    const std::vector<Token>& m_tokens;
    const std::vector<TokenTraits>& m_traits;
    Significance m_significance;
    Clause m_clause;
    std::vector<PlacedKey> m_keys;
    std::vector<PlacedKey> m_all_keys;
    std::uint32_t m_said = 0; ///< SaidOfPair::said, as a number
    Features m_out;
};

} // namespace

Relation said_of_pair(const Statement& statement) {
    const EndpointMention& endpoint = statement.endpoints[statement.which];
    const Clause clause = clause_around(statement.prose.sentences[endpoint.sentence].tokens, statement.traits.tokens[endpoint.sentence],
                                        endpoint.list_first, endpoint.list_end);
    return said_of(statement, movement_keys(statement, clause)).said;
}

Features movement_features(const Statement& statement, const StatementNumbers& numbers) {
    return Collector(statement, numbers).run();
}

} // namespace ekb::importers::extraction
