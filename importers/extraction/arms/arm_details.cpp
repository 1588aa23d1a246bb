// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/arms/arm_details.h"

#include "importers/extraction/numbers/numbers.h"
#include "importers/extraction/words/lexicon.h"

#include <algorithm>
#include <optional>
#include <string>

namespace ekb::importers::extraction {

namespace {

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

void drop_total_sizes(TrialArms& trial, int randomised) {
    if (trial.arms.size() < 2) return;
    for (Arm& arm : trial.arms) {
        if (arm.n == randomised) arm.n = std::nullopt;
    }
}

} // namespace ekb::importers::extraction
