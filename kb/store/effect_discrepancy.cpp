// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/effect_discrepancy.h"

#include "kb/store/words.h"
#include "kb/vocabulary/vocabulary.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace ekb::kb {

namespace {

/// What is compared: the endpoint, the intervention, the comparator.
using Question = std::tuple<std::string, std::string, std::string>;

/// What one report says on a question.
struct Answer {
    const Document* report = nullptr;
    std::vector<const Claim*> claims;
};

bool has_figure(const Claim& claim) {
    return claim.effect.value && claim.effect.measure && *claim.effect.measure != Measure::arm_values;
}

/// Half a unit of the last digit of the number as it is written shortest.
double rounding_of(double value) {
    const std::string written = fmt::format("{}", std::abs(value));
    const std::size_t point = written.find('.');
    if (point == std::string::npos || written.find('e') != std::string::npos) return 0.5;
    const std::string_view decimals = std::string_view(written).substr(point + 1);
    return decimals == "0" ? 0.5 : 0.5 * std::pow(10.0, -static_cast<double>(decimals.size()));
}

/// Whether the two may be one figure, one of them rounded more. A report may count the difference the other way round.
bool agree(double a, double b) {
    constexpr double slack = 1e-9;
    const double tolerance = std::max(rounding_of(a), rounding_of(b)) + slack;
    return std::abs(a - b) <= tolerance || std::abs(a + b) <= tolerance;
}

/// "week 16" and "16 weeks" are one time; "12 months" and "52 weeks" count as two, which only leaves more unsaid.
std::set<std::string> time_of(const Claim& claim) {
    std::set<std::string> words;
    if (!claim.endpoint.timepoint) return words;
    for (std::string& word : words_of(*claim.endpoint.timepoint)) {
        if (word == "at" || word == "after" || word == "to" || word == "baseline") continue;
        if (word.size() > 1 && word.back() == 's') word.pop_back();
        words.insert(std::move(word));
    }
    return words;
}

bool may_be_of_one_time(const Claim& a, const Claim& b) {
    const std::set<std::string> first = time_of(a);
    const std::set<std::string> second = time_of(b);
    return first.empty() || second.empty() || first == second;
}

std::map<Measure, std::vector<const Claim*>> figures_of(const Answer& answer) {
    std::map<Measure, std::vector<const Claim*>> figures;
    for (const Claim* claim : answer.claims) {
        if (has_figure(*claim)) figures[*claim->effect.measure].push_back(claim);
    }
    return figures;
}

/// Whether figures of the same measure and time are there, and none of them agrees.
bool none_agrees(const std::vector<const Claim*>& a, const std::vector<const Claim*>& b) {
    bool compared = false;
    for (const Claim* one : a) {
        for (const Claim* other : b) {
            if (!may_be_of_one_time(*one, *other)) continue;
            if (agree(*one->effect.value, *other->effect.value)) return false;
            compared = true;
        }
    }
    return compared;
}

bool figures_disagree(const Answer& a, const Answer& b) {
    const auto first = figures_of(a);
    const auto second = figures_of(b);
    if (first.empty() || second.empty()) return false;
    bool share_a_measure = false;
    for (const auto& [measure, claims] : first) {
        const auto found = second.find(measure);
        if (found == second.end()) continue;
        share_a_measure = true;
        if (none_agrees(claims, found->second)) return true;
    }
    return !share_a_measure;
}

bool sides_disagree(const Answer& a, const Answer& b) {
    const auto sides_of = [](const Answer& answer) {
        std::set<Favours> sides;
        for (const Claim* claim : answer.claims) {
            if (claim->effect.favours) sides.insert(*claim->effect.favours);
        }
        return sides;
    };
    const std::set<Favours> first = sides_of(a);
    const std::set<Favours> second = sides_of(b);
    if (first.empty() || second.empty()) return false;
    return std::none_of(first.begin(), first.end(), [&](Favours side) { return second.contains(side); });
}

std::string words_of_effect(const Effect& effect) {
    std::string words;
    if (effect.measure && effect.value) {
        words = fmt::format("{} {}", name_of(*effect.measure), *effect.value);
        if (effect.unit) words += " " + *effect.unit;
    }
    if (effect.ci_low && effect.ci_high) {
        words += fmt::format(" ({}CI {} to {})", effect.ci_level ? fmt::format("{}% ", *effect.ci_level) : "",
                             *effect.ci_low, *effect.ci_high);
    }
    if (!words.empty()) return words;
    return effect.favours ? fmt::format("favours {}", name_of(*effect.favours)) : "";
}

Position position_of(const Answer& answer) {
    const bool some_figure =
        std::any_of(answer.claims.begin(), answer.claims.end(), [](const Claim* c) { return has_figure(*c); });
    Position position{answer.report->id, "", {}};
    std::set<std::string> said;
    for (const Claim* claim : answer.claims) {
        if (some_figure && !has_figure(*claim)) continue;
        position.claims.push_back(claim->id);
        const std::string words = words_of_effect(claim->effect);
        if (words.empty() || !said.insert(words).second) continue;
        position.says += (position.says.empty() ? "" : "; ") + words;
    }
    return position;
}

bool is_heard(const Claim& claim) {
    return claim.status != ReviewStatus::rejected && (!claim.species || *claim.species == Species::human);
}

std::set<std::string> interventions_in(const std::vector<Document>& reports) {
    std::set<std::string> keys;
    for (const Document& report : reports) {
        for (const Claim& claim : report.claims) {
            if (is_heard(claim)) keys.insert(comparison_key(claim.intervention));
        }
    }
    return keys;
}

/// What one report calls vitamin B12 another may call methylcobalamin: the broadest of the names that the reports use.
std::string common_name(const std::string& key, const std::set<std::string>& used) {
    std::string name = key;
    for (const Concept* broader : Vocabulary::builtin().broader(key)) {
        if (used.contains(broader->id)) name = broader->id;
    }
    return name;
}

std::map<Question, std::vector<Answer>> answers_of(const std::vector<Document>& reports) {
    const std::set<std::string> interventions = interventions_in(reports);
    std::map<Question, std::vector<Answer>> answers;
    for (const Document& report : reports) {
        for (const Claim& claim : report.claims) {
            if (!is_heard(claim)) continue;
            const Question question{comparison_key(claim.endpoint.text, claim.endpoint.concept_id),
                                    common_name(comparison_key(claim.intervention), interventions),
                                    claim.comparator ? comparison_key(*claim.comparator) : std::string()};
            std::vector<Answer>& given = answers[question];
            if (given.empty() || given.back().report != &report) given.push_back({&report, {}});
            given.back().claims.push_back(&claim);
        }
    }
    return answers;
}

bool any_two_disagree(const std::vector<Answer>& answers) {
    for (std::size_t i = 0; i < answers.size(); ++i) {
        for (std::size_t j = i + 1; j < answers.size(); ++j) {
            if (figures_disagree(answers[i], answers[j]) || sides_disagree(answers[i], answers[j])) return true;
        }
    }
    return false;
}

} // namespace

std::string comparison_key(const std::string& text, const std::optional<std::string>& concept_id) {
    if (concept_id) return *concept_id;
    std::string key;
    for (const std::string& word : words_of(text))
        key += (key.empty() ? "" : " ") + word;
    return key;
}

std::string comparison_key(const Named& named) {
    return comparison_key(named.text, named.concept_id);
}

std::vector<Discrepancy> effect_discrepancies(const std::vector<Document>& reports) {
    std::vector<Discrepancy> found;
    for (const auto& [question, answers] : answers_of(reports)) {
        if (!any_two_disagree(answers)) continue;
        const Endpoint& endpoint = answers.front().claims.front()->endpoint;
        Discrepancy discrepancy{DiscrepancyKind::effect, endpoint.label.value_or(endpoint.text), {}};
        for (const Answer& answer : answers)
            discrepancy.positions.push_back(position_of(answer));
        found.push_back(std::move(discrepancy));
    }
    return found;
}

} // namespace ekb::kb
