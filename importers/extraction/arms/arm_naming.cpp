// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/arms/arm_naming.h"

#include "importers/extraction/arms/arm_details.h"

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

NameUse unused(const std::string& name) {
    const std::vector<Token> tokens = tokenise(name);
    const bool digits = std::ranges::any_of(tokens, &Token::number);
    const bool capitals = std::ranges::any_of(tokens, [](const Token& t) { return t.capitals; });
    NameUse use;
    use.words = folded_words(tokens);
    use.label = is_arm_label(tokens);
    use.kind = (use.label ? 1U : 0U) + (names_comparator(tokens) ? 2U : 0U) + (digits ? 4U : 0U) + (capitals ? 8U : 0U);
    return use;
}

void add_place(NameUse& use, const Sentence& sentence, const std::vector<TokenTraits>& traits, const ArmPlace& place) {
    const auto& tokens = sentence.tokens;
    ++use.count;
    use.title += sentence.section == SectionKind::title;
    use.methods += sentence.section == SectionKind::methods;
    use.results += sentence.section == SectionKind::results;
    use.before_group += place.end < tokens.size() && any_of(tokens[place.end], {"group", "groups", "arm", "arms"});
    use.bracketed += place.first > 0 && tokens[place.first - 1].is("(");
    use.most = std::max(use.most, place.sure);
    use.sum += place.sure;
    for (std::size_t t = place.first; t < place.end; ++t, ++use.tokens) {
        use.interventions += traits[t].intervention;
        use.outcomes += traits[t].outcome;
    }
}

/// What the other names of the same arm are like beside a name.
struct Siblings {
    std::size_t surer = 0;
    std::size_t parts = 0;  ///< that it holds
    std::size_t wholes = 0; ///< that hold it
    bool telling = false;   ///< one is no label
    bool label = false;     ///< one is
    std::size_t mentions = 0; ///< of all, the name itself among them
};

Siblings siblings_of(const std::vector<NameUse>& uses, std::size_t which) {
    Siblings found;
    for (std::size_t n = 0; n < uses.size(); ++n) {
        found.mentions += uses[n].count;
        if (n == which) continue;
        found.surer += uses[n].sum > uses[which].sum;
        found.parts += is_part(uses[n].words, uses[which].words);
        found.wholes += is_part(uses[which].words, uses[n].words);
        (uses[n].label ? found.label : found.telling) = true;
    }
    return found;
}

/// Other arms whose names have the words of a name.
struct Elsewhere {
    std::size_t arms = 0; ///< that have them all
    bool same = false;    ///< one of them has no more
};

Elsewhere elsewhere(const std::vector<std::vector<NameUse>>& uses, std::size_t arm, const std::vector<std::string>& words) {
    Elsewhere found;
    for (std::size_t a = 0; a < uses.size(); ++a) {
        if (a == arm) continue;
        const auto same = [&](const NameUse& other) { return other.words == words; };
        const auto holds = [&](const NameUse& other) { return is_part(words, other.words) || same(other); };
        found.arms += std::ranges::any_of(uses[a], holds);
        found.same = found.same || std::ranges::any_of(uses[a], same);
    }
    return found;
}

std::uint32_t tenths(double x, std::size_t most) {
    return at_most(static_cast<std::size_t>(x * 10), most);
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
        const std::size_t n = choices.size();
        const double p = naming.probabilities(view.features(which, n))[1];
        choices.push_back({p, p >= telling_threshold && !view.is_label(which, n), std::move(name)});
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

} // namespace

std::vector<std::string> all_names(const Arm& arm) {
    std::vector<std::string> names{arm.name};
    names.insert(names.end(), arm.also_called.begin(), arm.also_called.end());
    return names;
}

ArmNaming::ArmNaming(const Prose& prose, const ProseTraits& traits, const TrialArms& trial) {
    std::vector<std::vector<std::string>> spelled; // by arm, in lower case
    for (const Arm& arm : trial.arms) {
        m_uses.emplace_back();
        spelled.emplace_back();
        for (const std::string& name : all_names(arm)) {
            m_uses.back().push_back(unused(name));
            spelled.back().push_back(lower_case(name));
        }
    }
    for (const std::size_t s : prose.core) {
        for (const ArmPlace& place : trial.places[s]) {
            const auto& names = spelled[place.arm];
            const auto name = std::ranges::find(names, words_at(prose, s, place));
            if (name == names.end()) continue;
            add_place(m_uses[place.arm][static_cast<std::size_t>(name - names.begin())], prose.sentences[s], traits.tokens[s], place);
        }
    }
}

Features ArmNaming::features(std::size_t arm, std::size_t which) const {
    const NameUse& use = m_uses[arm][which];
    const Siblings siblings = siblings_of(m_uses[arm], which);
    const Elsewhere others = elsewhere(m_uses, arm, use.words);
    const auto per = [](double n, std::size_t all) { return n / static_cast<double>(std::max<std::size_t>(all, 1)); };
    const std::uint32_t surer = at_most(siblings.surer, 4);
    const std::uint32_t results = at_most(use.results, 3);
    const std::size_t tokens = std::max<std::size_t>(use.tokens, 1);
    const std::uint32_t interventions = at_most(use.interventions * 2 / tokens, 6);
    Features out;
    std::uint32_t base = 500;
    const auto add = [&](std::uint32_t a, std::uint32_t b = 0) { out.push_back({mixed(base++, a, b), 1}); };
    add(use.kind);
    add(use.kind, at_most(use.words.size(), 5));
    add(at_most(use.count, 6), use.kind & 3U);
    add(surer, at_most(m_uses[arm].size(), 5));
    add(tenths(use.most, 10), use.kind & 1U);
    add(tenths(use.sum / 3, 10), std::min(surer, 3U));
    add(tenths(per(use.sum, use.count), 10));
    add(at_most(use.title, 2), results);
    add(at_most(use.methods, 3), results);
    add(at_most(use.before_group, 2), use.kind & 3U);
    add(at_most(use.bracketed, 2), use.kind & 9U);
    add(at_most(siblings.parts, 2), at_most(siblings.wholes, 2));
    add(siblings.telling ? 1 : 0, (siblings.label ? 2U : 0U) + (use.kind & 1U));
    add(at_most(others.arms, 3), use.kind & 1U);
    add(at_most(others.arms, 3), tenths(use.most, 10));
    add(others.same ? 1 : 0, at_most(m_uses.size(), 5));
    add(tenths(per(static_cast<double>(use.count), siblings.mentions), 10), at_most(siblings.mentions, 6));
    add(interventions, at_most(use.outcomes * 2 / tokens, 6));
    add(interventions, tenths(use.most, 10));
    for (const std::string& word : use.words)
        out.push_back({mixed(490, feature_hash(word)), 1});
    if (!use.words.empty()) out.push_back({mixed(491, feature_hash(use.words.back())), 1});
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

TrialArms named_arms(const Prose& prose, const ProseTraits& traits, const std::vector<Mention>& mentions,
                     const ClaimModels& models) {
    TrialArms trial = find_arms(prose, traits, mentions, {models.names, models.arms});
    name_arms(prose, traits, trial, models.naming);
    return trial;
}

} // namespace ekb::importers::extraction
