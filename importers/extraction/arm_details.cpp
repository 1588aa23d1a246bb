// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/arm_details.h"

#include "importers/extraction/dose.h"
#include "importers/extraction/lexicon.h"
#include "importers/extraction/numbers.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <string>

namespace ekb::importers::extraction {

namespace {

// An amount further than this from an arm's name is not said to be its.
constexpr std::size_t dose_reach = 14;

bool any_of(const Token& token, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return token.lower == word; });
}

/// "n = 20" at this token.
std::optional<int> stated_n(const std::vector<Token>& tokens, std::size_t at) {
    if (at + 2 >= tokens.size() || !tokens[at].is("n") || !tokens[at + 1].is("=") || !tokens[at + 2].number())
        return std::nullopt;
    return whole(tokens[at + 2].value);
}

/// "(… n = 20 …)" behind a name, before the next arm's.
std::optional<int> n_behind(const std::vector<Token>& tokens, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < std::min({to, tokens.size(), from + 25}); ++i) {
        if (const auto n = stated_n(tokens, i)) return n;
    }
    return std::nullopt;
}

/// "20 to receive X", "20 patients received X", "20 in the X".
std::optional<int> n_before(const std::vector<Token>& tokens, std::size_t name, std::size_t from) {
    std::size_t i = name;
    while (i > from && i + 8 > name &&
           any_of(tokens[i - 1], {"to",         "receive",    "received",     "receiving", "in",       "the",
                                  "patients",   "subjects",   "participants", "were",      "assigned", "allocated",
                                  "randomized", "randomised", "with",         "group",     "women",    "men",
                                  "children",   "adults",     "on",           "given"}))
        --i;
    if (i == name || i == from) return std::nullopt;
    std::size_t first = i - 1;
    while (first > from && (tokens[first - 1].is("-") || number_in_words(tokens, first - 1)))
        --first;
    const auto number = number_at(tokens, first);
    return number && number->end == i ? whole(number->value) : std::nullopt;
}

} // namespace

bool is_arm_label(Tokens name) {
    static const Lexicon words(resource("arm_words.tsv"));
    const std::vector<std::string> folded = folded_words(name);
    if (folded.empty()) return true;
    if (folded.size() > 1) return false;
    if (folded[0].size() <= 2) return true;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const auto found = words.match(name, i);
        if (found && found.value() == "label") return true;
    }
    return false;
}

bool is_comparator_name(std::string_view name) {
    return names_comparator(tokenise(name));
}

std::size_t last_compared(const Prose& prose, const std::vector<ArmGroup>& groups) {
    std::size_t best = groups.size() - 1;
    std::size_t most = 0;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        std::size_t behind = 0;
        for (const Mention& mention : groups[g].mentions) {
            const auto& tokens = prose.sentences[mention.sentence].tokens;
            std::size_t i = mention.first;
            while (i > 0 && i + 4 > mention.first && any_of(tokens[i - 1], {"the", "with", "to", "in", "those", "."}))
                --i;
            behind += i > 0 && any_of(tokens[i - 1], {"versus", "vs", "than", "compared", "over", "relative"});
        }
        if (behind > most) {
            most = behind;
            best = g;
        }
    }
    return best;
}

void add_sizes(const Prose& prose, TrialArms& trial) {
    for (const std::size_t s : prose.core) {
        const auto& tokens = prose.sentences[s].tokens;
        const auto& places = trial.places[s];
        for (std::size_t p = 0; p < places.size(); ++p) {
            Arm& arm = trial.arms[places[p].arm];
            if (arm.n) continue;
            arm.n = n_behind(tokens, places[p].end, p + 1 < places.size() ? places[p + 1].first : tokens.size());
            if (!arm.n) arm.n = n_before(tokens, places[p].first, p > 0 ? places[p - 1].end : 0);
        }
    }
}

namespace {

/// The place of an arm that an amount stands beside: the last before it, or the next after it where that is nearer.
const ArmPlace* place_beside(const std::vector<ArmPlace>& places, const std::vector<Token>& tokens,
                             const DoseMention& dose) {
    const ArmPlace* before = nullptr;
    const ArmPlace* after = nullptr;
    for (const ArmPlace& place : places) {
        if (place.first < dose.end && dose.first < place.end) return &place;
        if (place.end <= dose.first) before = &place;
        if (place.first >= dose.end && !after) after = &place;
    }
    const auto gap_before = before ? dose.first - before->end : tokens.size();
    const auto gap_after = after ? after->first - dose.end : tokens.size();
    const bool cut =
        before && std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(before->end),
                              tokens.begin() + static_cast<std::ptrdiff_t>(dose.first), [](const Token& t) {
                                  return any_of(t, {"or", "and", ";", "versus", "vs"});
                              });
    const bool next_to = after && gap_after <= 3;
    if (next_to && (cut || gap_before > 4)) return after;
    if (before && gap_before <= dose_reach) return before;
    return after && gap_after <= dose_reach ? after : nullptr;
}

/// A percent or volume is a dose only right beside the name: "2% lignocaine".
bool may_be_dose(const DoseMention& dose, const ArmPlace& place) {
    const bool loose = dose.dose.unit == "%" || dose.dose.unit == "L" || dose.dose.unit == "kcal";
    if (!loose) return true;
    return place.first <= dose.end + 1 && dose.first <= place.end + 1;
}

void add_sentence_doses(const Prose& prose, const Sentence& sentence, const std::vector<ArmPlace>& places,
                        TrialArms& trial) {
    for (const DoseMention& dose : find_doses(prose.text, sentence.tokens)) {
        const ArmPlace* place = place_beside(places, sentence.tokens, dose);
        if (!place || trial.arms[place->arm].dose || !may_be_dose(dose, *place)) continue;
        trial.arms[place->arm].dose = dose.dose;
    }
}

using Routes = std::set<std::string_view>;

void add_routes(const Sentence& sentence, Routes& routes) {
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
        if (const RouteMention found = route_at(sentence.tokens, i); found.length > 0) routes.insert(found.route);
    }
}

/// The only route that is told for an arm where its dose stands without one: in the sentences that name it, else in
/// all.
std::optional<std::string> only_route(const Prose& prose, const TrialArms& trial, std::size_t arm) {
    Routes beside;
    Routes all;
    for (const std::size_t s : prose.core) {
        const Sentence& sentence = prose.sentences[s];
        if (sentence.section == SectionKind::background || sentence.section == SectionKind::results) continue;
        add_routes(sentence, all);
        const bool named = std::any_of(trial.places[s].begin(), trial.places[s].end(),
                                       [&](const ArmPlace& place) { return place.arm == arm; });
        if (named) add_routes(sentence, beside);
    }
    if (beside.size() == 1) return std::string(*beside.begin());
    if (beside.empty() && all.size() == 1) return std::string(*all.begin());
    return std::nullopt;
}

} // namespace

namespace {

/// The doses of one list that stands behind a place: "X 10, 20, or 30 mg", "X (2.5 or 5 mg)"; fewer than two are none.
std::vector<DoseMention> dose_list(const std::vector<Token>& tokens, const ArmPlace& place,
                                   const std::vector<DoseMention>& doses) {
    std::vector<DoseMention> list;
    for (const DoseMention& dose : doses) {
        const std::size_t from = list.empty() ? place.end : list.back().end;
        if (dose.first < from) continue;
        const bool near = dose.first - from <= 3;
        const bool joined = std::all_of(tokens.begin() + static_cast<std::ptrdiff_t>(from),
                                        tokens.begin() + static_cast<std::ptrdiff_t>(dose.first), [](const Token& t) {
                                            return any_of(t, {",", "or", "and", "(", "at", "of", "a", "dose", "doses"});
                                        });
        if (!near || !joined) break;
        list.push_back(dose);
    }
    const auto differs = [&](const DoseMention& d) {
        return d.dose.unit != list.front().dose.unit || d.dose.unit == "%";
    };
    if (list.size() < 2 || list.size() > 5 || std::any_of(list.begin(), list.end(), differs)) return {};
    return list;
}

std::string number_text(const std::vector<Token>& tokens, const DoseMention& dose) {
    return tokens[dose.first].lower + " " + *dose.dose.unit;
}

/// Gives each place of an arm that was split to the one whose amount stands beside it; without one to the first.
void share_places(const Prose& prose, TrialArms& trial, std::size_t arm,
                  const std::vector<std::pair<double, std::size_t>>& amounts) {
    for (const std::size_t s : prose.core) {
        const auto& tokens = prose.sentences[s].tokens;
        for (ArmPlace& place : trial.places[s]) {
            if (place.arm != arm) continue;
            for (const auto& [amount, index] : amounts) {
                const bool behind =
                    place.end < tokens.size() && tokens[place.end].number() && tokens[place.end].value == amount;
                const bool before =
                    place.first > 1 && tokens[place.first - 2].number() && tokens[place.first - 2].value == amount;
                if (behind || before) place.arm = index;
            }
        }
    }
}

bool tells_of_giving(const Sentence& sentence) {
    return std::any_of(sentence.tokens.begin(), sentence.tokens.end(), [](const Token& t) {
        return any_of(t, {"received", "receiving", "given", "administered", "administration", "injected", "injection",
                          "infused", "dosed"});
    });
}

} // namespace

void split_by_dose(const Prose& prose, TrialArms& trial) {
    for (const std::size_t s : prose.core) {
        const Sentence& sentence = prose.sentences[s];
        if (sentence.section == SectionKind::results || sentence.section == SectionKind::conclusions) continue;
        const std::vector<DoseMention> doses = find_doses(prose.text, sentence.tokens);
        for (const ArmPlace place : std::vector<ArmPlace>(trial.places[s])) {
            if (trial.arms[place.arm].dose || trial.arms[place.arm].role == ArmRole::comparator) continue;
            const std::vector<DoseMention> list = dose_list(sentence.tokens, place, doses);
            if (list.empty()) continue;
            const Arm whole_arm = trial.arms[place.arm];
            std::vector<std::pair<double, std::size_t>> amounts;
            for (std::size_t i = 0; i < list.size(); ++i) {
                Arm arm = whole_arm;
                arm.name = whole_arm.name + " " + number_text(sentence.tokens, list[i]);
                arm.n = std::nullopt;
                arm.dose = list[i].dose;
                const std::size_t index = i == 0 ? place.arm : trial.arms.size();
                amounts.emplace_back(*list[i].dose.amount, index);
                if (i == 0) {
                    trial.arms[index] = std::move(arm);
                } else {
                    trial.arms.push_back(std::move(arm));
                }
            }
            share_places(prose, trial, place.arm, amounts);
            return;
        }
    }
}

void add_doses(const Prose& prose, TrialArms& trial) {
    // What the methods say counts before what a result tells of how much was given.
    for (const bool results : {false, true}) {
        for (const std::size_t s : prose.core) {
            const Sentence& sentence = prose.sentences[s];
            if ((sentence.section == SectionKind::results) != results || (results && !tells_of_giving(sentence)))
                continue;
            // A placebo has no dose of its own: "50 mg, or placebo, injected".
            std::vector<ArmPlace> places;
            std::ranges::copy_if(trial.places[s], std::back_inserter(places), [&](const ArmPlace& place) {
                return !is_comparator_name(trial.arms[place.arm].name);
            });
            if (!places.empty()) add_sentence_doses(prose, sentence, places, trial);
        }
    }
    for (std::size_t a = 0; a < trial.arms.size(); ++a) {
        if (trial.arms[a].dose && !trial.arms[a].dose->route) trial.arms[a].dose->route = only_route(prose, trial, a);
    }
}

} // namespace ekb::importers::extraction
