// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/training/number_examples.h"

#include "importers/extraction/figures/claim_numbers.h"
#include "importers/extraction/figures/effect_links.h"
#include "importers/extraction/figures/figure_choice.h"
#include "importers/extraction/figures/p_links.h"
#include "importers/extraction/training/fitting.h"

#include <algorithm>
#include <cmath>

namespace ekb::importers::extraction::training {

namespace {

/// A labelled result as a statement.
struct KnownResult {
    std::size_t claim = 0;    ///< index into GoldDocument::claims
    std::size_t endpoint = 0; ///< index into KnownResults::endpoints
    ArmPair pair;
    Relation relation = Relation::none;
};

struct KnownResults {
    const TrialArms& trial;
    std::vector<EndpointMention> endpoints; ///< in text order
    std::vector<KnownResult> results;
};

std::optional<std::size_t> arm_named(const Case& one, const std::string& name) {
    for (std::size_t a = 0; a < one.gold.arms.size(); ++a) {
        const auto& names = one.gold.arms[a].names;
        if (std::find(names.begin(), names.end(), name) != names.end()) return a;
    }
    return std::nullopt;
}

std::optional<ArmPlace> place_of(const TrialArms& trial, std::size_t sentence, std::size_t arm) {
    for (const ArmPlace& place : trial.places[sentence]) {
        if (place.arm == arm) return place;
    }
    return std::nullopt;
}

bool joint(const Token& token) {
    return token.is(",") || token.is("and") || token.is("or") || token.is("/");
}

/// Endpoints with nothing but joints between them are items of one list.
void set_lists(const Prose& prose, std::vector<EndpointMention>& endpoints) {
    for (std::size_t i = 0; i < endpoints.size();) {
        std::size_t end = i + 1;
        while (end < endpoints.size() && endpoints[end].sentence == endpoints[i].sentence) {
            const auto& tokens = prose.sentences[endpoints[i].sentence].tokens;
            const std::size_t from = endpoints[end - 1].end;
            const std::size_t to = endpoints[end].first;
            if (to < from || to - from > 3 ||
                !std::all_of(tokens.begin() + static_cast<std::ptrdiff_t>(from), tokens.begin() + static_cast<std::ptrdiff_t>(to), joint))
                break;
            ++end;
        }
        for (std::size_t k = i; k < end; ++k) {
            endpoints[k].list_first = endpoints[i].first;
            endpoints[k].list_end = endpoints[end - 1].end;
        }
        i = end;
    }
}

bool same_place(const Mention& a, const Mention& b) {
    return a.sentence == b.sentence && a.first == b.first;
}

std::vector<EndpointMention> endpoints_of(const Case& one, const std::vector<PlacedClaim>& placed) {
    std::vector<EndpointMention> endpoints;
    for (const PlacedClaim& claim : placed) {
        EndpointMention mention;
        static_cast<Mention&>(mention) = claim.endpoint;
        const auto known = [&](const EndpointMention& e) { return same_place(e, mention); };
        if (std::none_of(endpoints.begin(), endpoints.end(), known)) endpoints.push_back(mention);
    }
    std::sort(endpoints.begin(), endpoints.end(), [](const Mention& a, const Mention& b) {
        return a.sentence != b.sentence ? a.sentence < b.sentence : a.first < b.first;
    });
    set_lists(one.prose, endpoints);
    return endpoints;
}

std::size_t index_of(const std::vector<EndpointMention>& endpoints, const Mention& mention) {
    const auto at = std::find_if(endpoints.begin(), endpoints.end(), [&](const Mention& e) { return same_place(e, mention); });
    return static_cast<std::size_t>(at - endpoints.begin());
}

/// The labels' results, where their text has them.
KnownResults labelled_results(const Case& one, const TrialArms& trial, const std::vector<PlacedClaim>& placed) {
    KnownResults out{trial, endpoints_of(one, placed), {}};
    for (const PlacedClaim& claim : placed) {
        const GoldClaim& gold = one.gold.claims[claim.claim];
        const auto subject = arm_named(one, gold.intervention);
        if (!subject) continue;
        KnownResult result{claim.claim, index_of(out.endpoints, claim.endpoint), {}, relation_of(gold.direction)};
        result.pair.subject = *subject;
        result.pair.subject_place = place_of(trial, claim.endpoint.sentence, *subject);
        if (gold.comparator) result.pair.reference = arm_named(one, *gold.comparator);
        if (result.pair.reference)
            result.pair.reference_place = place_of(trial, claim.endpoint.sentence, *result.pair.reference);
        out.results.push_back(result);
    }
    return out;
}

/// The same as a reader with faults has it: every third endpoint is overlooked, some directions are wrong.
KnownResults with_faults(const KnownResults& all) {
    KnownResults out{all.trial, {}, {}};
    std::vector<std::size_t> number(all.endpoints.size());
    for (std::size_t i = 0; i < all.endpoints.size(); ++i) {
        number[i] = out.endpoints.size();
        if (i % 3 != 2) out.endpoints.push_back(all.endpoints[i]);
    }
    for (std::size_t i = 0; i < all.results.size(); ++i) {
        KnownResult result = all.results[i];
        if (result.endpoint % 3 == 2) continue;
        result.endpoint = number[result.endpoint];
        if (i % 4 == 1)
            result.relation =
                result.relation == Relation::no_difference ? Relation::increased : Relation::no_difference;
        out.results.push_back(result);
    }
    return out;
}

/// Results that the steps before found, at the endpoints that tell one.
KnownResults found_results(const TrialArms& trial, const LabelledMovements& movements) {
    KnownResults out{trial, movements.endpoints, {}};
    for (const LabelledMovement& movement : movements.all)
        out.results.push_back({movement.claim, movement.endpoint, movement.pair, movement.relation});
    return out;
}

/// Whether two numbers are the same, as the scorer counts it.
bool same_number(double a, double b) {
    return std::abs(a - b) <= 1e-6 + 1e-4 * std::abs(b);
}

bool is_effect_of(const EffectMention& effect, const GoldClaim& gold) {
    if (gold.value) {
        const bool turned = effect.value && same_number(-*effect.value, *gold.value);
        if (!effect.value || !(same_number(*effect.value, *gold.value) || turned)) return false;
        return !gold.ci_low || !effect.interval || same_number(effect.interval->low, *gold.ci_low);
    }
    return gold.ci_low && effect.interval && same_number(effect.interval->low, *gold.ci_low);
}

/// Examples of a result and every number of a kind. `told` says whether the labels give it one.
template <typename Right, typename Read>
void add_links(std::vector<Example>& out, std::size_t count, bool told, Right right, Read read) {
    std::size_t rights = 0;
    for (std::size_t i = 0; i < count; ++i)
        rights += right(i) ? 1 : 0;
    if (told && rights == 0) return;
    for (std::size_t i = 0; i < count; ++i)
        out.push_back({read(i), right(i) ? 1 : 0, right(i) ? 1.0F / static_cast<float>(rights) : 1.0F});
}

/// Whether a figure is written as a label's text begins.
bool is_figure(const Figure& figure, const std::string& text) {
    const std::vector<Token> tokens = tokenise(text);
    const std::vector<Figure> figures = find_statistics(tokens).figures;
    if (figures.empty()) return false;
    const Figure& labelled = figures.front();
    if (figure.total && labelled.total) return same_number(*figure.events, *labelled.events) && same_number(*figure.total, *labelled.total);
    if (figure.percent && labelled.percent) return same_number(*figure.percent, *labelled.percent);
    return same_number(std::abs(figure.value), std::abs(labelled.value));
}

/// What the labels give an arm of a result; nullptr where nothing.
const GoldFigure* labelled_figure(const Case& one, const GoldClaim& gold, const Arm& arm) {
    const auto at = std::ranges::find_if(gold.arm_values, [&](const GoldFigure& figure) { return arm_is(one, arm, figure.arm); });
    return at == gold.arm_values.end() ? nullptr : &*at;
}

/// Whether a labelled result is of an arm: of others it says nothing.
bool is_of(const Case& one, const GoldClaim& gold, const Arm& arm) {
    return arm_is(one, arm, gold.intervention) || (gold.comparator && arm_is(one, arm, *gold.comparator));
}

void add_figures(std::vector<Example>& out, const Case& one, const GoldClaim& gold, const Statement& statement) {
    const FigureQuestion question = figure_question(statement);
    const auto& figures = one.prose.statistics[statement.endpoints[statement.which].sentence].figures;
    const auto add = [&](PairArm arm, std::size_t which) {
        if (!is_of(one, gold, statement.trial.arms[which])) return;
        const GoldFigure* labelled = labelled_figure(one, gold, statement.trial.arms[which]);
        add_links(
            out, question.figures.size(), labelled != nullptr,
            [&](std::size_t i) { return labelled && is_figure(figures[question.figures[i]], labelled->text); },
            [&](std::size_t i) { return figure_link_features(question, i, arm); });
    };
    add(PairArm::subject, statement.pair.subject);
    if (statement.pair.reference) add(PairArm::reference, *statement.pair.reference);
}

void add_examples(NumberExamples& out, const Case& one, const KnownResults& known) {
    for (const KnownResult& result : known.results) {
        const std::size_t sentence = known.endpoints[result.endpoint].sentence;
        const Statement statement{one.prose, one.traits, known.trial, known.endpoints, result.endpoint, result.pair};
        const GoldClaim& gold = one.gold.claims[result.claim];
        const std::vector<EffectMention> effects = find_effects(one.prose.sentences[sentence].tokens);
        const EffectQuestion effect_question{statement, result.relation, effects};
        add_links(
            out.effects, effects.size(), gold.value || gold.ci_low,
            [&](std::size_t i) { return is_effect_of(effects[i], gold); },
            [&](std::size_t i) { return effect_link_features(effect_question, i); });
        const std::vector<PValue>& p_values = one.prose.statistics[sentence].p_values;
        const PQuestion p_question{statement, result.relation, p_values, ruled_p(statement)};
        add_links(
            out.p_values, p_values.size(), gold.p.has_value(),
            [&](std::size_t i) { return gold.p && p_values[i].value && same_number(*p_values[i].value, *gold.p); },
            [&](std::size_t i) { return p_link_features(p_question, i); });
        add_figures(out.figures, one, gold, statement);
    }
}

} // namespace

NumberExamples number_examples(const Case& one, const TrialArms& trial, const LabelledMovements& movements,
                               const std::vector<PlacedClaim>& placed) {
    NumberExamples out;
    const TrialArms arms = labelled_arms(one);
    const KnownResults labelled = labelled_results(one, arms, placed);
    add_examples(out, one, labelled);
    add_examples(out, one, with_faults(labelled));
    add_examples(out, one, found_results(trial, movements));
    return out;
}

LinearModel fit_numbers(const std::vector<Example>& examples) {
    return fit_averaged(examples, {2, 18, 6, 0.02});
}

FigureCount count_figures(const Case& one, const TrialArms& trial, const LabelledMovements& movements, const LinearModel& model) {
    FigureCount count;
    for (const LabelledMovement& movement : movements.all) {
        const Statement statement{one.prose, one.traits, trial, movements.endpoints, movement.endpoint, movement.pair};
        const GoldClaim& gold = one.gold.claims[movement.claim];
        const auto& figures = one.prose.statistics[movements.endpoints[movement.endpoint].sentence].figures;
        const FigureQuestion question = figure_question(statement);
        const FiguresOfPair found = likeliest_figures(question, figure_odds(question, model), figure_threshold);
        const auto add = [&](std::size_t arm, std::optional<std::size_t> figure) {
            if (!is_of(one, gold, trial.arms[arm])) return;
            const GoldFigure* labelled = labelled_figure(one, gold, trial.arms[arm]);
            count.labelled += labelled != nullptr;
            count.given += figure.has_value();
            count.right += figure && labelled && is_figure(figures[*figure], labelled->text);
        };
        add(movement.pair.subject, found[0]);
        if (movement.pair.reference) add(*movement.pair.reference, found[1]);
    }
    return count;
}

std::vector<LinearModel> unseen_figures(const std::vector<NumberExamples>& documents, std::optional<std::size_t> held_out) {
    std::vector<LinearModel> models;
    for (std::size_t fold = 0; fold < folds; ++fold) {
        std::vector<Example> examples;
        for (std::size_t i = 0; i < documents.size(); ++i) {
            if (i % folds == fold || i % folds == held_out) continue;
            examples.insert(examples.end(), documents[i].figures.begin(), documents[i].figures.end());
        }
        models.push_back(fit_numbers(examples));
    }
    return models;
}

} // namespace ekb::importers::extraction::training
