// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/arms/arms.h"

#include "importers/extraction/arms/arm_details.h"
#include "importers/extraction/arms/arm_group_features.h"
#include "importers/extraction/words/lexicon.h"

#include <algorithm>
#include <map>

namespace ekb::importers::extraction {

namespace {

// A group is an arm from this probability on; found on the training part.
constexpr double arm_threshold = 0.6;
// Where no group reaches that, from this one on the two likeliest are.
constexpr double first_threshold = 0.4;
// Beside an arm the likeliest other group is one from this on.
constexpr double second_threshold = 0.15;
// A passage names an arm once: what the counts of mentions say in an abstract is not there.
constexpr double passage_threshold = 0.02;
// More than a name is ever repeated: a name that the text explains by another is the better one.
constexpr std::size_t explained_weight = 1000;

} // namespace

bool names_comparator(Tokens name) {
    static const Lexicon words(resource("comparator_words.tsv"));
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (words.match(name, i)) return true;
    }
    return false;
}

namespace {

struct Name {
    std::string text;
    std::size_t count = 0;
    double sure = 0; ///< the sum of how sure the tagger is of its mentions
    bool label = false;
};

/// The names of a group as the text writes them, the best first: no mere label, then what another name explains, then
/// what the tagger is surest of, the most frequent, the shortest.
std::vector<std::string> names_of(const Prose& prose, const ArmGroup& group) {
    std::map<std::string, Name> by_fold;
    for (const Mention& mention : group.mentions) {
        const Tokens tokens = tokens_of(prose, mention);
        std::string text = text_of(prose, mention);
        Name& name = by_fold[lower_case(text)];
        if (name.count == 0) name.text = text;
        ++name.count;
        name.sure += mention.probability;
        // "X, a form of Y": X says more.
        const auto& sentence = prose.sentences[mention.sentence].tokens;
        const bool explained = mention.end + 3 < sentence.size() && sentence[mention.end].is(",") &&
                               sentence[mention.end + 3].is("of") &&
                               any_of(sentence[mention.end + 2], {"form", "type", "kind", "derivative", "analogue"});
        if (explained) name.count += explained_weight;
        name.label = is_arm_label(tokens);
    }
    std::vector<Name> names;
    for (auto& [fold, name] : by_fold)
        names.push_back(std::move(name));
    std::stable_sort(names.begin(), names.end(), [](const Name& a, const Name& b) {
        if (a.label != b.label) return b.label;
        const bool explained = a.count >= explained_weight;
        if (explained != (b.count >= explained_weight)) return explained;
        if (a.sure != b.sure) return a.sure > b.sure;
        if (a.count != b.count) return a.count > b.count;
        return a.text.size() < b.text.size();
    });
    std::vector<std::string> out;
    for (Name& name : names)
        out.push_back(std::move(name.text));
    return out;
}

/// Joins the labels ("control", "intervention") with the one arm of their kind that has a name.
void resolve_labels(const Prose& prose, std::vector<ArmGroup>& groups) {
    const auto comparator = [&](const ArmGroup& g) {
        return std::any_of(g.mentions.begin(), g.mentions.end(),
                           [&](const Mention& m) { return names_comparator(tokens_of(prose, m)); });
    };
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (!groups[i].label_only || groups.size() < 3) continue;
        const bool wanted = comparator(groups[i]);
        std::vector<std::size_t> fits;
        for (std::size_t j = 0; j < groups.size(); ++j) {
            if (j != i && !groups[j].label_only && comparator(groups[j]) == wanted) fits.push_back(j);
        }
        // Without a comparator that is named as one, "control" is the last of two named arms.
        if (fits.size() != 1) continue;
        ArmGroup& into = groups[fits[0]];
        into.keys.insert(into.keys.end(), groups[i].keys.begin(), groups[i].keys.end());
        into.mentions.insert(into.mentions.end(), groups[i].mentions.begin(), groups[i].mentions.end());
        groups.erase(groups.begin() + static_cast<std::ptrdiff_t>(i));
        --i;
    }
}

/// "Group A", "group 2": names that are only a letter or number.
bool lettered(const ArmGroup& group) {
    return std::all_of(group.keys.begin(), group.keys.end(),
                       [](const std::string& key) { return key.size() <= 3 && !key.empty(); }) &&
           group.label_only;
}

/// As many lettered groups as named ones are the same, in the same order.
void resolve_lettered(std::vector<ArmGroup>& groups) {
    std::vector<std::size_t> letters;
    std::vector<std::size_t> names;
    for (std::size_t i = 0; i < groups.size(); ++i)
        (lettered(groups[i]) ? letters : names).push_back(i);
    if (letters.size() < 2 || letters.size() != names.size()) return;
    std::vector<ArmGroup> joined;
    for (std::size_t k = 0; k < names.size(); ++k) {
        ArmGroup group = groups[names[k]];
        const ArmGroup& letter = groups[letters[k]];
        group.keys.insert(group.keys.end(), letter.keys.begin(), letter.keys.end());
        group.mentions.insert(group.mentions.end(), letter.mentions.begin(), letter.mentions.end());
        joined.push_back(std::move(group));
    }
    groups = std::move(joined);
}

/// "high", "low dose": a name that tells two groups apart only by how much they are given.
bool is_level(const ArmGroup& group) {
    static const Lexicon words(resource("dose_levels.tsv"));
    return std::all_of(group.keys.begin(), group.keys.end(), [](const std::string& key) {
        const std::vector<Token> tokens = tokenise(key);
        return std::all_of(tokens.begin(), tokens.end(), [](const Token& t) { return words.has(t); });
    });
}

/// A level that stands alone tells nothing apart: "high" of "high-dose zinc".
void drop_lone_level(std::vector<ArmGroup>& groups) {
    if (std::count_if(groups.begin(), groups.end(), is_level) == 1) std::erase_if(groups, is_level);
}

bool before(const Mention& a, const Mention& b) {
    return std::pair(a.sentence, a.first) < std::pair(b.sentence, b.first);
}

/// At most one kind of role for all would leave nothing to compare: with no comparator named, the last arm is one.
void give_roles(const Prose& prose, const std::vector<ArmGroup>& groups, std::vector<Arm>& arms) {
    bool any = false;
    for (std::size_t i = 0; i < arms.size(); ++i) {
        const auto is = [&](const Mention& m) { return names_comparator(tokens_of(prose, m)); };
        const std::size_t said =
            static_cast<std::size_t>(std::count_if(groups[i].mentions.begin(), groups[i].mentions.end(), is));
        const bool comparator = said * 2 > groups[i].mentions.size() || (said > 0 && is_comparator_name(arms[i].name));
        arms[i].role = comparator ? ArmRole::comparator : ArmRole::experimental;
        any = any || comparator;
    }
    if (!any && arms.size() > 1) arms[last_compared(prose, groups)].role = ArmRole::comparator;
}

std::vector<ArmGroup> chosen(const Prose& prose, const ProseTraits& traits, const std::vector<ArmGroup>& groups,
                             const LinearModel& model) {
    std::vector<ArmGroup> kept;
    std::vector<std::pair<double, std::size_t>> others;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const double p = model.probabilities(arm_group_features(prose, traits, groups, i))[1];
        if (p >= (is_passage(prose) ? passage_threshold : arm_threshold)) {
            kept.push_back(groups[i]);
            kept.back().probability = p;
        } else if (p >= second_threshold) {
            others.emplace_back(p, i);
        }
    }
    std::stable_sort(others.begin(), others.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    // A trial compares: beside a single arm the likeliest other is one too.
    const bool likely = !others.empty() && others.front().first >= first_threshold;
    const std::size_t wanted = kept.size() == 1 ? 1 : kept.empty() && likely ? 2 : 0;
    for (std::size_t i = 0; i < std::min(wanted, others.size()); ++i) {
        kept.push_back(groups[others[i].second]);
        kept.back().probability = others[i].first;
    }
    drop_lone_level(kept);
    resolve_labels(prose, kept);
    resolve_lettered(kept);
    for (ArmGroup& group : kept)
        std::stable_sort(group.mentions.begin(), group.mentions.end(), before);
    std::stable_sort(kept.begin(), kept.end(), [](const ArmGroup& a, const ArmGroup& b) {
        return before(a.mentions.front(), b.mentions.front());
    });
    return kept;
}

} // namespace

TrialArms find_arms(const Prose& prose, const ProseTraits& traits, const std::vector<Mention>& mentions,
                    const ArmModels& models) {
    const ArmGrouping grouping(prose, mentions, models.names);
    std::vector<ArmGroup> groups;
    // A trial compares: names that make one arm of all are not joined so readily.
    for (const double least_odds : {same_arm_odds, 0.0, 1.5}) {
        groups = chosen(prose, traits, grouping.at(least_odds), models.arms);
        if (groups.size() != 1) break;
    }
    TrialArms trial;
    trial.places.resize(prose.sentences.size());
    for (std::size_t i = 0; i < groups.size(); ++i) {
        std::vector<std::string> names = names_of(prose, groups[i]);
        Arm arm;
        arm.name = names.front();
        arm.also_called.assign(names.begin() + 1, names.end());
        trial.arms.push_back(std::move(arm));
        trial.probability.push_back(groups[i].probability);
        for (const Mention& m : groups[i].mentions)
            trial.places[m.sentence].push_back({m.first, m.end, i, m.probability});
    }
    for (auto& places : trial.places)
        std::sort(places.begin(), places.end(), [](const ArmPlace& a, const ArmPlace& b) { return a.first < b.first; });
    give_roles(prose, groups, trial.arms);
    add_sizes(prose, trial);
    return trial;
}

} // namespace ekb::importers::extraction
