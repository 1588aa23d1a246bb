// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/numbers/statistics.h"

#include "importers/extraction/numbers/numbers.h"
#include "importers/extraction/words/lexicon.h"

#include <algorithm>
#include <array>

namespace ekb::importers::extraction {

namespace {

const Lexicon& measures() {
    static const Lexicon lexicon(resource("measures.tsv"));
    return lexicon;
}

const Lexicon& figure_units() {
    static const Lexicon lexicon(resource("figure_units.tsv"));
    return lexicon;
}

/// Whether a measure's short name is written as one: "OR", not "or"; "aRR", not "ARR".
bool written_as_name(Tokens tokens, std::size_t at, const Lexicon::Match& found, std::string_view wanted) {
    if (wanted == "small" && tokens[at].capitals) return false;
    if (wanted != "capitals" || found.length != 1) return true;
    if (!tokens[at].capitals) return tokens[at].is("d") || tokens[at].is("g");
    return at + 1 < tokens.size();
}

bool estimate_filler(const Token& token) {
    return any_of(token, {"(",    ")",       "[",    "]",      ",",        ":",          "=",          ";",
                          "of",   "was",     "were", "is",     "ci",       "%",          "confidence", "interval",
                          "hr",   "rr",      "or",   "md",     "smd",      "rd",         "irr",        "se",
                          "sd",   "between", "the",  "groups", "group",    "treatments", "two",        "arms",
                          "in",   "ahr",     "aor",  "arr",    "adjusted", "estimated",  "for",        "difference",
                          "mean", "ratio",   "$",    "£",      "€",        "-"});
}

} // namespace

namespace {

/// Past words that say whose an estimate is and the mark behind them, where its value follows: "hazard ratio in the aspirin
/// group, 0.99", "OR for relapse: 0.6"; `at` where there are none.
std::size_t past_whose(Tokens tokens, std::size_t at) {
    constexpr std::size_t most_words = 7;
    if (!any_of(tokens[at], {"in", "for", "with", "of", "favoring", "favouring", "vs", "versus"})) return at;
    std::size_t i = at + 1;
    while (i < tokens.size() && i <= at + most_words && tokens[i].word() && !tokens[i].number())
        ++i;
    if (i == at + 1 || i + 1 >= tokens.size() || !any_of(tokens[i], {",", ":", "="})) return at;
    return tokens[i + 1].spaced && signed_number(tokens, i + 1) ? i + 1 : at;
}

} // namespace

std::size_t unit_end(Tokens tokens, std::size_t at) {
    const auto found = figure_units().match(tokens, at);
    if (!found) return at;
    std::size_t end = at + found.length;
    while (end + 1 < tokens.size() && (tokens[end].is("/") || tokens[end].is("·")) && !tokens[end].spaced &&
           tokens[end + 1].word() && !tokens[end + 1].spaced)
        end += 2;
    return end;
}

std::string unit_text(Tokens tokens, std::size_t first, std::size_t end) {
    std::string text;
    for (std::size_t i = first; i < end; ++i) {
        if (i > first && tokens[i].spaced) text += ' ';
        text += tokens[i].lower;
    }
    return text;
}

std::optional<Estimate> estimate_at(Tokens tokens, std::size_t at) {
    const auto found = at < tokens.size() ? measures().match(tokens, at) : Lexicon::Match{};
    if (!found || !written_as_name(tokens, at, found, found.value(1))) return std::nullopt;
    const auto measure = from_name<Measure>(found.value());
    if (!measure) return std::nullopt;
    bool interval_named = false;
    std::size_t i = at + found.length;
    for (std::size_t skip = 0; i < tokens.size() && skip < 12; ++skip, ++i) {
        const std::size_t behind = past_percent(tokens, i + 1);
        const bool level = tokens[i].number() && behind > i + 1 && behind < tokens.size() &&
                           any_of(tokens[behind], {"ci", "confidence", "cis"});
        if (level) {
            interval_named = true;
            if (interval_at(tokens, i)) return std::nullopt;
            i = behind;
            continue;
        }
        if (const std::size_t value = past_whose(tokens, i); value > i) {
            i = value - 1;
            continue;
        }
        auto number = signed_number(tokens, i);
        if (number) {
            // "differences between 2 groups"
            if (number->end < tokens.size() && any_of(tokens[number->end], {"group", "groups", "arm", "arms", "treatments", "study", "studies"}))
                return std::nullopt;
            // "(MD) −14": behind a bracket too a dash that is glued to its number only is a minus
            const bool minus = i > at && tokens[i - 1].is("-") && tokens[i - 1].spaced && !tokens[i].spaced;
            if (minus && number->value > 0 && number->first == i) number->value = -number->value;
            Estimate estimate{at, i, number->end, *measure, number->value, std::nullopt, std::nullopt};
            const std::size_t unit = unit_end(tokens, estimate.end);
            if (unit > estimate.end) estimate.unit = unit_text(tokens, estimate.end, unit);
            estimate.end = unit;
            estimate.interval = interval_after(tokens, unit, interval_named);
            if (estimate.interval) estimate.end = std::max(estimate.end, estimate.interval->end);
            return estimate;
        }
        if (!estimate_filler(tokens[i])) return std::nullopt;
    }
    return std::nullopt;
}

namespace {

/// Reads what follows a figure's first number and grows it.
class FigureReader {
public:
    FigureReader(Tokens tokens, const NumberMention& number) : m_tokens(tokens) {
        m_figure.first = number.first;
        m_figure.end = number.end;
        m_figure.value = number.value;
        m_figure.in_words = number.in_words;
    }

    Figure run() {
        fraction();
        unit();
        spread();
        unit();
        people();
        brackets();
        unit();
        if (m_figure.events && !m_figure.total) fraction();
        return m_figure;
    }

private:
    bool at(std::size_t i, std::string_view text) const { return i < m_tokens.size() && m_tokens[i].is(text); }

    /// "15/40", "5 of the nine", "two out of eight".
    void fraction() {
        std::size_t i = m_figure.end;
        if (at(i, "/")) {
            ++i;
        } else if (at(i, "of") || (at(i, "out") && at(i + 1, "of"))) {
            i += at(i, "of") ? 1 : 2;
            if (at(i, "the")) ++i;
        } else {
            return;
        }
        const auto total = number_at(m_tokens, i);
        if (!total || total->value < m_figure.value || m_figure.value < 0) return;
        m_figure.events = m_figure.value;
        m_figure.total = total->value;
        m_figure.end = total->end;
    }

    void unit() {
        if (m_figure.percent || m_figure.unit) return;
        const std::size_t end = unit_end(m_tokens, m_figure.end);
        if (end == m_figure.end) return;
        m_figure.unit = unit_text(m_tokens, m_figure.end, end);
        if (*m_figure.unit == "%" || m_figure.unit->starts_with("percent") || *m_figure.unit == "per cent") {
            m_figure.percent = m_figure.value;
            m_figure.unit = "%";
        }
        m_figure.end = end;
    }

    void spread() {
        if (!at(m_figure.end, "+-") || m_figure.end + 1 >= m_tokens.size() || !m_tokens[m_figure.end + 1].number())
            return;
        m_figure.spread = m_tokens[m_figure.end + 1].value;
        m_figure.end += 2;
    }

    /// "eight patients (1.3%)": the words between a count and its percent.
    void people() {
        if (m_figure.end + 2 >= m_tokens.size() || !m_tokens[m_figure.end].word()) return;
        if (any_of(m_tokens[m_figure.end],
                   {"patients", "subjects", "participants", "women", "men", "children", "infants", "events", "cases",
                    "people", "patient", "subject", "participant", "eyes", "deaths"}) &&
            at(m_figure.end + 1, "("))
            ++m_figure.end;
    }

    void brackets() {
        if (!at(m_figure.end, "(") && !at(m_figure.end, "[")) return;
        std::size_t close = m_figure.end + 1;
        while (close < m_tokens.size() && close < m_figure.end + 16 && !m_tokens[close].is(")") &&
               !m_tokens[close].is("]"))
            ++close;
        if (close >= m_tokens.size() || (!m_tokens[close].is(")") && !m_tokens[close].is("]"))) return;
        if (inside(m_figure.end + 1, close)) m_figure.end = close + 1;
    }

    bool inside(std::size_t i, std::size_t close) {
        bool spread_named = false;
        for (; i < close && !m_tokens[i].number() && !(m_tokens[i].is("-")); ++i) {
            if (!any_of(m_tokens[i], {"sd", "se", "sem", "iqr", "range", "interquartile", "q1", "q3", ",", ":", "=",
                                      "n", "ci", "+-", "95", "%", "of"}))
                return false;
            if (m_tokens[i].is("n")) return false;
            if (any_of(m_tokens[i], {"se", "sem"})) m_figure.spread_is_se = true;
            spread_named = true;
        }
        if (const auto interval = interval_at(m_tokens, i)) return interval->end == close && !m_figure.percent;
        const auto number = number_at(m_tokens, i);
        if (!number) return false;
        if (number->end < close && m_tokens[number->end].is("/")) return bracketed_fraction(*number);
        if (number->end < close && m_tokens[number->end].is("%")) return bracketed_percent(*number, close);
        if (const auto range = range_at(m_tokens, i); range && range->end >= close - 1) {
            m_figure.low = range->low;
            m_figure.high = range->high;
            return true;
        }
        if (number->end != close) return false;
        if (m_figure.percent && whole(number->value) && !spread_named) {
            m_figure.events = number->value;
            return true;
        }
        m_figure.spread = number->value;
        return true;
    }

    bool bracketed_fraction(const NumberMention& events) {
        const auto total = number_at(m_tokens, events.end + 1);
        if (!total || total->value < events.value) return false;
        m_figure.events = events.value;
        m_figure.total = total->value;
        return true;
    }

    bool bracketed_percent(const NumberMention& percent, std::size_t close) {
        if (percent.end + 1 < close && !range_at(m_tokens, percent.first)) return false;
        m_figure.percent = percent.value;
        if (!m_figure.events && whole(m_figure.value) && m_figure.value >= 0) m_figure.events = m_figure.value;
        return true;
    }

    Tokens m_tokens;
    Figure m_figure;
};

} // namespace

std::optional<Figure> figure_at(Tokens tokens, std::size_t at) {
    const auto number = number_at(tokens, at);
    if (!number) return std::nullopt;
    return FigureReader(tokens, *number).run();
}

Statistics find_statistics(Tokens tokens) {
    Statistics found;
    for (std::size_t i = 0; i < tokens.size();) {
        if (auto p = p_values_at(tokens, i); !p.empty()) {
            i = p.back().end;
            found.p_values.insert(found.p_values.end(), p.begin(), p.end());
        } else if (auto interval = interval_at(tokens, i)) {
            i = interval->end;
            found.intervals.push_back(*interval);
        } else if (auto estimate = estimate_at(tokens, i)) {
            i = estimate->end;
            if (estimate->interval) found.intervals.push_back(*estimate->interval);
            found.estimates.push_back(std::move(*estimate));
        } else if (auto figure = figure_at(tokens, i)) {
            i = figure->end;
            found.figures.push_back(std::move(*figure));
        } else {
            ++i;
        }
    }
    return found;
}

} // namespace ekb::importers::extraction
