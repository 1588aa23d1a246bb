// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/sample_size.h"

#include "importers/extraction/numbers.h"

#include <algorithm>
#include <map>
#include <numeric>

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

/// "N = 381 for each group": the size of each of the arms.
bool is_each(const std::vector<Token>& tokens, std::size_t end) {
    const std::size_t each = distance(tokens, static_cast<std::ptrdiff_t>(end), 1, 4, [](const Token& t) {
        return any_of(t, {"each", "per"});
    });
    const std::size_t group = distance(tokens, static_cast<std::ptrdiff_t>(end), 1, 5, [](const Token& t) {
        return any_of(t, {"group", "arm", "groups"});
    });
    return each < 4 && group < 5;
}

/// How many groups the text speaks of ("three groups", "four treatment arms"); two where it does not say.
int stated_groups(const Prose& prose) {
    for (const std::size_t s : prose.core) {
        const auto& tokens = prose.sentences[s].tokens;
        for (std::size_t t = 0; t < tokens.size(); ++t) {
            const auto number = number_at(tokens, t);
            if (!number || number->value < 2 || number->value > 12) continue;
            const std::size_t to_groups =
                distance(tokens, static_cast<std::ptrdiff_t>(number->end), 1, 3, [](const Token& token) {
                    return any_of(token, {"groups", "arms"});
                });
            if (to_groups < 3) return static_cast<int>(number->value);
        }
    }
    return 2;
}

std::optional<int> each_times_arms(const Prose& prose, const std::vector<SizeCandidate>& candidates) {
    for (const SizeCandidate& candidate : candidates) {
        if (is_each(prose.sentences[candidate.sentence].tokens, candidate.end))
            return candidate.value * stated_groups(prose);
    }
    return std::nullopt;
}

bool is_stated(const std::vector<Token>& tokens, const SizeCandidate& candidate) {
    return candidate.first >= 2 && tokens[candidate.first - 1].is("=") && tokens[candidate.first - 2].is("n");
}

/// The arms' sizes of a sentence that randomises, added up: "randomised to X (n = 61) or Y (n = 31)".
std::optional<int> stated_sum(const Prose& prose, const std::vector<SizeCandidate>& candidates) {
    std::map<std::size_t, std::vector<int>> by_sentence;
    for (const SizeCandidate& candidate : candidates) {
        if (is_stated(prose.sentences[candidate.sentence].tokens, candidate))
            by_sentence[candidate.sentence].push_back(candidate.value);
    }
    for (const auto& [sentence, values] : by_sentence) {
        const auto& tokens = prose.sentences[sentence].tokens;
        const bool random =
            std::any_of(tokens.begin(), tokens.end(), [](const Token& t) { return randomises(t) || enrols(t); });
        if (random && values.size() >= 2 && values.size() <= 6) return std::accumulate(values.begin(), values.end(), 0);
    }
    return std::nullopt;
}

/// Whether the words around a number say that it counts those who took part: "Nineteen patients were entered", "a trial
/// involving 534 children".
bool counts_participants(const Prose& prose, const SizeCandidate& candidate) {
    const Sentence& sentence = prose.sentences[candidate.sentence];
    if (sentence.section == SectionKind::background || sentence.section == SectionKind::conclusions) return false;
    const auto& tokens = sentence.tokens;
    const auto end = static_cast<std::ptrdiff_t>(candidate.end);
    // "534 6- to 10-year-old urban and rural children"; "patients on donepezil (n = 510)".
    constexpr std::size_t reach = 12;
    const bool of_people = is_stated(tokens, candidate) ? std::any_of(tokens.begin(), tokens.end(), people)
                                                        : distance(tokens, end, 1, reach, people) < reach;
    if (!of_people) return false;
    const bool taken_in = std::any_of(tokens.begin(), tokens.end(), [](const Token& t) {
        return randomises(t) || enrols(t) ||
               any_of(t,
                      {"entered", "involving", "involved", "comprised", "studied", "investigated", "trial", "study"});
    });
    return taken_in;
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

/// The likeliest of the numbers that plainly count participants, where none is likely by itself.
void take_plain_count(const Prose& prose, const std::vector<SizeCandidate>& candidates, const LinearModel& model,
                      DocumentN& n) {
    double best = 0;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (!counts_participants(prose, candidates[i])) continue;
        const double p = model.probabilities(size_features(prose, candidates, i))[1];
        if (p <= best) continue;
        best = p;
        n.randomised = candidates[i].value;
        n.quote = words_around(prose, candidates[i]);
    }
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
    // One arm's n is not the trial's.
    const auto total = arms_total(trial);
    const bool of_one_arm = n.randomised && std::any_of(trial.arms.begin(), trial.arms.end(),
                                                        [&](const Arm& arm) { return arm.n == n.randomised; });
    if (total && of_one_arm) n.randomised = total;
    if (!n.randomised) n.randomised = each_times_arms(prose, candidates);
    if (!n.randomised) n.randomised = arms_total(trial);
    if (!n.randomised) n.randomised = stated_sum(prose, candidates);
    if (!n.randomised) take_plain_count(prose, candidates, model, n);
    n.analysed = analysed(prose, candidates, n.randomised);
    return n;
}

} // namespace ekb::importers::extraction
