// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/sample_size.h"

#include "importers/extraction/numbers.h"

#include <algorithm>

namespace ekb::importers::extraction {

namespace {

// Found on the training part.
constexpr double size_threshold = 0.2;
constexpr int smallest_sample = 3;

bool any_of(const Token& token, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return token.lower == word; });
}

bool randomises(const Token& token) {
    return token.lower.starts_with("randomi") || token.lower.starts_with("randomly");
}
bool enrols(const Token& token) {
    return token.lower.starts_with("enrol") || token.lower.starts_with("recruit") ||
           token.lower.starts_with("includ") || token.lower.starts_with("allocat") ||
           token.lower.starts_with("assign") || token.lower.starts_with("participat");
}
bool people(const Token& token) {
    return any_of(token,
                  {"patients", "patient",   "subjects",   "participants", "women",       "men",         "children",
                   "adults",   "infants",   "volunteers", "people",       "individuals", "students",    "adolescents",
                   "males",    "females",   "persons",    "newborns",     "neonates",    "parturients", "rats",
                   "mice",     "eyes",      "teeth",      "cases",        "couples",     "nurses",      "girls",
                   "boys",     "veterans",  "residents",  "mothers",      "households",  "athletes",    "smokers",
                   "dogs",     "pigs",      "cows",       "sheep",        "lambs",       "animals",     "implants",
                   "families", "caregivers"});
}

/// The first token, from `from` in steps, within `reach`, that is wanted: how far it is; `reach` where there is none.
template <typename Wanted>
std::size_t distance(const std::vector<Token>& tokens, std::ptrdiff_t from, std::ptrdiff_t step, std::size_t reach,
                     Wanted wanted) {
    std::size_t n = 0;
    for (std::ptrdiff_t i = from; i >= 0 && i < static_cast<std::ptrdiff_t>(tokens.size()) && n < reach;
         i += step, ++n) {
        if (wanted(tokens[static_cast<std::size_t>(i)])) return n;
    }
    return reach;
}

std::string word_at(const std::vector<Token>& tokens, std::ptrdiff_t i) {
    if (i < 0 || i >= static_cast<std::ptrdiff_t>(tokens.size())) return "_";
    const Token& token = tokens[static_cast<std::size_t>(i)];
    return token.number() ? "9" : token.lower;
}

} // namespace

std::vector<SizeCandidate> size_candidates(const Prose& prose) {
    std::vector<SizeCandidate> found;
    for (const std::size_t s : prose.core) {
        const Sentence& sentence = prose.sentences[s];
        const auto& tokens = sentence.tokens;
        for (std::size_t t = 0; t < tokens.size();) {
            const auto number = number_at(tokens, t);
            if (!number) {
                ++t;
                continue;
            }
            t = number->end;
            const auto value = whole(number->value);
            const bool percent = t < tokens.size() && any_of(tokens[t], {"%", "mg", "ml", "g", "+-", "years", "weeks",
                                                                         "days", "months", "h", "min"});
            const bool decimal = !number->in_words && tokens[number->end - 1].lower.find('.') != std::string::npos;
            if (!value || *value < smallest_sample || percent || decimal) continue;
            found.push_back({s, number->first, number->end, *value});
        }
    }
    return found;
}

Features size_features(const Prose& prose, const std::vector<SizeCandidate>& candidates, std::size_t which) {
    const SizeCandidate& candidate = candidates[which];
    const Sentence& sentence = prose.sentences[candidate.sentence];
    const auto& tokens = sentence.tokens;
    const auto first = static_cast<std::ptrdiff_t>(candidate.first);
    const auto end = static_cast<std::ptrdiff_t>(candidate.end);
    Features out;
    std::uint32_t base = 400;
    const auto add = [&](std::size_t a, std::size_t b = 0) {
        out.push_back({mixed(base++, static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(b)), 1});
    };
    const auto word = [&](std::ptrdiff_t i) { return feature_hash(word_at(tokens, i)); };
    const auto section = static_cast<std::size_t>(sentence.section);
    add(word(first - 1));
    add(word(first - 2), word(first - 1));
    add(word(end));
    add(word(end), word(end + 1));
    add(word(end + 1));
    add(word(end + 2));
    add(section);
    const std::size_t to_people = distance(tokens, end, 1, 8, people);
    const bool random = std::any_of(tokens.begin(), tokens.end(), randomises);
    const bool enrol = std::any_of(tokens.begin(), tokens.end(), enrols);
    add(std::min<std::size_t>(to_people, 8), random ? 1 : 0);
    add(random ? 1 : 0, enrol ? 1 : 0);
    add(std::min<std::size_t>(distance(tokens, end, 1, 12, randomises), 12) / 3, section);
    add(std::min<std::size_t>(distance(tokens, first - 1, -1, 12, randomises), 12) / 3, section);
    add(std::min<std::size_t>(distance(tokens, end, 1, 8, enrols), 8) / 2);
    const bool most = std::all_of(candidates.begin(), candidates.end(),
                                  [&](const SizeCandidate& c) { return c.value <= candidate.value; });
    const auto same = std::count_if(candidates.begin(), candidates.end(),
                                    [&](const SizeCandidate& c) { return c.value == candidate.value; });
    const bool earlier = std::any_of(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(which),
                                     [&](const SizeCandidate& c) {
                                         const Sentence& other = prose.sentences[c.sentence];
                                         return std::any_of(other.tokens.begin(), other.tokens.end(),
                                                            [](const Token& t) { return randomises(t) || enrols(t); });
                                     });
    add(most ? 1 : 0, to_people < 8 ? 1 : 0);
    add(static_cast<std::size_t>(std::min<std::ptrdiff_t>(same, 3)));
    add(earlier ? 1 : 0, random ? 1 : 0);
    bool sum = false;
    for (std::size_t a = 0; a < candidates.size() && !sum; ++a) {
        for (std::size_t b = a + 1; b < candidates.size() && !sum; ++b)
            sum = candidates[a].value + candidates[b].value == candidate.value;
    }
    add(sum ? 1 : 0, random ? 1 : 0);
    add(candidate.first == 0 ? 1 : 0, section);
    add(which == 0 ? 1 : 0, to_people < 8 ? 1 : 0);
    add(candidate.value < 10 ? 0 : candidate.value < 1900 ? 1 : candidate.value < 2030 ? 2 : 3);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].word() && tokens[i].lower.size() > 3)
            out.push_back({mixed(399, feature_hash(tokens[i].lower)), 0.5F});
    }
    return out;
}

namespace {

std::string words_around(const Prose& prose, const SizeCandidate& candidate) {
    return std::string(prose.sentences[candidate.sentence].in(prose.text));
}

/// The total of the arms' n, where each arm has one and none is told otherwise.
std::optional<int> arms_total(const TrialArms& trial) {
    if (trial.arms.size() < 2) return std::nullopt;
    int total = 0;
    for (const Arm& arm : trial.arms) {
        if (!arm.n) return std::nullopt;
        total += *arm.n;
    }
    return total;
}

std::optional<int> analysed(const Prose& prose, const std::vector<SizeCandidate>& candidates,
                            std::optional<int> randomised) {
    for (const SizeCandidate& candidate : candidates) {
        const auto& tokens = prose.sentences[candidate.sentence].tokens;
        const bool counts = distance(tokens, static_cast<std::ptrdiff_t>(candidate.end), 1, 5, people) < 5 ||
                            prose.sentences[candidate.sentence].section == SectionKind::results;
        const std::size_t done = distance(tokens, static_cast<std::ptrdiff_t>(candidate.end), 1, 7, [](const Token& t) {
            return any_of(t, {"completed", "complete", "completers", "analysed", "analyzed", "evaluable", "evaluated",
                              "finished"});
        });
        if (counts && done < 7 && candidate.value >= 5 &&
            (!randomised || (candidate.value < *randomised && candidate.value * 3 > *randomised)))
            return candidate.value;
    }
    return std::nullopt;
}

} // namespace

DocumentN find_sample_size(const Prose& prose, const TrialArms& trial, const LinearModel& model) {
    const std::vector<SizeCandidate> candidates = size_candidates(prose);
    DocumentN n;
    double best = size_threshold;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const double p = model.probabilities(size_features(prose, candidates, i))[1];
        if (p <= best) continue;
        best = p;
        n.randomised = candidates[i].value;
        n.quote = words_around(prose, candidates[i]);
    }
    if (!n.randomised) n.randomised = arms_total(trial);
    n.analysed = analysed(prose, candidates, n.randomised);
    return n;
}

} // namespace ekb::importers::extraction
