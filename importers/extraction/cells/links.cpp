// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/cells/links.h"

#include "importers/extraction/arms/arm_groups.h"

#include <algorithm>
#include <set>

namespace ekb::importers::extraction::cells {

namespace {

bool versus(const Token& token) {
    static const std::set<std::string_view> words{"vs", "versus", "v", "compared", "than", "against"};
    return words.contains(token.lower);
}

bool same_name(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return !a.empty() && a == b;
}

} // namespace

SentenceParts::SentenceParts(const SentenceView& view, std::vector<TaggedSpan> spans)
    : m_view(view), m_spans(std::move(spans)) {
    for (std::size_t s = 0; s < m_spans.size(); ++s) {
        if (m_spans[s].kind == figure_part) m_figures.push_back(s);
    }
    name(intervention_part, m_interventions);
    name(outcome_part, m_outcomes);
}

Tokens SentenceParts::tokens_of(std::size_t span) const {
    return Tokens(m_view.sentence.tokens).subspan(m_spans[span].first, m_spans[span].end - m_spans[span].first);
}

void SentenceParts::name(CellPart part, std::vector<Mentioned>& all) const {
    std::vector<std::vector<std::string>> names;
    for (std::size_t s = 0; s < m_spans.size(); ++s) {
        if (m_spans[s].kind != part) continue;
        const std::vector<std::string> words = folded_words(tokens_of(s));
        const auto known =
            std::find_if(names.begin(), names.end(), [&](const auto& other) { return same_name(other, words); });
        if (known != names.end()) {
            all[static_cast<std::size_t>(known - names.begin())].mentions.push_back(s);
            continue;
        }
        names.push_back(words);
        all.push_back({{s}});
    }
}

std::pair<std::size_t, std::size_t> SentenceParts::row_of(std::size_t figure) const {
    const auto joined = [&](std::size_t i) { // figure i and the next
        return m_figures[i] + 1 == m_figures[i + 1] && m_spans[m_figures[i + 1]].first - m_spans[m_figures[i]].end <= 6;
    };
    std::size_t first = figure;
    std::size_t end = figure + 1;
    while (first > 0 && joined(first - 1))
        --first;
    while (end < m_figures.size() && joined(end - 1))
        ++end;
    return {first, end};
}

bool SentenceParts::versus_next(std::size_t figure) const {
    if (figure + 1 >= m_figures.size() || m_figures[figure] + 1 != m_figures[figure + 1]) return false;
    const std::size_t first = m_spans[m_figures[figure]].end;
    const std::size_t end = m_spans[m_figures[figure + 1]].first;
    const auto begin = m_view.sentence.tokens.begin();
    return end - first <= 8 &&
           std::any_of(begin + static_cast<std::ptrdiff_t>(first), begin + static_cast<std::ptrdiff_t>(end), versus);
}

namespace {

std::uint32_t few(std::size_t n) {
    return static_cast<std::uint32_t>(std::min<std::size_t>(n, 4));
}

std::uint32_t bucket(std::size_t n) {
    return n < 6 ? static_cast<std::uint32_t>(n) : n < 9 ? 6 : n < 14 ? 7 : n < 22 ? 8 : 9;
}

/// What the words between two spans are: separators, comparisons, brackets.
std::uint32_t breaks_between(const std::vector<Token>& tokens, std::size_t first, std::size_t end) {
    std::uint32_t seen = 0;
    for (std::size_t i = first; i < end; ++i) {
        const Token& t = tokens[i];
        if (t.is(";")) seen |= 1U;
        if (t.is("whereas") || t.is("while") || t.is("but") || t.is("although")) seen |= 2U;
        if (versus(t)) seen |= 4U;
        if (t.is("and")) seen |= 8U;
        if (t.is(",")) seen |= 16U;
        if (t.is("(") || t.is("[")) seen |= 32U;
        if (t.is(")") || t.is("]")) seen |= 64U;
    }
    return seen;
}

/// Makes the features of one figure and one named thing.
class LinkFeatures {
public:
    LinkFeatures(const SentenceParts& parts, CellPart part, std::size_t figure, std::size_t named)
        : m_parts(parts), m_part(part), m_figure(figure), m_named(named),
          m_span(parts.spans()[parts.figures()[figure]]), m_base(part == intervention_part ? 4000 : 4200) {}

    Features run() {
        place_in_row();
        sides();
        orders();
        return std::move(m_features);
    }

private:
    void add(std::uint32_t which, std::uint32_t a, std::uint32_t b = 0) {
        m_features.push_back({mixed(m_base + which, a, b), 1});
    }
    const std::vector<Mentioned>& all() const { return m_parts.named(m_part); }
    const TaggedSpan& span(std::size_t s) const { return m_parts.spans()[s]; }
    const std::vector<Token>& tokens() const { return m_parts.view().sentence.tokens; }

    void place_in_row() {
        const auto [first, end] = m_parts.row_of(m_figure);
        m_row_first = first;
        m_row_end = end;
        m_row = few(end - first) * 8U + few(m_figure - first);
        m_versus = m_parts.versus_next(m_figure) || (m_figure > 0 && m_parts.versus_next(m_figure - 1));
        m_respectively =
            std::any_of(tokens().begin(), tokens().end(), [](const Token& t) { return t.is("respectively"); });
    }

    /// The mention of the named thing nearest the figure on one side.
    std::optional<std::size_t> nearest(bool before) const {
        std::optional<std::size_t> best;
        for (const std::size_t s : all()[m_named].mentions) {
            if (before && span(s).end <= m_span.first) best = s;
            if (!before && span(s).first >= m_span.end && !best) best = s;
        }
        return best;
    }

    void sides() {
        const auto before = nearest(true);
        const auto after = nearest(false);
        add(0, before ? 1 : 0, after ? 1 : 0);
        if (before) side(20, *before, span(*before).end, m_span.first);
        if (after) side(60, *after, m_span.end, span(*after).first);
        const auto gap_before = before ? bucket(m_span.first - span(*before).end) : 15;
        const auto gap_after = after ? bucket(span(*after).first - m_span.end) : 15;
        add(1, gap_before, gap_after);
        add(2, before ? between(*before).figures : 9, after ? between(*after).figures : 9);
    }

    struct Between {
        std::uint32_t figures = 0;
        std::uint32_t same = 0; ///< other things of the same part
        std::uint32_t other = 0;
    };
    Between between(std::size_t s) const {
        Between out;
        const std::size_t f = m_parts.figures()[m_figure];
        for (std::size_t i = std::min(s, f) + 1; i < std::max(s, f); ++i) {
            if (span(i).kind == figure_part)
                ++out.figures;
            else if (span(i).kind == m_part)
                ++out.same;
            else
                ++out.other;
        }
        return {few(out.figures), few(out.same), few(out.other)};
    }

    void side(std::uint32_t base, std::size_t s, std::size_t first, std::size_t end) {
        const Between found = between(s);
        const std::uint32_t crossed = found.figures * 32U + found.same * 8U + std::min(found.other, 2U);
        const std::uint32_t breaks = breaks_between(tokens(), first, end);
        const auto& traits = m_parts.view().traits;
        add(base, crossed);
        add(base + 1, crossed, m_row);
        add(base + 2, bucket(end - first), found.figures * 8U + found.same);
        add(base + 3, breaks, found.figures * 8U + found.same);
        add(base + 4, breaks);
        const std::uint32_t left = first < end ? traits[first].word : 0;
        const std::uint32_t right = first < end ? traits[end - 1].word : 0;
        add(base + 5, left, found.figures * 8U + found.same);
        add(base + 6, right, found.figures * 8U + found.same);
        add(base + 7, left, right);
        add(base + 8, traits[m_span.first].depth * 4U + traits[span(s).first].depth, found.figures * 8U + found.same);
        if (end - first <= 8) {
            for (std::size_t i = first; i < end; ++i)
                add(base + 9, traits[i].word, found.figures);
        }
        add(base + 10, crossed, m_versus ? 1 : 0);
        add(base + 11, crossed, m_respectively ? 1 : 0);
        add(base + 12, few(all().size()), crossed);
        add(base + 13, m_row, found.same * 8U + found.other);
    }

    /// The different things on one side of the figure's row, nearest the row, in text order.
    std::vector<std::size_t> beside_row(bool before) const {
        const TaggedSpan& first = span(m_parts.figures()[m_row_first]);
        const TaggedSpan& last = span(m_parts.figures()[m_row_end - 1]);
        std::vector<std::pair<std::size_t, std::size_t>> found; // mention, named
        for (std::size_t n = 0; n < all().size(); ++n) {
            std::optional<std::size_t> mention;
            for (const std::size_t s : all()[n].mentions) {
                if (before && span(s).end <= first.first) mention = s;
                if (!before && span(s).first >= last.end && !mention) mention = s;
            }
            if (mention) found.emplace_back(*mention, n);
        }
        std::sort(found.begin(), found.end());
        const std::size_t wanted = m_row_end - m_row_first;
        if (before && found.size() > wanted)
            found.erase(found.begin(), found.end() - static_cast<std::ptrdiff_t>(wanted));
        if (!before && found.size() > wanted) found.resize(wanted);
        std::vector<std::size_t> out;
        for (const auto& [mention, n] : found)
            out.push_back(n);
        return out;
    }

    std::uint32_t order_in(const std::vector<std::size_t>& row) const {
        const auto at = std::find(row.begin(), row.end(), m_named);
        return at == row.end() ? 7 : few(static_cast<std::size_t>(at - row.begin()));
    }

    void orders() {
        const std::vector<std::size_t> before = beside_row(true);
        const std::vector<std::size_t> after = beside_row(false);
        const std::uint32_t in_row = few(m_figure - m_row_first);
        const std::uint32_t joint = (m_versus ? 1U : 0U) + (m_respectively ? 2U : 0U);
        const std::uint32_t at_before = order_in(before);
        const std::uint32_t at_after = order_in(after);
        add(100, m_row, few(before.size()) * 8U + at_before);
        add(101, m_row, few(after.size()) * 8U + at_after);
        add(102, (at_before == in_row ? 1U : 0U) + (at_after == in_row ? 2U : 0U),
            joint * 8U + few(m_row_end - m_row_first));
        add(103, m_row, (few(before.size()) * 8U + few(after.size())) * 64U + at_before * 8U + at_after);
        const std::size_t count = all().size();
        add(104, m_figure % count == m_named ? 1 : 0, few(count) * 8U + few(m_parts.figures().size()));
        add(105, few(count), few(m_named));
        add(106, m_figure % count == m_named ? 1 : 0, joint * 8U + few(count));
        add(107, few(m_parts.figures().size()) * 8U + few(m_figure), few(count) * 8U + few(m_named));
        const std::size_t per = std::max<std::size_t>(1, m_parts.figures().size() / count);
        add(108, m_figure / per == m_named ? 1 : 0, few(count) * 8U + few(per));
    }

    const SentenceParts& m_parts;
    CellPart m_part;
    std::size_t m_figure;
    std::size_t m_named;
    const TaggedSpan& m_span;
    std::uint32_t m_base;
    std::size_t m_row_first = 0;
    std::size_t m_row_end = 0;
    std::uint32_t m_row = 0;
    bool m_versus = false;
    bool m_respectively = false;
    Features m_features;
};

/// Below this no link is made.
constexpr double least_likely = 0.2;

} // namespace

Features link_features(const SentenceParts& parts, CellPart part, std::size_t figure, std::size_t named) {
    return LinkFeatures(parts, part, figure, named).run();
}

namespace {

/// Two figures told against each other that want the same intervention: gives the pair of different ones that is
/// likeliest together.
void part_pair(const std::vector<std::vector<double>>& chances, std::size_t figure,
               std::vector<std::optional<Link>>& links) {
    if (!links[figure] || !links[figure + 1] || links[figure]->named != links[figure + 1]->named) return;
    double best = 0;
    for (std::size_t a = 0; a < chances[figure].size(); ++a) {
        for (std::size_t b = 0; b < chances[figure].size(); ++b) {
            const double both = chances[figure][a] * chances[figure + 1][b];
            if (a == b || both <= best) continue;
            best = both;
            links[figure] = Link{a, chances[figure][a]};
            links[figure + 1] = Link{b, chances[figure + 1][b]};
        }
    }
    if (best == 0) {
        const bool first = links[figure]->probability >= links[figure + 1]->probability;
        links[first ? figure + 1 : figure].reset();
    }
}

} // namespace

std::vector<std::optional<Link>> link_figures(const SentenceParts& parts, CellPart part, const LinearModel& model) {
    std::vector<std::vector<double>> chances;
    std::vector<std::optional<Link>> links(parts.figures().size());
    for (std::size_t f = 0; f < links.size(); ++f) {
        chances.emplace_back();
        for (std::size_t n = 0; n < parts.named(part).size(); ++n) {
            const double p = model.probabilities(link_features(parts, part, f, n))[1];
            chances.back().push_back(p);
            if (p >= least_likely && (!links[f] || p > links[f]->probability)) links[f] = Link{n, p};
        }
    }
    if (part == intervention_part) {
        for (std::size_t f = 0; f + 1 < links.size(); ++f) {
            if (parts.versus_next(f)) part_pair(chances, f, links);
        }
    }
    return links;
}

} // namespace ekb::importers::extraction::cells
