// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/figures/arm_figures.h"

#include "importers/extraction/figures/arm_orders.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace ekb::importers::extraction {

namespace {

bool time_unit(const Token& token) {
    return any_of(token, {"week", "weeks", "month", "months", "year", "years", "day", "days", "hour", "hours", "h",
                          "min", "minutes", "yr", "yrs", "wk", "d"});
}

/// A figure that says when: "at 5 weeks", "day 7".
bool is_time(const std::vector<Token>& tokens, const Figure& figure) {
    const bool unit = (figure.end > 0 && time_unit(tokens[figure.end - 1])) ||
                      (figure.end < tokens.size() && time_unit(tokens[figure.end])) ||
                      (figure.end + 1 < tokens.size() && tokens[figure.end].is("-") && time_unit(tokens[figure.end + 1]));
    if (figure.first == 0) return unit;
    const Token& before = tokens[figure.first - 1];
    if (any_of(before, {"week", "month", "day", "year", "visit", "weeks", "months", "days", "hour", "phase",
                        "grade", "grades", "stage", "type", "group", "protocol"}))
        return true;
    return unit && any_of(before, {"at", "after", "by", "within", "over", "for", "first", "during", "the", "every",
                                   "last", "to", "until", "through", "a", "of"});
}

/// "n = 5", "-5" of "IL-5", "two groups".
bool no_result(const std::vector<Token>& tokens, const Figure& figure) {
    const bool n = figure.first > 1 && tokens[figure.first - 1].is("=") && tokens[figure.first - 2].is("n");
    const bool glued = figure.first > 0 && tokens[figure.first - 1].is("-") && !tokens[figure.first].spaced;
    const bool bare_word = figure.in_words && !figure.rich() && figure.value <= 3 && figure.end < tokens.size() &&
                           any_of(tokens[figure.end], {"groups", "group", "arms", "treatments", "study", "of"});
    return n || glued || bare_word;
}

/// Reads which figure is whose.
class FigureMatcher {
public:
    FigureMatcher(const Statement& statement, const std::vector<std::size_t>& possible, std::size_t next, bool alone)
        : m_statement(statement), m_endpoint(statement.endpoints[statement.which]),
          m_tokens(statement.prose.sentences[m_endpoint.sentence].tokens) {
        segment(next, alone);
        choose_figures(possible);
        choose_places();
    }

    FiguresOfPair run() {
        if (m_figures.empty()) return {};
        std::vector<const Figure*> found(2, nullptr);
        if (!listed(found)) beside(found);
        if (!found[0] && !found[1]) behind(found);
        return {place(found[0]), place(found[1])};
    }

private:
    void segment(std::size_t next, bool alone) {
        m_first = alone ? 0 : m_endpoint.first;
        m_end = next;
        const auto cuts = [&](std::size_t i) {
            return any_of(m_tokens[i], {";", "whereas", "while", "although", "but"});
        };
        if (!alone) return;
        for (std::size_t i = 0; i < m_endpoint.first; ++i) {
            if (cuts(i)) m_first = i + 1;
        }
    }

    void choose_figures(const std::vector<std::size_t>& possible) {
        const auto& all = m_statement.prose.statistics[m_endpoint.sentence].figures;
        for (const std::size_t i : possible) {
            if (all[i].first >= m_first && all[i].end <= m_end && !is_time(m_tokens, all[i])) m_figures.push_back(&all[i]);
        }
    }

    /// The arms that the sentence names, each where it stands nearest behind the endpoint's beginning, else before it.
    void choose_places() {
        for (const ArmPlace& place : m_statement.trial.places[m_endpoint.sentence])
            m_places.push_back(place);
    }

    /// As many figures in a row as arms in a row, told "respectively" or "vs".
    bool listed(std::vector<const Figure*>& found) const {
        const auto row = longest_row();
        if (row.size() < 2) return false;
        std::vector<std::size_t> order;
        for (const ArmPlace& place : m_places) {
            if (std::find(order.begin(), order.end(), place.arm) == order.end()) order.push_back(place.arm);
        }
        if (order.empty() && row.size() == 2 && m_statement.pair.reference)
            order = {m_statement.pair.subject, *m_statement.pair.reference};
        if (order.size() == 1 && row.size() == 2 && m_statement.pair.reference)
            order = {m_statement.pair.subject, *m_statement.pair.reference};
        if (order.size() != row.size()) return false;
        for (std::size_t i = 0; i < order.size(); ++i) {
            if (order[i] == m_statement.pair.subject) found[0] = row[i];
            if (m_statement.pair.reference && order[i] == *m_statement.pair.reference) found[1] = row[i];
        }
        return found[0] || found[1];
    }

    /// Figures with nothing but "vs", "and", "," between them.
    std::vector<const Figure*> longest_row() const {
        std::vector<const Figure*> best;
        std::vector<const Figure*> row;
        for (const Figure* figure : m_figures) {
            const bool joined = !row.empty() && only_joints(row.back()->end, figure->first);
            if (!joined) row.clear();
            row.push_back(figure);
            if (row.size() > best.size()) best = row;
        }
        return best;
    }

    bool only_joints(std::size_t first, std::size_t end) const {
        if (end < first || end - first > 5) return false;
        return std::all_of(m_tokens.begin() + static_cast<std::ptrdiff_t>(first),
                           m_tokens.begin() + static_cast<std::ptrdiff_t>(end), [](const Token& t) {
                               return any_of(t, {"vs", "versus", "v", ".", "and", ",", "compared", "with", "to", "or",
                                                 "than", "/", "patients", "days", "months", "points"});
                           });
    }

    /// The figure beside an arm's name: "5 in the A group", "A (5)", "A: 5", "A had 5".
    std::optional<std::size_t> gap_between(const Figure& figure, const ArmPlace& place) const {
        std::size_t first = figure.end;
        std::size_t end = place.first;
        const bool before = figure.end <= place.first;
        if (!before) {
            if (place.end > figure.first) return std::nullopt;
            first = place.end;
            end = figure.first;
        }
        if (end - first > 14) return std::nullopt;
        for (const Figure* other : m_figures) {
            if (other != &figure && other->first >= first && other->end <= end) return std::nullopt;
        }
        for (const ArmPlace& other : m_places) {
            if (other.first >= first && other.end <= end && !(other.first == place.first)) return std::nullopt;
        }
        std::size_t gap = end - first;
        for (std::size_t i = first; i < end; ++i) {
            if (any_of(m_tokens[i], {"and", "versus", "vs", ";", "than", "compared", "whereas", "while", "but"}))
                gap += 12;
            if (before && any_of(m_tokens[i], {"in", "of", "for", "with", "on", "receiving", "given", "among", "(",
                                               "who", "the", "group", "patients", "treated"}))
                continue;
            if (!before && any_of(m_tokens[i], {"(", ":", "group", "was", "had", "arm", "=", ",", "were", "patients"}))
                continue;
            gap += 2;
        }
        return gap;
    }

    const Figure* nearest(std::size_t arm) const {
        const Figure* best = nullptr;
        std::size_t least = 20;
        for (const ArmPlace& place : m_places) {
            if (place.arm != arm) continue;
            for (const Figure* figure : m_figures) {
                const auto gap = gap_between(*figure, place);
                if (!gap || *gap >= least) continue;
                least = *gap;
                best = figure;
            }
        }
        return best;
    }

    void beside(std::vector<const Figure*>& found) const {
        found[0] = nearest(m_statement.pair.subject);
        if (m_statement.pair.reference) found[1] = nearest(*m_statement.pair.reference);
        if (found[0] && found[0] == found[1]) found[1] = nullptr;
    }

    /// One rich figure behind an endpoint that no arm's name stands beside is the subject's.
    void behind(std::vector<const Figure*>& found) const {
        if (m_figures.size() != 1 || !m_statement.pair.subject_place) return;
        found[0] = m_figures[0];
    }

    std::optional<std::size_t> place(const Figure* figure) const {
        const auto& all = m_statement.prose.statistics[m_endpoint.sentence].figures;
        return figure ? std::optional(static_cast<std::size_t>(figure - all.data())) : std::nullopt;
    }

    const Statement& m_statement;
    const EndpointMention& m_endpoint;
    const std::vector<Token>& m_tokens;
    std::size_t m_first = 0;
    std::size_t m_end = 0;
    std::vector<const Figure*> m_figures;
    std::vector<ArmPlace> m_places;
};

/// Whether the sentence sets the pair's subject against its reference: "compared with [the reference]".
bool compares(const Statement& statement) {
    const std::size_t sentence = statement.endpoints[statement.which].sentence;
    return std::ranges::any_of(statement.trial.places[sentence], [&](const ArmPlace& place) {
        return place.arm == statement.pair.reference && is_compared_with(place, statement.traits.tokens[sentence]);
    });
}

} // namespace

std::vector<std::size_t> possible_figures(const Statement& statement) {
    const EndpointMention& endpoint = statement.endpoints[statement.which];
    const auto& tokens = statement.prose.sentences[endpoint.sentence].tokens;
    const auto& places = statement.trial.places[endpoint.sentence];
    const auto& figures = statement.prose.statistics[endpoint.sentence].figures;
    std::vector<std::size_t> possible;
    for (std::size_t i = 0; i < figures.size(); ++i) {
        const Figure& figure = figures[i];
        const bool in_arm = std::ranges::any_of(places, [&](const ArmPlace& p) { return p.first <= figure.first && figure.first < p.end; });
        const bool in_endpoint = figure.first < endpoint.end && endpoint.first < figure.end;
        if (!in_arm && !in_endpoint && !no_result(tokens, figure)) possible.push_back(i);
    }
    if (!compares(statement)) return possible;
    // "reduced by 25% compared with placebo" is the difference of the two, no arm's own.
    const auto change = [&](std::size_t i) { return figures[i].first > 0 && tokens[figures[i].first - 1].is("by"); };
    if (std::ranges::count_if(possible, change) == 1) std::erase_if(possible, change);
    return possible;
}

FiguresOfPair ruled_figures(const Statement& statement, const std::vector<std::size_t>& possible, std::size_t next, bool alone) {
    return FigureMatcher(statement, possible, next, alone).run();
}

std::vector<ArmFigures> arm_figures_of(const Statement& statement, const FiguresOfPair& figures) {
    const std::size_t sentence = statement.endpoints[statement.which].sentence;
    const auto& tokens = statement.prose.sentences[sentence].tokens;
    std::vector<ArmFigures> out;
    const auto add = [&](std::size_t arm, std::optional<std::size_t> which) {
        if (!which) return;
        const Figure& figure = statement.prose.statistics[sentence].figures[*which];
        const ByteSpan span = span_of(Tokens(tokens).subspan(figure.first, figure.end - figure.first));
        out.push_back(arm_figures(statement.trial.arms[arm].name, figure,
                                  std::string(statement.prose.text.substr(span.begin, span.size()))));
    };
    add(statement.pair.subject, figures[0]);
    if (statement.pair.reference) add(*statement.pair.reference, figures[1]);
    return out;
}

ArmFigures arm_figures(std::string name, const Figure& figure, std::string text) {
    ArmFigures out;
    out.name = std::move(name);
    out.text = std::move(text);
    out.events = figure.events;
    out.total = figure.total;
    if (figure.spread) {
        out.mean = figure.value;
        (figure.spread_is_se ? out.se : out.sd) = figure.spread;
    } else if (figure.low && !figure.percent) {
        out.median = figure.value;
        out.q1 = figure.low;
        out.q3 = figure.high;
    }
    return out;
}

} // namespace ekb::importers::extraction
