// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/figures/figure_links.h"

#include "importers/extraction/figures/arm_orders.h"
#include "importers/extraction/figures/figure_rows.h"
#include "importers/extraction/figures/number_link.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace ekb::importers::extraction {

namespace {

// Apart from those of NumberLink::common().
constexpr std::uint32_t base = 300;
// What is read from the whole order at once is learned faster.
constexpr float pattern_value = 2;

/// One figure beside one arm: the pair as that arm has it.
class FigureReader {
public:
    FigureReader(const FigureQuestion& question, std::size_t which, PairArm arm)
        : m_question(question), m_statement(of(question.statement, arm)), m_which(which), m_slot(arm),
          m_endpoint(m_statement.endpoints[m_statement.which]), m_tokens(m_statement.prose.sentences[m_endpoint.sentence].tokens),
          m_figures(m_statement.prose.statistics[m_endpoint.sentence].figures), m_spans(spans()), m_link(m_statement, m_spans, which),
          m_figure(m_figures[question.figures[which]]) {}

    Features run() {
        m_link.common();
        m_row = row_around(m_tokens, m_spans, m_which);
        m_orders = arm_orders(m_statement, {m_spans[m_row.first].first, m_spans[m_row.end - 1].end});
        ruled();
        kinds();
        rows();
        names();
        return m_link.take();
    }

private:
    /// The statement with the arm as its subject.
    static Statement of(const Statement& statement, PairArm arm) {
        Statement turned = statement;
        if (arm == PairArm::subject || !statement.pair.reference) return turned;
        turned.pair.subject = *statement.pair.reference;
        turned.pair.reference = statement.pair.subject;
        std::swap(turned.pair.subject_place, turned.pair.reference_place);
        return turned;
    }

    std::vector<NumberSpan> spans() const {
        std::vector<NumberSpan> spans;
        for (const std::size_t i : m_question.figures)
            spans.push_back({m_figures[i].first, m_figures[i].end});
        return spans;
    }

    void add(std::uint32_t which, std::uint32_t a, std::uint32_t b = 0) { m_link.add(base + which, a, b); }

    std::uint32_t slot() const { return m_slot == PairArm::subject ? 0 : m_statement.pair.reference ? 1 : 2; }

    void ruled() {
        const auto& own = m_question.ruled[m_slot == PairArm::subject ? 0 : 1];
        const auto& other = m_question.ruled[m_slot == PairArm::subject ? 1 : 0];
        const std::size_t figure = m_question.figures[m_which];
        m_ruled = !own ? 0 : *own == figure ? 1 : 2;
        const std::uint32_t others = !other ? 0 : *other == figure ? 1 : 2;
        add(0, m_ruled, others);
        add(1, m_ruled, slot());
        add(2, m_ruled * 4 + others, kind_of(m_figure));
        add(3, m_ruled * 4 + others, m_link.after() * 25 + m_link.endpoints_behind_list() * 5 + m_link.others_between());
    }

    void kinds() {
        std::size_t alike = 0;
        for (const std::size_t i : m_question.figures)
            alike += kind_of(m_figures[i]) == kind_of(m_figure);
        const std::uint32_t kind = kind_of(m_figure);
        add(10, kind, m_figure.unit ? 1 : 0);
        add(11, kind, NumberLink::few(alike));
        add(12, kind, slot() * 8 + NumberLink::few(m_row.size()));
        add(13, kind, m_link.after() * 5 + m_link.others_between());
        for (std::size_t t = m_endpoint.first; t < m_endpoint.end; ++t) {
            if (m_tokens[t].word()) m_link.add(base + 14, m_statement.traits.tokens[m_endpoint.sentence][t].word, kind, 0.5F);
        }
    }

    std::uint32_t rank_in(const ArmOrder& order) const {
        const auto at = std::find(order.begin(), order.end(), m_statement.pair.subject);
        return at == order.end() ? 7 : NumberLink::few(static_cast<std::size_t>(at - order.begin()));
    }

    /// The figure's place in its row against the arm's place among the names.
    void rows() {
        const bool respectively = std::ranges::any_of(m_tokens, [](const Token& t) { return t.is("respectively"); });
        const std::uint32_t rank = NumberLink::few(m_which - m_row.first);
        const std::uint32_t size = NumberLink::few(m_row.size());
        const std::array<const ArmOrder*, 4> orders{&m_orders.all, &m_orders.before, &m_orders.behind, &m_orders.comparison};
        for (std::uint32_t i = 0; i < orders.size(); ++i) {
            const std::uint32_t own = rank_in(*orders[i]);
            const std::uint32_t named = NumberLink::few(orders[i]->size());
            add(100 + 10 * i, (size * 8 + rank) * 8 + own, named * 2 + (respectively ? 1 : 0));
            const std::uint32_t fits = (orders[i]->size() == m_row.size() ? 1U : 0U) + (rank == own ? 2U : 0U);
            add(101 + 10 * i, fits, slot());
            add(102 + 10 * i, fits * 4 + size, m_link.after() * 25 + m_link.endpoints_behind_list() * 5 + (respectively ? 1 : 0));
            add(103 + 10 * i, fits, m_ruled * 8 + named);
        }
        add(50, size * 8 + rank, slot() * 8 + NumberLink::few(m_orders.all.size()));
        add(51, size * 8 + rank, slot() * 64 + NumberLink::few(m_statement.trial.arms.size()) * 8 + m_link.endpoints_behind_list());
        row_order(rank, size);
        const bool first_row = m_row.first == 0 || m_spans[m_row.first - 1].end <= m_endpoint.first;
        add(52, first_row ? 1 : 0, m_link.after() * 64 + size * 8 + rank);
    }

    /// The row's place among the rows against the endpoint's among the endpoints.
    void row_order(std::uint32_t rank, std::uint32_t size) {
        std::size_t rows = 0;
        std::size_t own = 0;
        std::size_t between = 0;
        for (std::size_t i = 0; i < m_spans.size();) {
            const FigureRow row = row_around(m_tokens, m_spans, i);
            i = row.end;
            if (row.size() != m_row.size()) continue;
            if (row.first == m_row.first) own = rows;
            ++rows;
            const std::size_t at = m_spans[row.first].first;
            if (row.first != m_row.first && at >= std::min(m_endpoint.end, m_figure.first) && at < std::max(m_endpoint.first, m_figure.first)) ++between;
        }
        std::size_t endpoints = 0;
        std::size_t endpoint = 0;
        for (std::size_t i = 0; i < m_statement.endpoints.size(); ++i) {
            if (m_statement.endpoints[i].sentence != m_endpoint.sentence) continue;
            if (i == m_statement.which) endpoint = endpoints;
            ++endpoints;
        }
        const std::uint32_t fits = (rows == endpoints ? 1U : 0U) + (own == endpoint ? 2U : 0U);
        const std::uint32_t near = m_link.after() * 25 + NumberLink::few(between) * 5 + m_link.endpoints_behind_list();
        add(53, fits, near);
        add(54, near, size * 8 + rank);
        add(55, NumberLink::few(own) * 8 + NumberLink::few(endpoint), NumberLink::few(rows) * 8 + NumberLink::few(endpoints));
        pattern(near, size * 8 + rank);
        add(56, near * 64 + size * 8 + rank, slot());
        add(57, fits * 64 + size * 8 + rank, slot());
    }

    /// Whether the figure is the greater of its row of two, where the words say which arm's is: 1 as they say, 2 against it.
    std::uint32_t as_said() const {
        if (m_row.size() != 2 || (m_question.said != Relation::increased && m_question.said != Relation::decreased)) return 0;
        const auto value = [&](std::size_t i) {
            const Figure& figure = m_figures[m_question.figures[i]];
            return figure.percent.value_or(figure.value);
        };
        const double own = value(m_which);
        const double other = value(m_which == m_row.first ? m_row.end - 1 : m_row.first);
        if (own == other) return 3;
        const bool greater_subject = m_question.said == Relation::increased;
        return (own > other) == (greater_subject == (m_slot == PairArm::subject)) ? 1 : 2;
    }

    /// "by 25%", "a 25% reduction": how far it moved, not where it is.
    std::uint32_t moved() const {
        const auto& traits = m_statement.traits.tokens[m_endpoint.sentence];
        const auto moves = [&](std::size_t i) { return i < traits.size() && (traits[i].cue == Cue::up || traits[i].cue == Cue::down || traits[i].cue == Cue::better); };
        const bool by = m_figure.first > 0 && m_tokens[m_figure.first - 1].is("by");
        return (by ? 1U : 0U) + (moves(m_figure.end) ? 2U : 0U);
    }

    /// All of it at once: where the row stands, the figure's place in it, and the arm's among the names.
    void pattern(std::uint32_t near, std::uint32_t place) {
        const auto rank = [&](const ArmOrder& order) { return rank_in(order) * 8 + NumberLink::few(order.size()); };
        const std::uint32_t order = rank(m_orders.all);
        const std::uint32_t before = rank(m_orders.before);
        const std::uint32_t behind = rank(m_orders.behind);
        const std::uint32_t compared = rank(m_orders.comparison);
        strong(70, mixed(1, place, order), near);
        strong(80, mixed(9, place, compared), near);
        strong(81, mixed(10, place, compared), as_said());
        strong(71, mixed(2, place, before), near);
        strong(72, mixed(3, place, behind), near);
        strong(73, mixed(4, mixed(5, place, order), before), behind);
        const std::uint32_t said = as_said();
        strong(75, said, place);
        strong(76, mixed(7, place, order), near * 4 + said);
        strong(77, mixed(8, place, before), said);
        strong(78, moved(), place * 4 + slot());
        add(79, moved(), m_row.size() > 1 ? 1 : who_is_near());
        strong(74, mixed(6, place, slot()), near * 8 + NumberLink::few(m_orders.all.size()));
    }

    void strong(std::uint32_t which, std::uint32_t a, std::uint32_t b) { m_link.add(base + which, a, b, pattern_value); }

    /// The names right before and right behind the figure.
    void names() {
        const ArmPlace* before = nullptr;
        const ArmPlace* behind = nullptr;
        for (const ArmPlace& place : m_statement.trial.places[m_endpoint.sentence]) {
            if (place.end <= place.first) continue;
            if (place.end <= m_figure.first && (!before || place.end > before->end)) before = &place;
            if (place.first >= m_figure.end && (!behind || place.first < behind->first)) behind = &place;
        }
        const std::uint32_t left = before ? side(*before, before->end, m_figure.first) : 0;
        const std::uint32_t right = behind ? side(*behind, m_figure.end, behind->first) : 0;
        strong(60, left, right);
        add(61, left, slot());
        add(62, right, slot());
        strong(63, left * 512 + right, m_ruled);
        add(64, who(before) * 4 + who(behind), NumberLink::few(m_row.size()) * 8 + NumberLink::few(m_which - m_row.first));
        if (behind && m_figure.end < m_tokens.size())
            add(65, who(behind), m_statement.traits.tokens[m_endpoint.sentence][m_figure.end].word);
        if (before && m_figure.first > 0)
            add(66, who(before), m_statement.traits.tokens[m_endpoint.sentence][m_figure.first - 1].word);
    }

    /// Whether a name stands within a few tokens.
    std::uint32_t who_is_near() const {
        std::uint32_t near = 0;
        for (const ArmPlace& place : m_statement.trial.places[m_endpoint.sentence]) {
            const bool right = place.first >= m_figure.end && place.first - m_figure.end < 5;
            const bool left = place.end <= m_figure.first && m_figure.first - place.end < 3;
            if (right || left) near = std::max(near, who(&place) + 1);
        }
        return near;
    }

    /// 1 the arm's own, 2 the other of the pair, 3 a third, 0 none.
    std::uint32_t who(const ArmPlace* place) const {
        if (!place) return 0;
        return place->arm == m_statement.pair.subject ? 1 : m_statement.pair.reference == place->arm ? 2 : 3;
    }

    std::uint32_t side(const ArmPlace& place, std::size_t first, std::size_t end) const {
        std::size_t figures = 0;
        for (const NumberSpan& span : m_spans)
            figures += span.first >= first && span.end <= end;
        const bool cut = std::any_of(m_tokens.begin() + static_cast<std::ptrdiff_t>(first), m_tokens.begin() + static_cast<std::ptrdiff_t>(end), [](const Token& t) {
            return any_of(t, {"and", "versus", "vs", ";", "than", "compared", "whereas", "while", "but"});
        });
        const std::uint32_t far = end - first < 2 ? 0 : end - first < 4 ? 1 : end - first < 7 ? 2 : end - first < 12 ? 3 : 4;
        return ((who(&place) * 4 + std::min(NumberLink::few(figures), 3U)) * 2 + (cut ? 1 : 0)) * 8 + far;
    }

    const FigureQuestion& m_question;
    Statement m_statement;
    std::size_t m_which;
    PairArm m_slot;
    const EndpointMention& m_endpoint;
    const std::vector<Token>& m_tokens;
    const std::vector<Figure>& m_figures;
    std::vector<NumberSpan> m_spans;
    NumberLink m_link;
    const Figure& m_figure;
    FigureRow m_row;
    ArmOrders m_orders;
    std::uint32_t m_ruled = 0; ///< what the rule says of the figure: 0 nothing, 1 it is the arm's, 2 another is
};

} // namespace

Features figure_link_features(const FigureQuestion& question, std::size_t which, PairArm arm) {
    return FigureReader(question, which, arm).run();
}

} // namespace ekb::importers::extraction
