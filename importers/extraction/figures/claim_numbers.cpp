// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/figures/claim_numbers.h"

#include "importers/extraction/figures/arm_figures.h"
#include "importers/extraction/figures/effect_links.h"
#include "importers/extraction/figures/figure_choice.h"
#include "importers/extraction/figures/movement_features.h"
#include "importers/extraction/figures/p_links.h"

#include <algorithm>

namespace ekb::importers::extraction {

namespace {

// Found by cross-validation on the training part: which way an endpoint went is told best with figures from here on.
constexpr double likely_figure_threshold = 0.3;

/// The part of a sentence that speaks of one endpoint, and how it stands among the others.
class Scope {
public:
    explicit Scope(const Statement& statement)
        : m_statement(statement), m_endpoint(statement.endpoints[statement.which]),
          m_tokens(statement.prose.sentences[m_endpoint.sentence].tokens) {
        for (std::size_t i = 0; i < statement.endpoints.size(); ++i) {
            if (statement.endpoints[i].sentence != m_endpoint.sentence) continue;
            if (i < statement.which) ++m_rank;
            ++m_count;
        }
        m_next = m_tokens.size();
        if (statement.which + 1 < statement.endpoints.size() &&
            statement.endpoints[statement.which + 1].sentence == m_endpoint.sentence)
            m_next = statement.endpoints[statement.which + 1].first;
        m_respectively =
            std::any_of(m_tokens.begin(), m_tokens.end(), [](const Token& t) { return t.is("respectively"); });
    }

    /// The mention of a kind that belongs to the endpoint: the first behind it and before the next endpoint; of as many
    /// as endpoints, told "respectively", the one at its place; else the first behind it in the same clause; else the
    /// last before it.
    template <typename T>
    const T* mine(const std::vector<T>& all) const {
        if (all.empty()) return nullptr;
        if (m_respectively && m_count > 1 && all.size() == m_count && all.front().first > last_endpoint())
            return &all[m_rank];
        const T* behind_subject = beside_subject(all);
        if (behind_subject) return behind_subject;
        for (const T& one : all) {
            if (one.first >= m_endpoint.end && one.first < m_next) return &one;
        }
        for (const T& one : all) {
            if (one.first >= m_next && !cut_between(m_endpoint.end, one.first)) return &one;
        }
        for (auto one = all.rbegin(); one != all.rend(); ++one) {
            const bool own = m_rank == 0 || one->end <= m_endpoint.list_first ||
                             one->first > m_statement.endpoints[m_statement.which - 1].end;
            if (one->end <= m_endpoint.first && own && !cut_between(one->end, m_endpoint.first)) return &*one;
        }
        return nullptr;
    }

    std::size_t next() const { return m_next; }
    std::size_t count() const { return m_count; }

private:
    std::size_t last_endpoint() const {
        std::size_t last = 0;
        for (const Mention& m : m_statement.endpoints) {
            if (m.sentence == m_endpoint.sentence) last = m.first;
        }
        return last;
    }

    /// With several p values for one endpoint, the one behind the subject's name: "A (p = 0.03) and B (p = 0.02)".
    template <typename T>
    const T* beside_subject(const std::vector<T>& all) const {
        const auto& place = m_statement.pair.subject_place;
        if (all.size() < 2 || !place || place->first < m_endpoint.end || place->first >= m_next) return nullptr;
        for (const T& one : all) {
            if (one.first >= place->end && one.first < place->end + 14 && one.first < m_next &&
                !another_arm(place->end, one.first))
                return &one;
        }
        return nullptr;
    }

    bool another_arm(std::size_t first, std::size_t end) const {
        const auto& places = m_statement.trial.places[m_endpoint.sentence];
        return std::any_of(places.begin(), places.end(),
                           [&](const ArmPlace& p) { return p.first >= first && p.end <= end; });
    }

    /// Whether a clause ends between two tokens; ";" within brackets, "(70% vs. 50%; p = 0.03)", ends none.
    bool cut_between(std::size_t first, std::size_t end) const {
        int depth = 0;
        for (std::size_t i = first; i < end; ++i) {
            const Token& token = m_tokens[i];
            if (any_of(token, {"(", "[", "{"})) ++depth;
            if (any_of(token, {")", "]", "}"}) && depth > 0) --depth;
            if (any_of(token, {"but", "whereas", "while", "although", "however"}) || (token.is(";") && depth == 0))
                return true;
        }
        return false;
    }

    const Statement& m_statement;
    const EndpointMention& m_endpoint;
    const std::vector<Token>& m_tokens;
    std::size_t m_rank = 0;  ///< how many endpoints of the sentence stand before this
    std::size_t m_count = 0; ///< how many there are
    std::size_t m_next = 0;  ///< the token the next endpoint begins at
    bool m_respectively = false;
};

void take_p(Effect& effect, const PValue& p) {
    effect.p = p.value;
    if (p.value) effect.p_op = p.op;
}

void take_bounds(Effect& effect, const Interval& interval) {
    effect.ci_low = interval.low;
    effect.ci_high = interval.high;
    effect.ci_level = interval.level;
}

void take_estimate(Effect& effect, const Estimate& estimate) {
    effect.measure = estimate.measure;
    effect.value = estimate.value;
    effect.unit = estimate.unit;
    if (estimate.interval) take_bounds(effect, *estimate.interval);
}

/// "reduced by 7.4%", "a 30% reduction", "45% less".
std::optional<double> percent_change(const std::vector<Token>& tokens, std::size_t first, std::size_t end) {
    const auto moves = [](const Token& t) {
        return any_of(t, {"reduction", "increase",  "decrease", "decline",  "lower",       "higher",
                          "less",      "greater",   "fewer",    "more",     "improvement", "reduced",
                          "increased", "decreased", "declined", "relative", "drop",        "rise",
                          "fewer",     "slower",    "faster",   "shorter",  "longer",      "slowing"});
    };
    for (std::size_t i = first; i + 1 < std::min(end, tokens.size()); ++i) {
        if (!tokens[i].number() || !any_of(tokens[i + 1], {"%", "percent"})) continue;
        const bool by = i > 0 && tokens[i - 1].is("by");
        const bool before = i > 1 && by &&
                            std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(i > 6 ? i - 6 : 0),
                                        tokens.begin() + static_cast<std::ptrdiff_t>(i), moves);
        const bool after = i + 2 < tokens.size() && moves(tokens[i + 2]);
        if (before || after) return tokens[i].value;
    }
    return std::nullopt;
}

/// An interval whose estimate is named by no measure: the number right before it is its value.
void take_interval(Effect& effect, const Interval& interval, const Statistics& statistics) {
    take_bounds(effect, interval);
    for (const Figure& figure : statistics.figures) {
        if (figure.end <= interval.first && interval.first - figure.end <= 2) {
            effect.value = figure.value;
            effect.unit = figure.unit;
            effect.measure = Measure::mean_difference;
        }
    }
}

} // namespace

FigureQuestion figure_question(const Statement& statement) {
    FigureQuestion question{statement, possible_figures(statement)};
    if (question.figures.empty()) return question;
    const Scope scope(statement);
    question.ruled = ruled_figures(statement, question.figures, scope.next(), scope.count() == 1);
    question.said = said_of_pair(statement);
    return question;
}

StatementNumbers numbers_of(const Statement& statement, const LinearModel& figures) {
    const Mention& endpoint = statement.endpoints[statement.which];
    const Statistics& statistics = statement.prose.statistics[endpoint.sentence];
    const auto& tokens = statement.prose.sentences[endpoint.sentence].tokens;
    const Scope scope(statement);
    StatementNumbers numbers;
    Effect& effect = numbers.effect;
    if (const PValue* p = scope.mine(statistics.p_values)) take_p(effect, *p);
    const FigureQuestion question = figure_question(statement);
    const FigureOdds odds = figure_odds(question, figures);
    numbers.arms = arm_figures_of(statement, likeliest_figures(question, odds, figure_threshold));
    numbers.likely_arms = arm_figures_of(statement, likeliest_figures(question, odds, likely_figure_threshold));
    const Estimate* estimate = scope.mine(statistics.estimates);
    const Interval* interval = scope.mine(statistics.intervals);
    const auto percent = percent_change(tokens, scope.count() == 1 ? 0 : endpoint.first, scope.next());
    if (estimate) {
        take_estimate(effect, *estimate);
    } else if (interval && numbers.arms.empty()) {
        take_interval(effect, *interval, statistics);
    } else if (percent && numbers.arms.size() < 2) {
        effect.measure = Measure::percent_change;
        effect.value = percent;
        effect.unit = "%";
    }
    if (!effect.measure && !numbers.arms.empty()) effect.measure = Measure::arm_values;
    return numbers;
}

std::optional<std::size_t> ruled_p(const Statement& statement) {
    const auto& all = statement.prose.statistics[statement.endpoints[statement.which].sentence].p_values;
    const PValue* mine = Scope(statement).mine(all);
    return mine ? std::optional(static_cast<std::size_t>(mine - all.data())) : std::nullopt;
}

namespace {

// Found by cross-validation on the training part: below, a number is more often another's than not.
constexpr double effect_threshold = 0.4;
constexpr double p_threshold = 0.4;

void take_mention(Effect& effect, const EffectMention& mention) {
    effect.measure = mention.measure;
    effect.value = mention.value;
    effect.unit = mention.unit;
    if (!mention.measure && mention.value && mention.form != EffectForm::fold)
        effect.measure = Measure::mean_difference;
    if (mention.interval) take_bounds(effect, *mention.interval);
}

struct Likeliest {
    std::size_t which = 0;
    double probability = 0;
};

/// The likeliest of some mentions; `count` where none is likely enough.
template <typename Likelihood>
Likeliest likeliest(std::size_t count, double threshold, Likelihood likelihood) {
    Likeliest best{count, 0};
    for (std::size_t i = 0; i < count; ++i) {
        const double likely = likelihood(i);
        if (likely > std::max(threshold, best.probability)) best = {i, likely};
    }
    return best;
}

/// "This difference was …", "The hazard ratio was …", "All of these effects were …".
bool speaks_of_last(const std::vector<Token>& tokens) {
    if (tokens.empty() || !any_of(tokens[0], {"this", "these", "those", "the", "all", "both"})) return false;
    return std::any_of(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(tokens.size(), 5)),
                       [](const Token& t) {
                           return any_of(t, {"difference", "differences", "effect", "effects", "change", "changes",
                                             "reduction", "reductions", "increase", "increases", "improvement",
                                             "improvements", "hr", "or", "rr", "hazard", "odds"});
                       });
}

/// The sentence behind a statement's, where it goes on about the statement.
std::optional<std::size_t> continuation(const Statement& statement) {
    const std::size_t here = statement.endpoints[statement.which].sentence;
    const auto& sentences = statement.prose.sentences;
    if (here + 1 >= sentences.size() || sentences[here + 1].block != sentences[here].block) return std::nullopt;
    const bool tells_another = std::any_of(statement.endpoints.begin(), statement.endpoints.end(),
                                           [&](const EndpointMention& e) { return e.sentence == here + 1; });
    if (tells_another || !speaks_of_last(sentences[here + 1].tokens)) return std::nullopt;
    return here + 1;
}

void read_on(StatementNumbers& numbers, const Statement& statement, std::size_t sentence) {
    const auto& p_values = statement.prose.statistics[sentence].p_values;
    if (!numbers.effect.p && !p_values.empty()) {
        take_p(numbers.effect, p_values.front());
        numbers.also_from = sentence;
    }
    if (numbers.effect.value || numbers.effect.ci_low) return;
    for (const EffectMention& mention : find_effects(statement.prose.sentences[sentence].tokens)) {
        if (mention.form != EffectForm::named && mention.form != EffectForm::interval) continue;
        take_mention(numbers.effect, mention);
        numbers.also_from = sentence;
        return;
    }
}

} // namespace

void choose_numbers(StatementNumbers& numbers, const Statement& statement, Relation relation, const ClaimModels& models) {
    const std::size_t sentence = statement.endpoints[statement.which].sentence;
    const std::vector<EffectMention> effects = find_effects(statement.prose.sentences[sentence].tokens);
    const auto& p_values = statement.prose.statistics[sentence].p_values;
    const EffectQuestion effect_question{statement, relation, effects};
    const PQuestion p_question{statement, relation, p_values, ruled_p(statement)};
    const Likeliest effect = likeliest(effects.size(), effect_threshold, [&](std::size_t i) {
        return models.effects.probabilities(effect_link_features(effect_question, i))[1];
    });
    const Likeliest p = likeliest(p_values.size(), p_threshold, [&](std::size_t i) {
        return models.p_values.probabilities(p_link_features(p_question, i))[1];
    });
    numbers.effect = {};
    if (p.which < p_values.size()) take_p(numbers.effect, p_values[p.which]);
    if (effect.which < effects.size()) take_mention(numbers.effect, effects[effect.which]);
    numbers.linked = std::max(p.probability, effect.probability);
    if (const auto next = continuation(statement)) read_on(numbers, statement, *next);
    if (!numbers.effect.measure && !numbers.effect.value && !numbers.effect.ci_low && !numbers.arms.empty())
        numbers.effect.measure = Measure::arm_values;
}

} // namespace ekb::importers::extraction
