// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/results/pair_choice.h"

#include "importers/extraction/results/movement_keys.h"
#include "importers/extraction/results/statement_pairs.h"
#include "importers/extraction/tagging/feature_collector.h"

#include <algorithm>
#include <utility>

namespace ekb::importers::extraction {

namespace {

// Of more arms than these, pairs that the sentence does not name are not looked at.
constexpr std::size_t most_arms = 5;

bool same_arms(const ArmPair& a, const ArmPair& b) {
    return a == b || (a.reference && b.reference && a.subject == *b.reference && *a.reference == b.subject);
}

std::optional<ArmPlace> place_of(const TrialArms& trial, const Mention& endpoint, std::size_t arm) {
    std::optional<ArmPlace> nearest;
    std::size_t least = SIZE_MAX;
    for (const ArmPlace& place : trial.places[endpoint.sentence]) {
        if (place.arm != arm) continue;
        const std::size_t gap = place.first >= endpoint.end   ? place.first - endpoint.end
                                : endpoint.first >= place.end ? endpoint.first - place.end
                                                              : 0;
        if (gap >= least) continue;
        least = gap;
        nearest = place;
    }
    return nearest;
}

class PairFinder {
public:
    PairFinder(const Prose& prose, const TrialArms& trial, const Mention& endpoint)
        : m_prose(prose), m_trial(trial), m_endpoint(endpoint) {}

    PairChoice run() {
        for (ArmPair pair : statement_pairs(m_prose, m_trial, m_endpoint)) {
            put_straight(pair, m_trial);
            add(pair);
        }
        m_choice.ruled = m_choice.pairs.size();
        const std::size_t arms = m_trial.arms.size();
        for (std::size_t a = 0; a < arms; ++a) {
            for (std::size_t b = a + 1; b < arms; ++b)
                add_two(a, b);
        }
        for (std::size_t a = 0; a < arms; ++a)
            add_alone(a);
        return std::move(m_choice);
    }

private:
    void add(const ArmPair& pair) {
        const auto known = [&](const ArmPair& other) { return same_arms(pair, other); };
        if (std::none_of(m_choice.pairs.begin(), m_choice.pairs.end(), known)) m_choice.pairs.push_back(pair);
    }

    void add_two(std::size_t a, std::size_t b) {
        ArmPair pair{a, b, place_of(m_trial, m_endpoint, a), place_of(m_trial, m_endpoint, b), false};
        if (m_trial.arms.size() > most_arms && !pair.subject_place && !pair.reference_place) return;
        put_straight(pair, m_trial);
        add(pair);
    }

    void add_alone(std::size_t a) {
        const ArmPair pair{a, std::nullopt, place_of(m_trial, m_endpoint, a), std::nullopt, true};
        if (m_trial.arms.size() > most_arms && !pair.subject_place) return;
        add(pair);
    }

    const Prose& m_prose;
    const TrialArms& m_trial;
    const Mention& m_endpoint;
    PairChoice m_choice;
};

class PairReader {
public:
    PairReader(const Statement& statement, const PairChoice& choice, std::size_t which)
        : m_statement(statement), m_pair(statement.pair), m_endpoint(statement.endpoints[statement.which]),
          m_sentence(statement.prose.sentences[m_endpoint.sentence]),
          m_clause(clause_around(m_sentence.tokens, statement.traits.tokens[m_endpoint.sentence], m_endpoint.list_first,
                                 m_endpoint.list_end)),
          m_ruled(which >= choice.ruled ? 0 : which == 0 ? 1 : 2), m_ruled_pairs(at_most(choice.ruled, 4)),
          m_arms(at_most(statement.trial.arms.size(), 5)), m_subject(named(m_pair.subject)),
          m_reference(m_pair.reference ? named(*m_pair.reference) : 4), m_out(7000, 90) {}

    Features run() {
        shape();
        arms();
        others();
        words();
        neighbours();
        return m_out.take();
    }

private:
    /// 0 not in the sentence; 1 before the endpoint in its clause; 2 behind it; 3 in another clause.
    std::uint32_t named(std::size_t arm) const {
        std::uint32_t state = 0;
        for (const ArmPlace& place : m_statement.trial.places[m_endpoint.sentence]) {
            if (place.arm != arm) continue;
            if (m_clause.holds(place.first)) return place.first < m_endpoint.first ? 1 : 2;
            state = 3;
        }
        return state;
    }

    std::uint32_t role(std::size_t arm) const { return static_cast<std::uint32_t>(m_statement.trial.arms[arm].role); }

    void shape() {
        m_out.add(0, m_ruled, m_ruled_pairs * 8 + m_arms);
        m_out.add(1, m_subject * 8 + m_reference, m_ruled);
        m_out.add(2, m_subject * 8 + m_reference, m_arms);
        m_out.add(3, role(m_pair.subject) * 4 + (m_pair.reference ? role(*m_pair.reference) : 2), m_ruled);
        m_out.add(4, role(m_pair.subject) * 4 + (m_pair.reference ? role(*m_pair.reference) : 2),
                  m_subject * 8 + m_reference);
        m_out.add(5, m_pair.reference ? 1 : 0, static_cast<std::uint32_t>(m_sentence.section));
        m_out.add(6, is_first() ? 1 : 0, m_arms * 32 + (m_subject > 0 ? 1U : 0U) + (m_reference > 0 ? 2U : 0U));
        m_out.add(7, is_first() ? 1 : 0, m_ruled);
    }

    /// Whether it is of the first arm that is tried against the first comparator.
    bool is_first() const {
        const auto& arms = m_statement.trial.arms;
        const auto first = [&](ArmRole wanted) {
            const auto found = std::find_if(arms.begin(), arms.end(), [&](const Arm& arm) { return arm.role == wanted; });
            return static_cast<std::size_t>(found - arms.begin());
        };
        return m_pair.subject == first(ArmRole::experimental) && m_pair.reference == first(ArmRole::comparator);
    }

    std::uint32_t sure(std::size_t arm) const {
        const auto& all = m_statement.trial.probability;
        return arm < all.size() ? static_cast<std::uint32_t>(all[arm] * 6) : 6;
    }

    /// How many arms are likelier ones.
    std::uint32_t rank(std::size_t arm) const {
        const auto& all = m_statement.trial.probability;
        if (arm >= all.size()) return 0;
        return at_most(static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [&](double p) { return p > all[arm]; })), 4);
    }

    std::size_t mentions(std::size_t arm) const {
        std::size_t n = 0;
        for (const auto& places : m_statement.trial.places)
            n += static_cast<std::size_t>(
                std::count_if(places.begin(), places.end(), [&](const ArmPlace& p) { return p.arm == arm; }));
        return n;
    }

    void arm(std::uint32_t base, std::size_t which, std::uint32_t state) {
        m_out.add(base, sure(which), m_ruled);
        m_out.add(base + 1, rank(which), m_arms);
        m_out.add(base + 2, rank(which), state * 4 + m_ruled);
        m_out.add(base + 3, at_most(mentions(which), 5), m_ruled);
        m_out.add(base + 4, at_most(mentions(which), 5), m_arms);
        m_out.add(base + 5, sure(which), rank(which));
    }

    void arms() {
        arm(10, m_pair.subject, m_subject);
        if (!m_pair.reference) return;
        arm(20, *m_pair.reference, m_reference);
        m_out.add(30, rank(m_pair.subject) * 8 + rank(*m_pair.reference), m_arms);
        m_out.add(31, std::min(sure(m_pair.subject), sure(*m_pair.reference)), m_ruled);
    }

    void others() {
        std::vector<std::size_t> clause;
        std::vector<std::size_t> sentence;
        for (const ArmPlace& place : m_statement.trial.places[m_endpoint.sentence]) {
            if (place.arm == m_pair.subject || place.arm == m_pair.reference) continue;
            auto& seen = m_clause.holds(place.first) ? clause : sentence;
            if (std::find(seen.begin(), seen.end(), place.arm) == seen.end()) seen.push_back(place.arm);
        }
        m_others = at_most(clause.size(), 3);
        m_out.add(40, m_others, m_subject * 8 + m_reference);
        m_out.add(41, m_others * 4 + at_most(sentence.size(), 3), m_ruled);
        m_out.add(42, m_others, m_arms * 4 + m_ruled);
    }

    void words() {
        const std::vector<PlacedKey> keys = movement_keys(m_statement, m_clause);
        std::uint32_t seen = 0;
        for (std::size_t i = 0; i < keys.size(); ++i) {
            const MovementKey key = keys[i].key;
            seen |= key == MovementKey::than       ? 1U
                    : key == MovementKey::between  ? 2U
                    : key == MovementKey::both     ? 4U
                    : key == MovementKey::baseline ? 8U
                    : key == MovementKey::same     ? 16U
                                                   : 0U;
            std::uint32_t run = 5;
            for (std::size_t n = 0; n < 3 && i + n < keys.size(); ++n) {
                run = mixed(run, static_cast<std::uint32_t>(keys[i + n].key) + 1);
                m_out.add(50 + static_cast<std::uint32_t>(n), run, m_pair.reference ? 1 : 0);
            }
        }
        const std::uint32_t named = (m_subject > 0 ? 1U : 0U) + (m_reference > 0 && m_reference < 4 ? 2U : 0U) +
                                    (m_pair.reference ? 4U : 0U);
        m_out.add(60, seen, named);
        m_out.add(61, seen, named * 8 + m_others);
        const std::uint32_t all = all_groups(m_sentence.tokens) ? 1 : 0;
        m_out.add(62, all, named * 32 + seen);
        m_out.add(63, all, named * 8 + m_arms);
        for (const Token& token : m_sentence.tokens) {
            const bool telling = token.is("versus") || token.is("vs") || token.is("compared") || token.is("from") ||
                                 token.is("within") || token.is("groups") || token.is("group") || token.is("arms") ||
                                 token.is("respectively") || token.is("both") || token.is("all") || token.is("each") ||
                                 token.is("either") || token.is("only") || token.is("relative") || token.is("other");
            if (telling) m_out.add(64, feature_hash(token.lower), named);
        }
    }

    /// What the sentence before names: a statement that names no arm is often of the same.
    void neighbours() {
        const std::size_t s = m_endpoint.sentence;
        if (s == 0) return;
        std::uint32_t before = 0;
        for (const ArmPlace& place : m_statement.trial.places[s - 1])
            before |= place.arm == m_pair.subject ? 1U : place.arm == m_pair.reference ? 2U : 4U;
        m_out.add(70, before, m_subject * 8 + m_reference);
    }

    const Statement& m_statement;
    const ArmPair& m_pair;
    const EndpointMention& m_endpoint;
    const Sentence& m_sentence;
    Clause m_clause;
    std::uint32_t m_ruled; ///< 0 not suggested by the wording; 1 the first that is; 2 another
    std::uint32_t m_ruled_pairs;
    std::uint32_t m_arms;
    std::uint32_t m_subject;
    std::uint32_t m_reference; ///< 4: there is none
    std::uint32_t m_others = 0;
    FeatureCollector m_out;
};

} // namespace

PairChoice possible_pairs(const Prose& prose, const TrialArms& trial, const Mention& endpoint) {
    return PairFinder(prose, trial, endpoint).run();
}

Features pair_features(const Statement& statement, const PairChoice& choice, std::size_t which) {
    return PairReader(statement, choice, which).run();
}

} // namespace ekb::importers::extraction
