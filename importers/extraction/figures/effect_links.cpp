// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/figures/effect_links.h"

#include "importers/extraction/figures/number_link.h"
#include "importers/extraction/numbers/effect_bounds.h"

#include <algorithm>

namespace ekb::importers::extraction {

namespace {

/// Whether an effect is written as one whatever stands around it.
bool plain(const EffectMention& effect) {
    return effect.form == EffectForm::named || effect.form == EffectForm::interval ||
           effect.form == EffectForm::lone_interval;
}

/// The effects that are written as plainly, and where this one stands among them: "90% v 50%; RR 1.8" has one effect
/// in the order of effects.
std::vector<NumberSpan> spans_like(const std::vector<EffectMention>& mentions, std::size_t which, std::size_t& rank) {
    std::vector<NumberSpan> spans;
    for (std::size_t i = 0; i < mentions.size(); ++i) {
        if (plain(mentions[i]) != plain(mentions[which])) continue;
        if (i == which) rank = spans.size();
        spans.push_back({mentions[i].first, mentions[i].end});
    }
    return spans;
}

/// 0 says nothing, 1 a difference, 2 none.
std::uint32_t says_difference(Relation relation) {
    return relation == Relation::none ? 0 : relation == Relation::no_difference ? 2 : 1;
}

std::uint32_t sign_of(double value) {
    return value > 0 ? 1 : value < 0 ? 2 : 0;
}

/// Whether an interval holds the value of no effect; of no named measure, 0.
std::uint32_t holds_none(const EffectMention& effect) {
    if (!effect.interval) return 0;
    return holds_no_effect(effect.measure.value_or(Measure::mean_difference), *effect.interval) ? 1 : 2;
}

/// Whether a value lies in its interval, as it must.
std::uint32_t in_interval(const EffectMention& effect) {
    if (!effect.interval || !effect.value) return 0;
    return effect.interval->low <= *effect.value && *effect.value <= effect.interval->high ? 1 : 2;
}

} // namespace

Features effect_link_features(const EffectQuestion& question, std::size_t which) {
    std::size_t rank = 0;
    const std::vector<NumberSpan> spans = spans_like(question.effects, which, rank);
    NumberLink link(question.statement, spans, rank);
    link.common();
    const EffectMention& effect = question.effects[which];
    const auto form = static_cast<std::uint32_t>(effect.form);
    const std::uint32_t measure = effect.measure ? 1 + static_cast<std::uint32_t>(*effect.measure) : 0;
    const std::uint32_t said = says_difference(question.relation);
    link.add(80, form, measure);
    link.add(81, form, link.after());
    link.add(82, form, link.others_between());
    link.add(83, form * 4 + (effect.interval ? 1U : 0U) + (effect.unit ? 2U : 0U));
    link.add(84, holds_none(effect), said);
    link.add(85, in_interval(effect), form);
    link.add(86, form * 3 + (effect.value ? sign_of(*effect.value) : 0), static_cast<std::uint32_t>(question.relation));
    const bool named_interval = effect.interval && effect.interval->level;
    link.add(87, form * 2 + (named_interval ? 1U : 0U), measure);
    const auto& tokens = link.tokens();
    // beside a second figure: "5.2 vs 6.1" is two arms' figures, not an effect
    const auto pairs = [&](std::size_t i) {
        return i < tokens.size() && any_of(tokens[i], {"vs", "versus", "to", "and", "compared", "v"});
    };
    const std::uint32_t beside = (pairs(effect.end) ? 1U : 0U) + (effect.first > 0 && pairs(effect.first - 1) ? 2U : 0U);
    link.add(88, beside, form);
    link.add(89, form, static_cast<std::uint32_t>(question.statement.pair.reference ? 1 : 0));
    std::uint32_t change = 0;
    for (std::size_t i = effect.first > 5 ? effect.first - 5 : 0; i < std::min(effect.end + 3, tokens.size()); ++i) {
        if (i >= effect.first && i < effect.end) continue;
        const auto& traits = question.statement.traits.tokens[question.statement.endpoints[question.statement.which].sentence];
        if (i < traits.size() && (traits[i].cue == Cue::up || traits[i].cue == Cue::down)) change = i < effect.first ? 1 : 2;
    }
    link.add(90, change, form);
    std::uint32_t p_behind = 0;
    for (const PValue& p : question.statement.prose.statistics[question.statement.endpoints[question.statement.which].sentence].p_values) {
        if (p.first >= effect.end && p.first < effect.end + 4) p_behind = 1;
    }
    link.add(91, p_behind, form);
    const bool plainer = !plain(effect) && std::any_of(question.effects.begin(), question.effects.end(), plain);
    link.add(92, form, plainer ? 1 : 0);
    link.add(93, form * 5 + link.others_between(), link.after() * 5 + link.endpoints_behind_list());
    return link.take();
}

} // namespace ekb::importers::extraction
