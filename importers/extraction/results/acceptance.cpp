// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/results/acceptance.h"

#include "importers/extraction/results/direction_rules.h"
#include "importers/extraction/results/movement_keys.h"
#include "importers/extraction/tagging/feature_collector.h"

#include <algorithm>
#include <cmath>

namespace ekb::importers::extraction {

namespace {

// From this on a phrase is taken for an endpoint by those around it.
constexpr double likely_endpoint = 0.3;

std::uint32_t bucket(std::size_t n) {
    return n < 4 ? static_cast<std::uint32_t>(n) : n < 6 ? 4 : n < 10 ? 5 : n < 20 ? 6 : 7;
}

/// The log odds of a probability, in whole steps: 0..12.
std::uint32_t odds(double p) {
    const double x = std::log(std::clamp(p, 1e-4, 1 - 1e-4) / (1 - std::clamp(p, 1e-4, 1 - 1e-4)));
    return static_cast<std::uint32_t>(std::clamp(std::lround(x) + 7L, 0L, 12L));
}

std::uint32_t tenth(double share) {
    return static_cast<std::uint32_t>(std::lround(share * 5));
}

class Acceptance {
public:
    explicit Acceptance(const Statement& statement)
        : m_statement(statement), m_endpoint(statement.endpoints[statement.which]),
          m_sentence(statement.prose.sentences[m_endpoint.sentence]),
          m_traits(statement.traits.tokens[m_endpoint.sentence]),
          m_counts(statement.traits.counts[m_endpoint.sentence]),
          m_statistics(statement.prose.statistics[m_endpoint.sentence]),
          m_section(static_cast<std::uint32_t>(m_sentence.section)), m_odds(odds(m_endpoint.probability)),
          m_out(5000, 200) {}

    Features run() {
        phrase();
        words();
        neighbours();
        list();
        sentence();
        frame();
        document();
        pair();
        rule();
        return m_out.take();
    }

private:
    const TokenTraits& trait(std::size_t t) const {
        static const TokenTraits edge;
        return t < m_traits.size() ? m_traits[t] : edge;
    }

    /// The noun that the phrase is about: the last word before a preposition, or of all.
    std::size_t head() const {
        std::size_t last = m_endpoint.first;
        for (std::size_t t = m_endpoint.first; t < m_endpoint.end; ++t) {
            if (m_traits[t].word_class == pico::WordClass::preposition && t > m_endpoint.first) break;
            if (m_sentence.tokens[t].is("(")) break;
            if (m_sentence.tokens[t].word()) last = t;
        }
        return last;
    }

    void phrase() {
        m_out.add(0, m_odds, m_section);
        m_out.add(1, odds(m_endpoint.peak), m_odds);
        m_out.add(2, bucket(m_endpoint.end - m_endpoint.first), m_odds);
        m_out.add(3, odds(m_endpoint.peak));
        const TokenTraits& noun = m_traits[head()];
        m_out.add(4, noun.word);
        m_out.add(5, noun.suffix);
        for (std::uint32_t g = 0; g < pico::WordFacts::granularities; ++g)
            m_out.add(6 + g, noun.facts.clusters[g]);
        for (std::uint32_t f = 0; f < 3; ++f)
            m_out.add(10 + f, noun.facts.fields[f], noun.outcome);
        m_out.add(13, noun.shape, static_cast<std::uint32_t>(noun.word_class));
        m_out.add(14, noun.outcome * 16U + noun.intervention * 4U + noun.participant);
    }

    void words() {
        std::uint32_t cues = 0;
        double outcome = 0;
        double intervention = 0;
        for (std::size_t t = m_endpoint.first; t < m_endpoint.end; ++t) {
            const TokenTraits& token = m_traits[t];
            m_out.add(20, token.word);
            m_out.add(21, token.facts.clusters[0]);
            m_out.add(22, token.facts.clusters[1]);
            cues |= 1U << static_cast<std::uint32_t>(token.cue);
            outcome += token.outcome;
            intervention += token.intervention;
        }
        const auto n = static_cast<double>(m_endpoint.end - m_endpoint.first);
        m_out.add(23, cues);
        m_out.add(24, tenth(outcome / n / 3), m_odds);
        m_out.add(25, tenth(intervention / n / 3), m_odds);
        m_out.add(26, m_traits[m_endpoint.first].word);
        m_out.add(27, m_traits[m_endpoint.first].facts.clusters[0], bucket(m_endpoint.end - m_endpoint.first));
        const auto& places = m_statement.trial.places[m_endpoint.sentence];
        const bool armed = std::any_of(places.begin(), places.end(), [&](const ArmPlace& p) {
            return p.first < m_endpoint.end && m_endpoint.first < p.end;
        });
        m_out.add(28, armed ? 1 : 0, m_odds);
    }

    void neighbours() {
        const TokenTraits& before = trait(m_endpoint.first - 1);
        const TokenTraits& after = trait(m_endpoint.end);
        m_out.add(30, before.word);
        m_out.add(31, after.word);
        m_out.add(32, before.word, after.word);
        m_out.add(33, before.word, trait(m_endpoint.first - 2).word);
        m_out.add(34, after.word, trait(m_endpoint.end + 1).word);
        m_out.add(35, static_cast<std::uint32_t>(before.word_class), static_cast<std::uint32_t>(after.word_class));
        m_out.add(36, before.facts.clusters[0], static_cast<std::uint32_t>(before.cue));
        m_out.add(37, after.facts.clusters[0], static_cast<std::uint32_t>(after.cue));
        m_out.add(38, m_traits[m_endpoint.first].depth, m_odds);
    }

    void list() {
        std::size_t items = 0;
        std::size_t place = 0;
        double most = 0;
        for (const EndpointMention& other : m_statement.endpoints) {
            if (other.sentence != m_endpoint.sentence || other.list_first != m_endpoint.list_first) continue;
            if (other.first < m_endpoint.first) ++place;
            if (other.first != m_endpoint.first) most = std::max(most, other.probability);
            ++items;
        }
        m_out.add(40, bucket(items), odds(most));
        m_out.add(41, bucket(place), bucket(items));
        m_out.add(42, m_odds, odds(most));
        m_out.add(43, trait(m_endpoint.list_first - 1).word);
        m_out.add(44, trait(m_endpoint.list_end).word);
        m_out.add(45, trait(m_endpoint.list_first - 1).word, trait(m_endpoint.list_end).word);
    }

    void sentence() {
        std::size_t better = 0;
        std::size_t likely = 0;
        double most = 0;
        for (const EndpointMention& other : m_statement.endpoints) {
            if (other.sentence != m_endpoint.sentence) continue;
            better += other.probability > m_endpoint.probability;
            likely += other.probability >= likely_endpoint;
            most = std::max(most, other.probability);
        }
        const TaggerView view{m_sentence, m_statistics, m_traits, m_counts, {}};
        const std::uint32_t signature = sentence_signature(view);
        m_out.add(50, bucket(better), m_odds);
        m_out.add(51, odds(most), m_odds);
        m_out.add(52, bucket(likely), bucket(better));
        m_out.add(53, signature, m_section);
        m_out.add(54, signature, m_odds);
        m_out.add(55, bucket(m_statistics.p_values.size()), bucket(m_statistics.figures.size()));
        m_out.add(56, bucket(m_statistics.figures.size()), m_odds);
        m_out.add(57, m_statistics.intervals.empty() ? 0 : 1, m_statistics.estimates.empty() ? 0 : 1);
        m_out.add(58, bucket(arms_named()), m_odds);
        m_out.add(59, m_traits.size() > 1 ? m_traits[0].word : 0, m_traits.size() > 1 ? m_traits[1].word : 0);
        std::uint32_t cues = 0;
        for (std::size_t t = 0; t < m_traits.size(); ++t) {
            cues |= 1U << static_cast<std::uint32_t>(m_traits[t].cue);
            if (m_traits[t].auxiliary || m_traits[t].cue != Cue::none)
                m_out.add(60, m_traits[t].word, t < m_endpoint.first ? 0 : 1);
        }
        m_out.add(61, cues);
        m_out.add(62, bucket(m_endpoint.first), m_odds);
    }

    std::size_t arms_named() const {
        std::vector<std::size_t> seen;
        for (const ArmPlace& place : m_statement.trial.places[m_endpoint.sentence]) {
            if (std::find(seen.begin(), seen.end(), place.arm) == seen.end()) seen.push_back(place.arm);
        }
        return seen.size();
    }

    void frame() {
        const Clause clause = clause_around(m_sentence.tokens, m_traits, m_endpoint.list_first, m_endpoint.list_end);
        const std::vector<PlacedKey> keys = movement_keys(m_statement, clause);
        const auto key = [&](std::size_t i) { return static_cast<std::uint32_t>(keys[i].key) + 1; };
        const auto here = std::find_if(keys.begin(), keys.end(), [](const PlacedKey& k) { return k.key == MovementKey::endpoint; });
        const auto endpoint = static_cast<std::size_t>(here - keys.begin());
        std::uint32_t left = 1;
        for (std::size_t n = 0; n < 4 && endpoint > n; ++n) {
            left = mixed(70, left, key(endpoint - n - 1));
            m_out.add(70 + static_cast<std::uint32_t>(n), left);
        }
        std::uint32_t right = 2;
        for (std::size_t n = 0; n < 4 && endpoint + n + 1 < keys.size(); ++n) {
            right = mixed(74, right, key(endpoint + n + 1));
            m_out.add(74 + static_cast<std::uint32_t>(n), right);
            if (n == 1) m_out.add(79, left, right);
        }
        for (std::size_t i = 0; i < keys.size(); ++i) {
            const std::uint32_t side = i < endpoint ? 0 : 1;
            m_out.add(80, key(i), side);
            if (i + 1 < keys.size()) m_out.add(81, key(i), key(i + 1) * 2 + side);
            if (i + 2 < keys.size()) m_out.add(82, key(i) * 64 + key(i + 1), key(i + 2) * 2 + side);
        }
    }

    /// How much of the phrase another one says, and the other way round: 0..1.
    double shared(const EndpointMention& other) const {
        const std::vector<TokenTraits>& traits = m_statement.traits.tokens[other.sentence];
        std::size_t both = 0;
        for (std::size_t t = m_endpoint.first; t < m_endpoint.end; ++t) {
            both += std::any_of(traits.begin() + static_cast<std::ptrdiff_t>(other.first),
                                traits.begin() + static_cast<std::ptrdiff_t>(other.end),
                                [&](const TokenTraits& o) { return o.word == m_traits[t].word; });
        }
        return 2.0 * static_cast<double>(both) /
               static_cast<double>(m_endpoint.end - m_endpoint.first + other.end - other.first);
    }

    void document() {
        double title = 0;
        double methods = 0;
        double measured = 0;
        for (std::size_t t = m_endpoint.first; t < m_endpoint.end; ++t) {
            title += m_counts[t].title > 0;
            methods += m_counts[t].methods > 0;
            measured += m_counts[t].measured;
        }
        const auto n = static_cast<double>(m_endpoint.end - m_endpoint.first);
        m_out.add(90, tenth(title / n), m_section);
        m_out.add(91, tenth(methods / n), m_odds);
        m_out.add(92, tenth(measured / n), m_odds);
        double earlier = 0;
        double later = 0;
        for (const EndpointMention& other : m_statement.endpoints) {
            if (other.sentence == m_endpoint.sentence || other.probability < likely_endpoint) continue;
            double& side = other.sentence < m_endpoint.sentence ? earlier : later;
            side = std::max(side, shared(other));
        }
        m_out.add(93, tenth(earlier), m_section);
        m_out.add(94, tenth(later), m_section);
        m_out.add(95, tenth(earlier) * 8 + tenth(later), m_odds);
    }

    void pair() {
        const ArmPair& pair = m_statement.pair;
        const std::uint32_t named = (pair.subject_place ? 1U : 0U) + (pair.reference_place ? 2U : 0U) +
                                    (pair.reference ? 4U : 0U) + (pair.within ? 8U : 0U);
        const auto arms = static_cast<std::uint32_t>(std::min<std::size_t>(m_statement.trial.arms.size(), 5));
        m_out.add(100, named, arms);
        m_out.add(101, named, m_odds);
        m_out.add(102, named, m_section);
        m_out.add(103, arms, static_cast<std::uint32_t>(arms_named()) * 16 + named);
        m_out.add(104, static_cast<std::uint32_t>(m_statement.trial.arms[pair.subject].role),
                  pair.reference ? 1 + static_cast<std::uint32_t>(m_statement.trial.arms[*pair.reference].role) : 0);
    }

    void rule() {
        const RuledDirection ruled = ruled_direction(m_statement);
        const auto relation = static_cast<std::uint32_t>(ruled.relation);
        const auto path = static_cast<std::uint32_t>(ruled.path);
        m_out.add(110, relation, path);
        m_out.add(111, relation * 8 + path, m_odds);
        m_out.add(112, relation, m_section * 2 + (ruled.significant ? 1 : 0));
        if (ruled.path > 0) m_out.add(113, m_traits[ruled.cue].word, path);
    }

    const Statement& m_statement;
    const EndpointMention& m_endpoint;
    const Sentence& m_sentence;
    const std::vector<TokenTraits>& m_traits;
    const std::vector<WordCount>& m_counts;
    const Statistics& m_statistics;
    std::uint32_t m_section;
    std::uint32_t m_odds;
    FeatureCollector m_out;
};

} // namespace

Features acceptance_features(const Statement& statement) {
    return Acceptance(statement).run();
}

} // namespace ekb::importers::extraction
