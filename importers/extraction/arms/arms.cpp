// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/arms/arms.h"

#include "importers/extraction/arms/arm_details.h"
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
// A passage of so few sentences names an arm once: what the counts of mentions say in an abstract is not there.
constexpr std::size_t passage_sentences = 2;
constexpr double passage_threshold = 0.02;
// More than a name is ever repeated: a name that the text explains by another is the better one.
constexpr std::size_t explained_weight = 1000;

/// What stands beside a group's mentions, counted.
struct Beside {
    std::size_t title = 0;
    std::size_t methods = 0;
    std::size_t results = 0;
    std::size_t before_group = 0; ///< "X group"
    std::size_t with_n = 0;       ///< "X (n = 20)"
    std::size_t compared = 0;     ///< beside "versus", "than", "or", "and", with another group's mention behind it
    std::size_t ruled = 0;        ///< set out as an arm by the wording
    std::size_t dosed = 0;        ///< beside an amount
    double most = 0;
    double sum = 0;
};

/// "X 20 mg", "X (20 mg", "20 mg X", "20 mg of X".
bool has_dose_beside(const std::vector<Token>& tokens, const Mention& mention) {
    static const Lexicon units(resource("dose_units.tsv"));
    const auto dose_at = [&](std::size_t i) {
        return i + 1 < tokens.size() && tokens[i].number() && units.match(tokens, i + 1) && !tokens[i + 1].is("%");
    };
    for (std::size_t i = mention.end; i < std::min(tokens.size(), mention.end + 3); ++i) {
        if (dose_at(i)) return true;
    }
    for (std::size_t n = 2; n < 6 && n <= mention.first; ++n) {
        if (dose_at(mention.first - n)) return true;
    }
    return false;
}

Beside look_beside(const Prose& prose, const ArmGroup& group) {
    Beside beside;
    for (const Mention& mention : group.mentions) {
        const Sentence& sentence = prose.sentences[mention.sentence];
        const auto& tokens = sentence.tokens;
        beside.title += sentence.section == SectionKind::title;
        beside.methods += sentence.section == SectionKind::methods;
        beside.results += sentence.section == SectionKind::results;
        const std::size_t next = mention.end;
        beside.before_group += next < tokens.size() && any_of(tokens[next], {"group", "groups", "arm", "arms"});
        beside.with_n += next + 2 < tokens.size() && tokens[next].is("(") && tokens[next + 1].is("n");
        const bool after =
            next < tokens.size() && any_of(tokens[next], {"versus", "vs", "or", "and", "compared", "than", "over"});
        const bool before = mention.first > 0 &&
                            any_of(tokens[mention.first - 1],
                                   {"versus", "vs", ".", "or", "and", "than", "with", "to", "received", "receive"});
        beside.compared += after || before;
        beside.ruled += mention.ruled;
        beside.dosed += has_dose_beside(tokens, mention);
        beside.most = std::max(beside.most, mention.probability);
        beside.sum += mention.probability;
    }
    return beside;
}

std::uint32_t hash_of(const std::string& text) {
    return feature_hash(text);
}

} // namespace

bool names_comparator(Tokens name) {
    static const Lexicon words(resource("comparator_words.tsv"));
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (words.match(name, i)) return true;
    }
    return false;
}

namespace {

bool holds_all(const std::string& name, const std::string& part) {
    return is_part(key_words(part), key_words(name));
}

/// In how many other groups' names a group's best name stands whole, and how many stand in its.
std::pair<std::size_t, std::size_t> nesting(const std::vector<ArmGroup>& groups, std::size_t which) {
    const std::string& mine = groups[which].keys.front();
    std::size_t within = 0;
    std::size_t around = 0;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        if (g == which) continue;
        const auto& keys = groups[g].keys;
        within += std::any_of(keys.begin(), keys.end(), [&](const std::string& key) { return holds_all(key, mine); });
        around += std::any_of(keys.begin(), keys.end(), [&](const std::string& key) { return holds_all(mine, key); });
    }
    return {within, around};
}

} // namespace

Features arm_group_features(const Prose& prose, const ProseTraits& traits, const std::vector<ArmGroup>& groups,
                            std::size_t which) {
    const ArmGroup& group = groups[which];
    const Beside beside = look_beside(prose, group);
    Features out;
    std::uint32_t base = 300;
    const auto add = [&](std::uint32_t a, std::uint32_t b = 0) { out.push_back({mixed(base++, a, b), 1}); };
    add(at_most(group.mentions.size(), 6));
    add(at_most(beside.title, 2), at_most(beside.results, 3));
    add(at_most(beside.methods, 3), at_most(beside.results, 3));
    add(at_most(static_cast<std::size_t>(beside.most * 10), 10));
    add(at_most(static_cast<std::size_t>(beside.sum * 3), 15));
    add(at_most(beside.before_group, 2), at_most(beside.with_n, 1));
    add(at_most(beside.compared, 4));
    add(group.label_only ? 1 : 0, at_most(groups.size(), 6));
    const std::size_t rank =
        static_cast<std::size_t>(std::count_if(groups.begin(), groups.end(), [&](const ArmGroup& other) {
            return look_beside(prose, other).sum > beside.sum;
        }));
    add(at_most(rank, 6));
    add(at_most(rank, 6), at_most(static_cast<std::size_t>(beside.sum * 3), 10));
    add(names_comparator(tokens_of(prose, group.mentions.front())) ? 1 : 0, group.label_only ? 1 : 0);
    add(at_most(beside.ruled, 3));
    add(at_most(beside.ruled, 2), at_most(static_cast<std::size_t>(beside.sum * 3), 8));
    add(at_most(beside.ruled, 2), at_most(beside.title, 1) * 4 + at_most(beside.results, 3));
    const auto [within, around] = nesting(groups, which);
    add(at_most(within, 3), at_most(around, 3));
    add(at_most(within, 3), at_most(beside.ruled, 2));
    add(at_most(beside.dosed, 2), at_most(beside.title, 1) * 4 + at_most(beside.methods, 3));
    add(at_most(beside.dosed, 2), at_most(beside.ruled, 2));
    std::size_t interventions = 0;
    std::size_t outcomes = 0;
    std::size_t tokens = 0;
    for (const Mention& mention : group.mentions) {
        for (std::size_t t = mention.first; t < mention.end; ++t, ++tokens) {
            interventions += traits.tokens[mention.sentence][t].intervention;
            outcomes += traits.tokens[mention.sentence][t].outcome;
        }
    }
    add(at_most(interventions * 2 / tokens, 6));
    add(at_most(outcomes * 2 / tokens, 6));
    add(at_most(interventions * 2 / tokens, 6), at_most(outcomes * 2 / tokens, 6));
    for (const std::string& key : group.keys) {
        out.push_back({mixed(290, hash_of(key)), 1});
        for (std::size_t at = 0; at < key.size();) {
            const std::size_t end = std::min(key.find(' ', at), key.size());
            out.push_back({mixed(291, hash_of(key.substr(at, end - at))), 1});
            at = end + 1;
        }
    }
    return out;
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
        if (p >= (prose.core.size() <= passage_sentences ? passage_threshold : arm_threshold)) {
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
