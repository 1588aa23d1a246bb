// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/arm_naming.h"

#include "importers/extraction/arm_details.h"

#include <algorithm>
#include <utility>

namespace ekb::importers::extraction {

namespace {

// A name that says what is given is preferred to a label from this probability on: a label is no use to who searches, but
// a wrong substance is worse.
constexpr double telling_threshold = 0.5;
// Below this it is no name of the arm; found on the training part.
constexpr double own_threshold = 0.3;

std::string words_at(const Prose& prose, std::size_t sentence, const ArmPlace& place) {
    const ByteSpan span = span_of(Tokens(prose.sentences[sentence].tokens).subspan(place.first, place.end - place.first));
    return lower_case(prose.text.substr(span.begin, span.size()));
}

struct Choice {
    double sure = 0;
    bool telling = false; ///< says what is given, and is sure enough
    std::string name;
};

/// The names of an arm, the best first.
std::vector<Choice> choices_of(const ArmNaming& view, const Arm& arm, std::size_t which, const LinearModel& naming) {
    std::vector<Choice> choices;
    for (std::string& name : all_names(arm)) {
        const double p = naming.probabilities(view.features(which, choices.size()))[1];
        choices.push_back({p, p >= telling_threshold && !is_arm_label(tokenise(name)), std::move(name)});
    }
    std::stable_sort(choices.begin(), choices.end(), [](const Choice& x, const Choice& y) {
        return std::pair(x.telling, x.sure) > std::pair(y.telling, y.sure);
    });
    return choices;
}

/// Where the text says `name`, it does not speak of the arm.
void forget_places(const Prose& prose, TrialArms& trial, std::size_t arm, const std::string& name) {
    const std::string wanted = lower_case(name);
    for (const std::size_t s : prose.core)
        std::erase_if(trial.places[s], [&](const ArmPlace& place) { return place.arm == arm && words_at(prose, s, place) == wanted; });
}

std::uint32_t kind_of(const std::string& name) {
    const std::vector<Token> tokens = tokenise(name);
    const bool digits = std::ranges::any_of(tokens, &Token::number);
    const bool capitals = std::ranges::any_of(tokens, [](const Token& t) { return t.capitals; });
    return (is_arm_label(tokens) ? 1U : 0U) + (names_comparator(tokens) ? 2U : 0U) + (digits ? 4U : 0U) + (capitals ? 8U : 0U);
}

} // namespace

std::vector<std::string> all_names(const Arm& arm) {
    std::vector<std::string> names{arm.name};
    names.insert(names.end(), arm.also_called.begin(), arm.also_called.end());
    return names;
}

ArmNaming::ArmNaming(const Prose& prose, const ProseTraits& traits, const TrialArms& trial)
    : m_prose(prose), m_traits(traits), m_trial(trial) {
    for (std::size_t a = 0; a < trial.arms.size(); ++a) {
        m_names.push_back(all_names(trial.arms[a]));
        m_uses.emplace_back();
        for (const std::string& name : m_names.back())
            m_uses.back().push_back(uses_of(a, name));
    }
}

ArmNaming::Uses ArmNaming::uses_of(std::size_t arm, const std::string& name) const {
    Uses uses;
    const std::string wanted = lower_case(name);
    for (const std::size_t s : m_prose.core) {
        const Sentence& sentence = m_prose.sentences[s];
        const auto& tokens = sentence.tokens;
        for (const ArmPlace& place : m_trial.places[s]) {
            if (place.arm != arm || words_at(m_prose, s, place) != wanted) continue;
            ++uses.count;
            uses.title += sentence.section == SectionKind::title;
            uses.methods += sentence.section == SectionKind::methods;
            uses.results += sentence.section == SectionKind::results;
            uses.before_group += place.end < tokens.size() && any_of(tokens[place.end], {"group", "groups", "arm", "arms"});
            uses.bracketed += place.first > 0 && tokens[place.first - 1].is("(");
            uses.most = std::max(uses.most, place.sure);
            uses.sum += place.sure;
            for (std::size_t t = place.first; t < place.end; ++t, ++uses.tokens) {
                uses.interventions += m_traits.tokens[s][t].intervention;
                uses.outcomes += m_traits.tokens[s][t].outcome;
            }
        }
    }
    return uses;
}

Features ArmNaming::features(std::size_t arm, std::size_t which) const {
    const std::string& name = m_names[arm][which];
    const Uses& uses = m_uses[arm][which];
    const std::vector<std::string> words = folded_words(tokenise(name));
    const std::uint32_t kind = kind_of(name);
    std::size_t rank = 0;
    std::size_t parts = 0;  // of its siblings, that it holds
    std::size_t wholes = 0; // of its siblings, that hold it
    bool telling = false;   // a sibling is no label
    bool label = false;     // a sibling is one
    std::size_t mentions = 0;
    for (std::size_t n = 0; n < m_names[arm].size(); ++n) {
        mentions += m_uses[arm][n].count;
        if (n == which) continue;
        rank += m_uses[arm][n].sum > uses.sum;
        const std::vector<std::string> others = folded_words(tokenise(m_names[arm][n]));
        parts += is_part(others, words);
        wholes += is_part(words, others);
        (is_arm_label(tokenise(m_names[arm][n])) ? label : telling) = true;
    }
    std::size_t elsewhere = 0; // other arms whose names share its words
    bool same_elsewhere = false;
    for (std::size_t a = 0; a < m_names.size(); ++a) {
        if (a == arm) continue;
        bool shared = false;
        for (const std::string& other : m_names[a]) {
            const std::vector<std::string> others = folded_words(tokenise(other));
            shared = shared || is_part(words, others) || others == words;
            same_elsewhere = same_elsewhere || others == words;
        }
        elsewhere += shared;
    }
    Features out;
    std::uint32_t base = 500;
    const auto add = [&](std::uint32_t a, std::uint32_t b = 0) { out.push_back({mixed(base++, a, b), 1}); };
    const auto tenths = [](double x, std::size_t most) { return at_most(static_cast<std::size_t>(x * 10), most); };
    add(kind);
    add(kind, at_most(words.size(), 5));
    add(at_most(uses.count, 6), kind & 3U);
    add(at_most(rank, 4), at_most(m_names[arm].size(), 5));
    add(tenths(uses.most, 10), kind & 1U);
    add(tenths(uses.sum / 3, 10), at_most(rank, 3));
    add(tenths(uses.sum / static_cast<double>(std::max<std::size_t>(uses.count, 1)), 10));
    add(at_most(uses.title, 2), at_most(uses.results, 3));
    add(at_most(uses.methods, 3), at_most(uses.results, 3));
    add(at_most(uses.before_group, 2), kind & 3U);
    add(at_most(uses.bracketed, 2), kind & 9U);
    add(at_most(parts, 2), at_most(wholes, 2));
    add(telling ? 1 : 0, (label ? 2U : 0U) + (kind & 1U));
    add(at_most(elsewhere, 3), kind & 1U);
    add(at_most(elsewhere, 3), tenths(uses.most, 10));
    add(same_elsewhere ? 1 : 0, at_most(m_names.size(), 5));
    add(tenths(static_cast<double>(uses.count) / static_cast<double>(std::max<std::size_t>(mentions, 1)), 10), at_most(mentions, 6));
    const std::size_t tokens = std::max<std::size_t>(uses.tokens, 1);
    add(at_most(uses.interventions * 2 / tokens, 6), at_most(uses.outcomes * 2 / tokens, 6));
    add(at_most(uses.interventions * 2 / tokens, 6), tenths(uses.most, 10));
    for (const std::string& word : words)
        out.push_back({mixed(490, feature_hash(word)), 1});
    if (!words.empty()) out.push_back({mixed(491, feature_hash(words.back())), 1});
    return out;
}

void name_arms(const Prose& prose, const ProseTraits& traits, TrialArms& trial, const LinearModel& naming) {
    const ArmNaming view(prose, traits, trial);
    for (std::size_t a = 0; a < trial.arms.size(); ++a) {
        std::vector<Choice> choices = choices_of(view, trial.arms[a], a, naming);
        trial.arms[a].name = std::move(choices.front().name);
        trial.arms[a].also_called.clear();
        for (std::size_t n = 1; n < choices.size(); ++n) {
            if (choices[n].sure < own_threshold)
                forget_places(prose, trial, a, choices[n].name);
            else
                trial.arms[a].also_called.push_back(std::move(choices[n].name));
        }
    }
}

} // namespace ekb::importers::extraction
