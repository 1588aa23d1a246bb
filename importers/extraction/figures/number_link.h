// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/results/relations.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

namespace ekb::importers::extraction {

/// The tokens of a number that is told: [first, end).
struct NumberSpan {
    std::size_t first = 0;
    std::size_t end = 0;
};

/// One number beside one statement's endpoint: what stands between them and around them.
class NumberLink {
public:
    /// `mentions` are those it is ranked among, of the endpoint's sentence, in text order.
    NumberLink(const Statement& statement, const std::vector<NumberSpan>& mentions, std::size_t which)
        : m_statement(statement),
          m_endpoint(m_statement.endpoints[m_statement.which]),
          m_tokens(m_statement.prose.sentences[m_endpoint.sentence].tokens),
          m_traits(m_statement.traits.tokens[m_endpoint.sentence]), m_mentions(mentions), m_which(which),
          m_mention(mentions[which]) {
        m_after = m_mention.first >= m_endpoint.end;
        m_gap = m_after ? NumberSpan{m_endpoint.end, m_mention.first}
                        : NumberSpan{m_mention.end, std::max(m_endpoint.first, m_mention.end)};
        m_list_gap = m_after ? NumberSpan{std::min(std::max(m_endpoint.end, m_endpoint.list_end), m_mention.first), m_mention.first} : m_gap;
        collect_endpoints();
    }

    Features take() { return std::move(m_out); }

    void common() {
        m_out.reserve(64);
        position();
        order();
        runs();
        brackets();
        arms();
        words();
    }

    void add(std::uint32_t which, std::uint32_t a, std::uint32_t b = 0, float value = 1) {
        m_out.push_back({mixed(1000 + which, a, b), value});
    }

    const std::vector<Token>& tokens() const { return m_tokens; }
    std::uint32_t after() const { return m_after ? 1 : 0; }
    std::uint32_t endpoints_behind_list() const { return few(m_endpoints_behind_list); }
    std::uint32_t others_between() const { return few(m_between); }
    /// How many, up to four.
    static std::uint32_t few(std::size_t n) { return static_cast<std::uint32_t>(std::min<std::size_t>(n, 4)); }

private:
    static std::uint32_t distance_bucket(std::size_t n) {
        return n < 2 ? static_cast<std::uint32_t>(n) : n < 4 ? 2 : n < 7 ? 3 : n < 12 ? 4 : n < 20 ? 5 : n < 35 ? 6 : 7;
    }

    void collect_endpoints() {
        for (std::size_t i = 0; i < m_statement.endpoints.size(); ++i) {
            const EndpointMention& other = m_statement.endpoints[i];
            if (other.sentence != m_endpoint.sentence) continue;
            if (i == m_statement.which) m_rank = m_endpoints.size();
            if (m_endpoints.empty() || m_endpoints.back().first != other.first)
                m_endpoints.push_back({other.first, other.end});
        }
        m_rank = std::min(m_rank, m_endpoints.size() - 1);
        const auto within = [](const NumberSpan& gap, std::size_t at) { return at >= gap.first && at < gap.end; };
        for (const NumberSpan& other : m_endpoints) {
            m_endpoints_between += within(m_gap, other.first) ? 1 : 0;
            m_endpoints_behind_list += within(m_list_gap, other.first) ? 1 : 0;
        }
        for (const NumberSpan& other : m_mentions)
            m_between += within(m_gap, other.first) && other.first != m_mention.first ? 1 : 0;
    }

    std::size_t count(const NumberSpan& span, std::initializer_list<std::string_view> words) const {
        std::size_t n = 0;
        for (std::size_t i = span.first; i < span.end; ++i)
            n += any_of(m_tokens[i], words) ? 1 : 0;
        return n;
    }

    void position() {
        const std::uint32_t a = after();
        const std::size_t cuts = count(m_gap, {"but", "whereas", "while", "although", "however"});
        const std::size_t semicolons = count(m_gap, {";"});
        const std::uint32_t ends = few(m_endpoints_between);
        const std::uint32_t list_ends = few(m_endpoints_behind_list);
        const std::uint32_t between = few(m_between);
        add(0, a);
        add(1, a, distance_bucket(m_gap.end - m_gap.first));
        add(2, a * 8 + ends, between);
        add(3, a * 8 + list_ends, between);
        add(4, a * 8 + few(cuts), between);
        add(5, a * 8 + few(semicolons), between);
        add(6, a * 8 + few(count(m_gap, {"and"})), few(count(m_gap, {","})));
        add(7, few(m_mentions.size()), few(m_endpoints.size()));
        add(8, a * 8 + between, (m_mentions.size() == 1 ? 1U : 0U) + (m_endpoints.size() == 1 ? 2U : 0U));
        add(9, a * 8 + ends, (cuts > 0 ? 1U : 0U) + (semicolons > 0 ? 2U : 0U) + (between > 0 ? 4U : 0U));
        add(10, a * 8 + list_ends, (cuts > 0 ? 1U : 0U) + (semicolons > 0 ? 2U : 0U) + (between > 0 ? 4U : 0U));
        // whether it is the nearest on its side, and whether any stands on the other side
        add(11, a * 8 + (between == 0 ? 1U : 0U), side_counts());
    }

    /// Whether mentions of its kind stand before and behind the endpoint.
    std::uint32_t side_counts() const {
        std::uint32_t sides = 0;
        for (const NumberSpan& other : m_mentions)
            sides |= other.first >= m_endpoint.end ? 1U : 2U;
        return sides;
    }

    /// The endpoint's place among the endpoints against the mention's among the mentions.
    void order() {
        const bool respectively = std::any_of(m_tokens.begin(), m_tokens.end(), [](const Token& t) { return t.is("respectively"); });
        const std::uint32_t equal = m_endpoints.size() == m_mentions.size() ? 1 : 0;
        const std::uint32_t same = m_rank == m_which ? 1 : 0;
        const std::uint32_t all_behind = m_mentions.front().first > m_endpoints.back().first ? 1 : 0;
        add(20, equal * 2 + same, (respectively ? 2U : 0U) + all_behind);
        add(21, m_endpoints.size() - 1 - m_rank == m_mentions.size() - 1 - m_which ? 1 : 0, (respectively ? 2U : 0U) + all_behind);
        // each endpoint followed by one of its own before the next
        add(22, equal * 2 + same, alternating() ? 1 : 0);
    }

    bool alternating() const {
        if (m_endpoints.size() != m_mentions.size()) return false;
        for (std::size_t i = 0; i < m_endpoints.size(); ++i) {
            if (m_mentions[i].first < m_endpoints[i].end) return false;
            if (i + 1 < m_endpoints.size() && m_mentions[i].first >= m_endpoints[i + 1].first) return false;
        }
        return true;
    }

    /// Mentions in a row with nothing but joints between them, against the endpoint's place in its list.
    void runs() {
        std::size_t first = m_which;
        std::size_t end = m_which + 1;
        while (first > 0 && joined(first - 1, first))
            --first;
        while (end < m_mentions.size() && joined(end - 1, end))
            ++end;
        std::size_t list_rank = 0;
        std::size_t list_size = 0;
        for (const NumberSpan& other : m_endpoints) {
            if (other.first < m_endpoint.list_first || other.first >= m_endpoint.list_end) continue;
            list_rank += other.first < m_endpoint.first ? 1 : 0;
            ++list_size;
        }
        list_size = std::max<std::size_t>(list_size, 1);
        const std::uint32_t size_equal = end - first == list_size ? 1 : 0;
        const std::uint32_t rank_equal = m_which - first == list_rank ? 1 : 0;
        add(30, few(end - first), few(list_size));
        add(31, few(end - first) * 4 + size_equal * 2 + rank_equal, after());
        add(32, few(end - first) * 8 + few(m_which - first), few(list_rank));
        add(33, few(m_endpoints_behind_list) * 16 + few(end - first) * 4 + size_equal * 2 + rank_equal, after());
    }

    bool joined(std::size_t a, std::size_t b) const {
        const NumberSpan gap{m_mentions[a].end, m_mentions[b].first};
        if (gap.end < gap.first || gap.end - gap.first > 3) return false;
        return count(gap, {",", "and", "or", ";", "/", "&", "vs", "versus", "respectively"}) == gap.end - gap.first;
    }

    void brackets() {
        const std::uint32_t depth_mention = few(m_traits.empty() ? 0 : m_traits[m_mention.first].depth);
        const std::uint32_t depth_endpoint = few(m_traits.empty() ? 0 : m_traits[m_endpoint.first].depth);
        add(40, depth_mention * 5 + depth_endpoint, after());
        // "endpoint (p = 0.03)": one bracket opens right behind the endpoint and holds the mention
        std::size_t i = m_gap.first;
        while (m_after && i < m_gap.end && i < m_gap.first + 4 && !any_of(m_tokens[i], {"(", "[", ")"}))
            ++i;
        const bool opens = m_after && i < m_gap.end && any_of(m_tokens[i], {"(", "["});
        const bool held = opens && count({i + 1, m_gap.end}, {")", "]"}) == 0;
        const std::uint32_t how = !opens ? 0 : held ? 1 + few(i - m_gap.first) : 6;
        add(41, how, few(m_between));
        add(42, few(count(m_gap, {"(", "["})) * 5 + few(count(m_gap, {")", "]"})), after());
    }

    /// Which arm of the pair stands nearest before the mention, behind whatever mention is before it; and behind it.
    void arms() {
        const std::size_t from = m_which > 0 ? m_mentions[m_which - 1].end : 0;
        const std::size_t to = m_which + 1 < m_mentions.size() ? m_mentions[m_which + 1].first : m_tokens.size();
        std::uint32_t before = 0;
        std::uint32_t behind = 0;
        std::uint32_t held = 0;
        for (const ArmPlace& place : m_statement.trial.places[m_endpoint.sentence]) {
            const bool subject = place.arm == m_statement.pair.subject;
            const bool reference = place.arm == m_statement.pair.reference;
            const std::uint32_t who = subject ? 1 : reference ? 2 : 3;
            if (place.first >= from && place.end <= m_mention.first) {
                before = who;
                held |= 1U << (who - 1);
            }
            if (behind == 0 && place.first >= m_mention.end && place.first < std::min(to, m_mention.end + 4)) behind = who;
        }
        const std::uint32_t several = m_statement.trial.arms.size() > 2 ? 1 : 0;
        const std::uint32_t within = m_statement.pair.reference ? 0 : 1;
        add(50, before * 2 + several, few(m_between));
        add(51, behind * 2 + several, few(m_between));
        add(52, held * 2 + several, few(m_between));
        add(53, before * 2 + within, after());
    }

    void words() {
        const auto word = [&](std::size_t i) { return m_traits.empty() || i >= m_traits.size() ? 0 : m_traits[i].word; };
        const std::size_t first = m_mention.first;
        const std::uint32_t one = first > 0 ? word(first - 1) : 1;
        const std::uint32_t two = first > 1 ? word(first - 2) : 1;
        add(60, one);
        add(61, two);
        add(63, word(m_mention.end));
        const NumberSpan before{first > 3 ? first - 3 : 0, first};
        const NumberSpan behind{m_mention.end, std::min(m_mention.end + 3, m_tokens.size())};
        const bool all = count(before, {"all", "both", "each"}) + count(behind, {"all", "both", "each"}) > 0;
        add(65, all ? 1 : 0, few(m_endpoints_between) * 5 + few(m_between));
        const std::uint32_t within = m_statement.pair.reference ? 0 : 1;
        add(66, within, static_cast<std::uint32_t>(count({from_here(), first}, {"baseline", "within", "from"}) > 0));
        add(67, within, static_cast<std::uint32_t>(count(behind, {"vs", "versus", "compared", "between"}) > 0));
    }

    std::size_t from_here() const { return m_mention.first > 8 ? m_mention.first - 8 : 0; }

    const Statement& m_statement;
    const EndpointMention& m_endpoint;
    const std::vector<Token>& m_tokens;
    const std::vector<TokenTraits>& m_traits;
    const std::vector<NumberSpan>& m_mentions;
    std::size_t m_which;
    NumberSpan m_mention;
    bool m_after = false;
    NumberSpan m_gap;      ///< the tokens between endpoint and mention
    NumberSpan m_list_gap; ///< those between the endpoint's list and the mention
    std::vector<NumberSpan> m_endpoints; ///< of the sentence
    std::size_t m_rank = 0;        ///< the endpoint's among them
    std::size_t m_endpoints_between = 0;
    std::size_t m_endpoints_behind_list = 0;
    std::size_t m_between = 0; ///< mentions of the kind in the gap
    Features m_out;
};

} // namespace ekb::importers::extraction
