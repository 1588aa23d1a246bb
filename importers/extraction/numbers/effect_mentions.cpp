// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/numbers/effect_mentions.h"

#include "importers/extraction/numbers/effect_bounds.h"
#include "importers/extraction/numbers/numbers.h"

#include <algorithm>
#include <utility>

namespace ekb::importers::extraction {

namespace {

/// A ratio has no sign: a dash before its bound was a separator.
Interval unsigned_where_ratio(Interval interval, std::optional<Measure> measure) {
    if (!measure || !is_ratio(*measure) || interval.low >= 0) return interval;
    interval.low = -interval.low;
    if (interval.low > interval.high) std::swap(interval.low, interval.high);
    return interval;
}

/// Reads one sentence's effects from left to right.
class EffectScan {
public:
    explicit EffectScan(Tokens tokens) : m_tokens(tokens) {}

    std::vector<EffectMention> run() {
        for (std::size_t i = 0; i < m_tokens.size();)
            i = step(i);
        return std::move(m_found);
    }

private:
    bool at(std::size_t i, std::string_view text) const { return i < m_tokens.size() && m_tokens[i].is(text); }

    std::size_t step(std::size_t i) {
        track(i);
        if (const auto p = p_values_at(m_tokens, i); !p.empty()) return p.back().end;
        if (auto estimate = estimate_at(m_tokens, i)) return take_named(std::move(*estimate));
        if (const auto interval = interval_at(m_tokens, i)) return take_lone(*interval);
        if (!m_tokens[i].number() && !m_tokens[i].is("-") && !m_tokens[i].is("+")) return i + 1;
        const auto number = signed_number(m_tokens, i);
        return number ? take_number(*number) : i + 1;
    }

    void track(std::size_t i) {
        const Token& token = m_tokens[i];
        if (any_of(token, {"(", "["})) ++m_depth;
        if (any_of(token, {")", "]"}) && m_depth > 0) --m_depth;
        if (any_of(token, {"ci", "cis", "interval", "intervals"})) m_interval_named = true;
    }

    std::size_t take_named(Estimate estimate) {
        EffectMention mention{estimate.first, estimate.end, EffectForm::named, estimate.value, std::move(estimate.unit),
                              estimate.measure, std::nullopt};
        if (estimate.interval) {
            mention.interval = unsigned_where_ratio(*estimate.interval, estimate.measure);
            m_interval_named = true;
        } else if (const auto spread = past_spread(mention.end); spread > mention.end) {
            mention.end = spread;
            mention.interval = interval_after(m_tokens, spread, false);
            if (mention.interval) mention.end = mention.interval->end;
        }
        m_measure = estimate.measure;
        return add(std::move(mention));
    }

    std::size_t take_lone(const Interval& interval) {
        m_interval_named = true;
        return add({interval.first, interval.end, EffectForm::lone_interval, std::nullopt, std::nullopt, std::nullopt,
                    interval});
    }

    /// Past "± 6": the spread of the figure before.
    std::size_t past_spread(std::size_t i) const {
        if (!at(i, "+-") || i + 1 >= m_tokens.size() || !m_tokens[i + 1].number()) return i;
        return i + 2;
    }

    std::size_t take_number(const NumberMention& number) {
        EffectMention mention{number.first, number.end, EffectForm::bracketed, number.value, std::nullopt,
                              std::nullopt, std::nullopt};
        take_unit(mention);
        if (const auto spread = past_spread(mention.end); spread > mention.end) {
            mention.end = spread;
            take_unit(mention);
        }
        take_interval(mention);
        const auto form = form_of(mention);
        if (!form) return mention.end;
        mention.form = *form;
        if (mention.form == EffectForm::percent && !mention.measure) mention.measure = Measure::percent_change;
        return add(std::move(mention));
    }

    void take_unit(EffectMention& mention) {
        const std::size_t end = unit_end(m_tokens, mention.end);
        if (mention.unit || end == mention.end) return;
        mention.unit = unit_text(m_tokens, mention.end, end);
        mention.end = end;
    }

    void take_interval(EffectMention& mention) {
        auto interval = interval_after(m_tokens, mention.end, m_interval_named);
        if (!interval) interval = bare_interval(mention);
        if (!interval) interval = behind_change(mention);
        if (!interval || !may_hold(*interval, *mention.value)) return;
        mention.interval = unsigned_where_ratio(*interval, m_measure);
        mention.end = interval->end;
        if (at(mention.end, ")") || at(mention.end, "]")) {
            const std::size_t end = unit_end(m_tokens, mention.end + 1);
            if (end == mention.end + 1 || mention.unit) return;
            mention.unit = unit_text(m_tokens, mention.end + 1, end);
            mention.end = end;
        }
    }

    /// An interval of a figure that lies outside it is another's: "(63% vs. 32%; 95% CI 1.4 to 2.9)". What fell by 1.93 has
    /// its sign in words.
    static bool may_hold(const Interval& interval, double value) {
        const auto holds = [&](double v) { return interval.low <= v && v <= interval.high; };
        return holds(value) || holds(-value);
    }

    /// "35% risk reduction (95% CI 0 to 58)", "21% lower (95% CI …".
    std::optional<Interval> behind_change(const EffectMention& mention) const {
        constexpr std::size_t most_words = 3;
        std::size_t i = mention.end;
        while (i < m_tokens.size() && i < mention.end + most_words && m_tokens[i].word())
            ++i;
        if (i == mention.end || !any_of(m_tokens[i - 1], {"reduction", "increase", "decrease", "difference", "decline", "improvement",
                                                         "lower", "higher", "greater", "less", "more", "fewer", "change"}))
            return std::nullopt;
        if (!at(i, "(") && !at(i, "[")) return std::nullopt;
        return interval_at(m_tokens, i + 1);
    }

    /// Inside brackets, a range behind a comma that holds the value: "(4.7 min/day, 0.0 to 9.5)".
    std::optional<Interval> bare_interval(const EffectMention& mention) const {
        if (m_depth == 0 || !at(mention.end, ",")) return std::nullopt;
        const auto range = range_at(m_tokens, mention.end + 1);
        if (!range || range->low > *mention.value || *mention.value > range->high) return std::nullopt;
        const Token& joint = m_tokens[mention.end + 2];
        if (joint.is(",") || joint.is("and")) return std::nullopt;
        return Interval{mention.end + 1, range->end, range->low, range->high, std::nullopt};
    }

    std::optional<EffectForm> form_of(const EffectMention& mention) const {
        const std::size_t first = mention.first;
        if (mention.interval) return EffectForm::interval;
        if (first > 0 && any_of(m_tokens[first - 1], {"=", "n", "/"})) return std::nullopt;
        if (fold(mention)) return EffectForm::fold;
        if (mention.unit && (*mention.unit == "%" || *mention.unit == "percent")) return EffectForm::percent;
        if (first > 0 && m_tokens[first - 1].is("by")) return EffectForm::by;
        const bool has_sign = any_of(m_tokens[first], {"-", "+"}) || (first > 0 && m_tokens[first - 1].is("+"));
        if (has_sign) return EffectForm::signed_figure;
        if (first > 0 && any_of(m_tokens[first - 1], {"(", "["})) return EffectForm::bracketed;
        return std::nullopt;
    }

    bool fold(const EffectMention& mention) const {
        if (mention.unit == "times" && mention.end < m_tokens.size() &&
            any_of(m_tokens[mention.end], {"higher", "greater", "more", "as", "that", "lower", "less", "longer", "larger"}))
            return true;
        return (mention.unit && *mention.unit == "fold") ||
               (at(mention.end, "-") && at(mention.end + 1, "fold")) || at(mention.end, "fold");
    }

    std::size_t add(EffectMention mention) {
        m_found.push_back(std::move(mention));
        const std::size_t end = m_found.back().end;
        // brackets that the mention walked past
        for (std::size_t i = m_found.back().first + 1; i < end; ++i) {
            if (any_of(m_tokens[i], {"(", "["})) ++m_depth;
            if (any_of(m_tokens[i], {")", "]"}) && m_depth > 0) --m_depth;
        }
        return end;
    }

    Tokens m_tokens;
    std::vector<EffectMention> m_found;
    std::size_t m_depth = 0; ///< how many brackets are open
    bool m_interval_named = false;
    std::optional<Measure> m_measure; ///< the last that was named
};

} // namespace

std::vector<EffectMention> find_effects(Tokens tokens) {
    return EffectScan(tokens).run();
}

} // namespace ekb::importers::extraction
