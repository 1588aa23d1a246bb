// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/arms/arm_group_features.h"

#include "importers/extraction/arms/arms.h"
#include "importers/extraction/words/lexicon.h"

#include <algorithm>

namespace ekb::importers::extraction {

namespace {

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

} // namespace ekb::importers::extraction
