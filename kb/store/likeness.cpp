// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/likeness.h"

#include "kb/store/effect_discrepancy.h"
#include "kb/store/identifier.h"
#include "kb/store/packing.h"
#include "kb/store/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <set>

namespace ekb::kb {

namespace {

/// How much each likeness speaks for one trial. The sample size tells trials of one drug apart best; what all trials of
/// a drug share tells little. Chosen by hand, with `enough`.
constexpr std::array<std::pair<LikenessKind, double>, 8> weights{{{LikenessKind::title, 3.0},
                                                                  {LikenessKind::intervention, 1.0},
                                                                  {LikenessKind::dose, 1.0},
                                                                  {LikenessKind::n_randomised, 2.0},
                                                                  {LikenessKind::n_analysed, 1.0},
                                                                  {LikenessKind::endpoint, 1.0},
                                                                  {LikenessKind::condition, 0.5},
                                                                  {LikenessKind::year, 0.5}}};
constexpr double enough = 4.0;
constexpr double different_size = 3.0;
constexpr double alike_titles = 0.8;
constexpr std::size_t shortest_title_words = 5;
constexpr int smallest_telling_n = 20;

double weight_of(LikenessKind kind) {
    return std::find_if(weights.begin(), weights.end(), [&](const auto& row) { return row.first == kind; })->second;
}

/// Keys of things and the words that the document has for them.
using Things = std::map<std::string, std::string>;

void add(Things& things, const Named& named) {
    things.emplace(comparison_key(named), named.text);
}

bool is_of_humans(const std::optional<Species>& species) {
    return !species || *species == Species::human;
}

Things interventions_of(const Document& document) {
    Things things;
    for (const Claim& claim : document.claims) {
        if (is_of_humans(claim.species)) add(things, claim.intervention);
    }
    for (const Arm& arm : document.arms) {
        if (arm.role == ArmRole::experimental) add(things, {arm.name, arm.concept_id, arm.label});
    }
    // "Placebo" alone, or nothing, is no intervention that tells trials apart.
    std::erase_if(things, [](const auto& thing) { return thing.first.empty() || telling_words(thing.second).empty(); });
    return things;
}

Things endpoints_of(const Document& document) {
    Things things;
    for (const Claim& claim : document.claims) {
        if (!is_of_humans(claim.species)) continue;
        things.emplace(comparison_key(claim.endpoint.text, claim.endpoint.concept_id), claim.endpoint.text);
    }
    things.erase("");
    return things;
}

Things conditions_of(const Document& document) {
    Things things;
    if (document.condition) add(things, *document.condition);
    for (const Claim& claim : document.claims) {
        if (claim.condition && is_of_humans(claim.species)) add(things, *claim.condition);
    }
    return things;
}

std::string dose_key(const Dose& dose) {
    return dose.amount && dose.unit ? fmt::format("{} {}", *dose.amount, *dose.unit) : "";
}

Things doses_of(const Document& document) {
    Things things;
    for (const Claim& claim : document.claims) {
        if (claim.dose && is_of_humans(claim.species)) things.emplace(dose_key(*claim.dose), claim.dose->text);
    }
    for (const Arm& arm : document.arms) {
        if (arm.dose && arm.role == ArmRole::experimental) things.emplace(dose_key(*arm.dose), arm.dose->text);
    }
    things.erase("");
    return things;
}

void compare(LikenessKind kind, const Things& a, const Things& b, std::vector<LikenessReason>& reasons) {
    for (const auto& [key, words] : a) {
        const auto found = b.find(key);
        if (found == b.end()) continue;
        reasons.push_back({kind, words, found->second});
        return;
    }
}

/// The document's title and text as words, with a space before and after each.
std::string running_words(const Document& document) {
    std::string running = " ";
    for (const std::string& part : {document.title, document.content.text}) {
        for (const std::string& word : words_of(part))
            running += word + " ";
    }
    return running;
}

/// A thing of the one whose words stand in the text of the other, which may have been read less well.
void look_in_text(LikenessKind kind, const Things& things, const Document& other,
                  std::vector<LikenessReason>& reasons) {
    constexpr std::size_t shortest_telling = 5;
    const std::string running = running_words(other);
    for (const auto& [key, written] : things) {
        const std::string words = comparison_key(kind == LikenessKind::dose ? key : written, std::nullopt);
        if (words.size() < shortest_telling || running.find(" " + words + " ") == std::string::npos) continue;
        reasons.push_back({kind, written, words});
        return;
    }
}

void compare_or_look(LikenessKind kind, Things (*things_of)(const Document&), const Document& a, const Document& b,
                     std::vector<LikenessReason>& reasons) {
    const std::size_t before = reasons.size();
    compare(kind, things_of(a), things_of(b), reasons);
    if (reasons.size() == before) look_in_text(kind, things_of(a), b, reasons);
    if (reasons.size() > before) return;
    look_in_text(kind, things_of(b), a, reasons);
    if (reasons.size() > before) std::swap(reasons.back().document_a, reasons.back().document_b);
}

void compare_numbers(LikenessKind kind, std::optional<int> a, std::optional<int> b,
                     std::vector<LikenessReason>& reasons) {
    if (!a || a != b || *a < smallest_telling_n) return;
    reasons.push_back({kind, std::to_string(*a), std::to_string(*b)});
}

void compare_titles(const Document& a, const Document& b, std::vector<LikenessReason>& reasons) {
    const std::set<std::string> first = telling_words(a.title);
    const std::set<std::string> second = telling_words(b.title);
    if (std::min(first.size(), second.size()) < shortest_title_words || overlap(first, second) < alike_titles) return;
    reasons.push_back({LikenessKind::title, a.title, b.title});
}

std::optional<int> year_of(const Document& document) {
    constexpr std::size_t digits = 4;
    if (!document.published || document.published->size() < digits) return std::nullopt;
    return std::atoi(document.published->substr(0, digits).c_str());
}

void compare_years(const Document& a, const Document& b, std::vector<LikenessReason>& reasons) {
    const std::optional<int> first = year_of(a);
    const std::optional<int> second = year_of(b);
    if (!first || !second || std::abs(*first - *second) > 1) return;
    reasons.push_back({LikenessKind::year, *a.published, *b.published});
}

/// Numbers of one registry that both give as their own and that differ are of two trials.
bool are_of_two_trials(const Document& a, const Document& b) {
    const auto numbers_of = [](const Document& document) {
        std::map<std::string, std::set<std::string>> numbers;
        for (const std::string& number : document.identifiers.registry) {
            const std::string form = registry_form(number);
            numbers[form.substr(0, form.find_first_of("0123456789"))].insert(form);
        }
        return numbers;
    };
    const auto second = numbers_of(b);
    for (const auto& [registry, numbers] : numbers_of(a)) {
        const auto found = second.find(registry);
        if (found != second.end() && overlap(numbers, found->second) == 0) return true;
    }
    return false;
}

} // namespace

std::vector<std::string> fingerprints_of(const Document& document) {
    constexpr std::size_t hash_bytes = 8;
    std::set<std::string> fingerprints;
    std::string title;
    const std::set<std::string> words = telling_words(document.title);
    for (const std::string& word : words)
        title += word + " ";
    if (words.size() >= shortest_title_words) {
        fingerprints.insert("title:" + hexadecimal(hash("title", title).substr(0, hash_bytes)));
    }
    const Things doses = doses_of(document);
    const Things endpoints = endpoints_of(document);
    const bool has_telling_n = document.n.randomised && *document.n.randomised >= smallest_telling_n;
    for (const auto& [endpoint, named] : endpoints) {
        if (has_telling_n) fingerprints.insert(fmt::format("measured:{}:{}", *document.n.randomised, endpoint));
    }
    for (const auto& [intervention, named] : interventions_of(document)) {
        if (has_telling_n) fingerprints.insert(fmt::format("n:{}:{}", *document.n.randomised, intervention));
        for (const auto& [dose, dose_words] : doses) {
            for (const auto& [endpoint, endpoint_words] : endpoints) {
                fingerprints.insert(fmt::format("dose:{}:{}:{}", dose, intervention, endpoint));
            }
        }
    }
    // A document with hundreds of outcomes is found by some of them.
    constexpr std::size_t most_fingerprints = 12;
    std::vector<std::string> kept(fingerprints.rbegin(), fingerprints.rend());
    kept.resize(std::min(kept.size(), most_fingerprints));
    return kept;
}

std::optional<JoinSuggestion> suggest_join(const Document& a, const Document& b) {
    if (are_of_two_trials(a, b)) return std::nullopt;
    JoinSuggestion suggestion{a.id, b.id, 0, {}, {}};
    compare_titles(a, b, suggestion.reasons);
    compare_or_look(LikenessKind::intervention, interventions_of, a, b, suggestion.reasons);
    compare_or_look(LikenessKind::dose, doses_of, a, b, suggestion.reasons);
    compare_numbers(LikenessKind::n_randomised, a.n.randomised, b.n.randomised, suggestion.reasons);
    compare_numbers(LikenessKind::n_analysed, a.n.analysed, b.n.analysed, suggestion.reasons);
    compare(LikenessKind::endpoint, endpoints_of(a), endpoints_of(b), suggestion.reasons);
    compare(LikenessKind::condition, conditions_of(a), conditions_of(b), suggestion.reasons);
    compare_years(a, b, suggestion.reasons);
    for (const LikenessReason& reason : suggestion.reasons)
        suggestion.score += weight_of(reason.kind);
    if (a.n.randomised && b.n.randomised && a.n.randomised != b.n.randomised) suggestion.score -= different_size;
    if (suggestion.score < enough) return std::nullopt;
    suggestion.disagreements = discrepancies_of({a, b});
    return suggestion;
}

} // namespace ekb::kb
