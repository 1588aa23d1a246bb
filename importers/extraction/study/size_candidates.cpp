// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/study/size_candidates.h"

#include "importers/extraction/numbers/numbers.h"
#include "importers/extraction/study/size_cues.h"
#include "importers/extraction/words/lexicon.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>

namespace ekb::importers::extraction {

namespace {

constexpr int smallest_sample = 3;
// More groups than this are none of a trial.
constexpr std::size_t most_groups = 8;
// No trial has more people; text may say anything.
constexpr std::int64_t most_people = std::numeric_limits<int>::max();

/// "n = 61" with the number at this token.
bool is_stated(const std::vector<Token>& tokens, std::size_t number) {
    return number >= 2 && tokens[number - 1].is("=") && tokens[number - 2].is("n");
}

/// How far ahead people are named; `reach` where they are not.
std::size_t to_people(const std::vector<Token>& tokens, std::size_t from, std::size_t reach) {
    for (std::size_t n = 0; n < reach && from + n < tokens.size(); ++n) {
        if (names_people(tokens[from + n])) return n;
        if (n > 0 && (tokens[from + n].is(";") || tokens[from + n].is(")"))) return reach;
    }
    return reach;
}

bool is_measure(const std::vector<Token>& tokens, std::size_t end) {
    return end < tokens.size() && any_of(tokens[end], {"%", "mg", "ml", "g", "+-", "years", "weeks", "days", "months",
                                                       "h", "min", "hours", "year", "week", "day", "month", "kg"});
}

/// "n = 17 135": thousands apart from the rest by a space.
std::optional<int> spaced_thousands(const std::vector<Token>& tokens, std::size_t at) {
    if (!is_stated(tokens, at) || at + 1 >= tokens.size() || !tokens[at + 1].number()) return std::nullopt;
    const bool grouped = tokens[at].lower.size() <= 3 && tokens[at + 1].lower.size() == 3 && tokens[at + 1].spaced;
    const auto thousands = whole(tokens[at].value);
    const auto rest = whole(tokens[at + 1].value);
    if (!grouped || !thousands || !rest || *rest > 999) return std::nullopt;
    return *thousands * 1000 + *rest;
}

std::vector<SizeCandidate> stated_sizes(const Prose& prose) {
    std::vector<SizeCandidate> found;
    for (const std::size_t s : prose.core) {
        const auto& tokens = prose.sentences[s].tokens;
        for (std::size_t t = 0; t < tokens.size();) {
            const auto number = number_at(tokens, t);
            if (!number) {
                ++t;
                continue;
            }
            t = number->end;
            auto value = whole(number->value);
            if (const auto long_value = spaced_thousands(tokens, number->first)) {
                value = long_value;
                t = number->first + 2;
            }
            const bool decimal = !number->in_words && tokens[number->end - 1].lower.find('.') != std::string::npos;
            if (!value || *value < 1 || is_measure(tokens, t) || decimal) continue;
            found.push_back({s, number->first, t, *value, SizeKind::stated, 1});
        }
    }
    return found;
}

bool is_year(int value) { return value >= 1900 && value < 2030; }

/// "6 normal and 6 asthmatic subjects", "thirty pregnant and 10 nonpregnant women": a count that shares its people with the
/// next.
bool listed_group(const std::vector<Token>& tokens, std::size_t end) {
    std::size_t i = end;
    while (i < std::min(tokens.size(), end + 4) && tokens[i].word() && !tokens[i].is("and"))
        ++i;
    if (i == end || i >= tokens.size() || !any_of(tokens[i], {"and", "plus", "versus", "vs"})) return false;
    const auto next = number_at(tokens, i + 1);
    if (!next || !whole(next->value)) return false;
    constexpr std::size_t reach = 4;
    return to_people(tokens, next->end, reach) < reach;
}

/// Whether a number counts a group of people: "n = 61", "30 boys", "the other 15 (children)".
bool counts_group(const std::vector<Token>& tokens, const SizeCandidate& candidate) {
    constexpr std::size_t reach = 4;
    if (is_stated(tokens, candidate.first)) return true;
    const std::size_t end = candidate.end;
    if (end < tokens.size() && (tokens[end].is("/") || tokens[end].is("-") || tokens[end].is("of"))) return false;
    const bool range = end + 1 < tokens.size() && tokens[end].is("to") && tokens[end + 1].number();
    const bool part = candidate.first > 0 && any_of(tokens[candidate.first - 1], {"/", "-", "to", "year", "week"});
    if (part || range) return false;
    return to_people(tokens, end, reach) < reach || listed_group(tokens, end) ||
           (end < tokens.size() && any_of(tokens[end], {"received", "in", "to", "were", "control", "intervention"}) &&
            candidate.value >= smallest_sample && !is_year(candidate.value));
}

/// The counts of groups of one sentence, added up, where it states some.
std::vector<SizeCandidate> sums(const Prose& prose, const std::vector<SizeCandidate>& stated) {
    std::vector<SizeCandidate> found;
    for (std::size_t i = 0; i < stated.size();) {
        SizeCandidate sum = stated[i];
        sum.kind = SizeKind::sum;
        sum.parts = 0;
        std::int64_t total = 0;
        int groups_with_n = 0;
        std::int64_t total_with_n = 0;
        std::size_t j = i;
        for (; j < stated.size() && stated[j].sentence == stated[i].sentence; ++j) {
            const auto& tokens = prose.sentences[stated[j].sentence].tokens;
            if (!counts_group(tokens, stated[j])) continue;
            if (sum.parts == 0) {
                sum.first = stated[j].first;
                sum.end = stated[j].end;
            }
            total += stated[j].value;
            ++sum.parts;
            if (is_stated(tokens, stated[j].first)) {
                ++groups_with_n;
                total_with_n += stated[j].value;
            }
        }
        // "n =" of groups beside other counts are the groups'.
        if (groups_with_n >= 2) {
            sum.parts = static_cast<std::size_t>(groups_with_n);
            total = total_with_n;
        }
        sum.value = static_cast<int>(std::min(total, most_people));
        const bool groups = sum.parts >= 2 && sum.parts <= most_groups;
        if (groups && total >= smallest_sample && total <= most_people) found.push_back(sum);
        i = j;
    }
    return found;
}

/// How many groups the text speaks of ("three groups", "four treatment arms"); two where it does not say.
int stated_groups(const Prose& prose) {
    for (const std::size_t s : prose.core) {
        const auto& tokens = prose.sentences[s].tokens;
        for (std::size_t t = 0; t < tokens.size(); ++t) {
            const auto number = number_at(tokens, t);
            if (!number || number->value < 2 || number->value > 12) continue;
            for (std::size_t i = number->end; i < std::min(tokens.size(), number->end + 3); ++i) {
                if (any_of(tokens[i], {"groups", "arms"})) return static_cast<int>(number->value);
            }
        }
    }
    return 2;
}

/// "N = 381 for each group", "19 patients in each group", "30 patients each": the size of each of the arms.
bool is_each(const std::vector<Token>& tokens, std::size_t end) {
    bool each = false;
    for (std::size_t i = end; i < std::min(tokens.size(), end + 6); ++i) {
        if (tokens[i].is(";") || tokens[i].number()) break;
        each = each || any_of(tokens[i], {"each", "per"});
        if (each && any_of(tokens[i], {"group", "arm", "groups", ")", ".", "arms", "of", ":", ","})) return true;
    }
    return false;
}

/// "each group consisted of 46 patients", "4 groups of 7 rats".
bool follows_each(const std::vector<Token>& tokens, std::size_t first) {
    for (std::size_t n = 1; n <= 6 && n <= first; ++n) {
        const Token& token = tokens[first - n];
        if (token.number() || token.is(";")) return false;
        if (n == 2 && any_of(token, {"groups", "arms"}) && tokens[first - 1].is("of")) return true;
        if (n > 1 && any_of(token, {"each", "every"}) && any_of(tokens[first - n + 1], {"group", "arm"})) return true;
    }
    return false;
}

std::vector<SizeCandidate> multiples(const Prose& prose, const std::vector<SizeCandidate>& stated) {
    std::vector<SizeCandidate> found;
    std::optional<int> groups; // as the whole text tells it
    for (SizeCandidate candidate : stated) {
        const auto& tokens = prose.sentences[candidate.sentence].tokens;
        if (candidate.value < smallest_sample ||
            (!is_each(tokens, candidate.end) && !follows_each(tokens, candidate.first)))
            continue;
        if (candidate.value > 1000000) continue;
        if (!groups) groups = stated_groups(prose);
        candidate.value *= *groups;
        candidate.kind = SizeKind::each;
        candidate.parts = static_cast<std::size_t>(*groups);
        found.push_back(candidate);
    }
    return found;
}

/// The total of the arms' n, where each arm has one.
std::optional<SizeCandidate> arms_total(const TrialArms& trial, const std::vector<SizeCandidate>& stated) {
    if (trial.arms.size() < 2) return std::nullopt;
    std::int64_t people = 0;
    for (const Arm& arm : trial.arms) {
        if (!arm.n) return std::nullopt;
        people += *arm.n;
    }
    if (people > most_people) return std::nullopt;
    SizeCandidate total{0, 0, 0, static_cast<int>(people), SizeKind::arms, trial.arms.size()};
    for (const SizeCandidate& candidate : stated) {
        if (candidate.value != trial.arms.front().n) continue;
        total.sentence = candidate.sentence;
        total.first = candidate.first;
        total.end = candidate.end;
        return total;
    }
    return std::nullopt;
}

} // namespace

bool names_people(const Token& token) {
    static const Lexicon words(resource("people_words.tsv"));
    return words.has(token);
}

std::vector<SizeCandidate> size_candidates(const Prose& prose, const TrialArms& trial) {
    std::vector<SizeCandidate> stated = stated_sizes(prose);
    set_contexts(prose, stated);
    std::vector<SizeCandidate> worked_out = sums(prose, stated);
    for (const SizeCandidate& each : multiples(prose, stated))
        worked_out.push_back(each);
    if (const auto total = arms_total(trial, stated)) worked_out.push_back(*total);
    std::erase_if(stated, [](const SizeCandidate& c) { return c.value < smallest_sample; });
    stated.insert(stated.end(), worked_out.begin(), worked_out.end());
    return stated;
}

} // namespace ekb::importers::extraction
