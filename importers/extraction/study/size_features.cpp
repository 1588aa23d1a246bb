// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/study/size_cues.h"

#include <algorithm>

namespace ekb::importers::extraction {

namespace {

constexpr std::size_t cue_reach = 15;

std::string word_at(const std::vector<Token>& tokens, std::ptrdiff_t i) {
    if (i < 0 || i >= static_cast<std::ptrdiff_t>(tokens.size())) return "_";
    const Token& token = tokens[static_cast<std::size_t>(i)];
    return token.number() ? "9" : token.lower;
}

/// The nearest cue on one side: its kind, and how far it is in threes.
std::pair<std::uint32_t, std::uint32_t> nearest_cue(const std::vector<Token>& tokens, std::size_t at, bool ahead) {
    for (std::size_t n = 0; n < cue_reach; ++n) {
        const std::size_t i = ahead ? at + n : at - n - 1;
        if (ahead ? i >= tokens.size() : n >= at) break;
        if (const auto kind = static_cast<std::uint32_t>(size_cue(tokens[i]))) return {kind, at_most(n / 3, 4)};
    }
    return {0, 5};
}

std::size_t people_behind(const std::vector<Token>& tokens, std::size_t first) {
    for (std::size_t n = 1; n < 8 && n <= first; ++n) {
        if (names_people(tokens[first - n])) return n;
    }
    return 8;
}

/// How one candidate compares with the others.
struct Standing {
    bool most = true;
    bool earlier_cue = false; ///< a sentence that randomises or enrols stands before it
    bool sum_of_two = false;  ///< of other numbers
    bool sum_of_kind = false; ///< equals a candidate that is worked out
    std::uint32_t same = 0;
    std::uint32_t people_before = 0; ///< numbers before it that people follow
    bool subset_elsewhere = false;   ///< whether a count is told to be a part of this value
    std::uint32_t others_cues = 0;   ///< the kinds of cue beside other values, as bits
};

Standing standing(const std::vector<SizeCandidate>& candidates, std::size_t which) {
    const SizeCandidate& candidate = candidates[which];
    Standing found;
    for (std::size_t a = 0; a < candidates.size(); ++a) {
        const SizeCandidate& other = candidates[a];
        if (other.kind != SizeKind::stated) {
            found.sum_of_kind = found.sum_of_kind || (a != which && other.value == candidate.value);
            continue;
        }
        const bool of_people = other.context.people < 4;
        found.subset_elsewhere =
            found.subset_elsewhere || (other.context.subset && other.value < candidate.value && other.sentence == candidate.sentence);
        if (of_people && other.value != candidate.value)
            found.others_cues |= bit_of(other.context.before) | bit_of(other.context.after);
        if (of_people) found.most = found.most && other.value <= candidate.value;
        found.same += other.value == candidate.value;
        if (a < which && of_people) ++found.people_before;
        found.earlier_cue = found.earlier_cue || (other.sentence < candidate.sentence && (other.context.sentence & 3U) != 0);
        for (std::size_t b = a + 1; b < candidates.size() && !found.sum_of_two; ++b)
            found.sum_of_two =
                candidates[b].kind == SizeKind::stated && candidates[b].value == candidate.value - other.value;
    }
    return found;
}

} // namespace

Features size_features(const Prose& prose, const TrialArms& trial, const std::vector<SizeCandidate>& candidates,
                       std::size_t which) {
    const SizeCandidate& candidate = candidates[which];
    const Sentence& sentence = prose.sentences[candidate.sentence];
    const auto& tokens = sentence.tokens;
    const auto first = static_cast<std::ptrdiff_t>(candidate.first);
    const auto end = static_cast<std::ptrdiff_t>(candidate.end);
    const auto kind = static_cast<std::uint32_t>(candidate.kind);
    const auto section = static_cast<std::uint32_t>(sentence.section);
    Features out;
    std::uint32_t base = 400 + 400 * kind;
    const auto add = [&](std::uint32_t a, std::uint32_t b = 0) { out.push_back({mixed(base++, a, b), 1}); };
    const auto word = [&](std::ptrdiff_t i) { return feature_hash(word_at(tokens, i)); };
    const Standing stands = standing(candidates, which);
    const std::uint32_t here = candidate.context.sentence;
    add(section);
    add(here);
    add(here & 3U, section);
    for (std::uint32_t bit = 0; bit < 8; ++bit)
        add((here >> bit) & 1U, section);
    const auto behind = nearest_cue(tokens, candidate.first, false);
    const auto ahead = nearest_cue(tokens, candidate.end, true);
    add(behind.first, behind.second);
    add(ahead.first, ahead.second);
    add(behind.first, ahead.first);
    add(ahead.first, section);
    const auto near = at_most(candidate.context.people, 8);
    const auto before = at_most(people_behind(tokens, candidate.first), 8);
    const auto own_before = static_cast<std::uint32_t>(candidate.context.before);
    const auto own_after = static_cast<std::uint32_t>(candidate.context.after) + (candidate.context.stopped ? 8U : 0U);
    add(own_before, own_after);
    add(candidate.context.out_of ? 1 : 0, candidate.context.subset ? 1 : 0);
    add((candidate.context.out_of ? 1 : 0) + (candidate.context.subset ? 2 : 0), own_after);
    add(stands.subset_elsewhere ? 1 : 0, candidate.context.out_of ? 1 : 0);
    add(own_after, near < 8 ? 1 : 0);
    add(own_before, near < 8 ? 1 : 0);
    add(stands.others_cues & 3U, own_before * 16U + own_after);
    add(stands.others_cues & 7U, near < 8 ? 1 : 0);
    add(near, behind.first * 16U + ahead.first);
    add(before, at_most(candidate.parts, 6));
    add(near, here & 3U);
    add(stands.same > 3 ? 3 : stands.same);
    add(stands.most ? 1 : 0, near < 8 ? 1 : 0);
    add(stands.most ? 1 : 0, section);
    add(stands.earlier_cue ? 1 : 0, here & 3U);
    add(stands.sum_of_two ? 1 : 0, here & 3U);
    add(stands.sum_of_kind ? 1 : 0, here & 3U);
    add(std::min(stands.people_before, 4U), near < 4 ? 1 : 0);
    add(at_most(candidate.parts, 6), at_most(trial.arms.size(), 6));
    add(candidate.parts == trial.arms.size() ? 1 : 0, here & 3U);
    const bool of_arm =
        std::any_of(trial.arms.begin(), trial.arms.end(), [&](const Arm& arm) { return arm.n == candidate.value; });
    add(of_arm ? 1 : 0, here & 3U);
    add(candidate.value < 10     ? 0
        : candidate.value < 30   ? 1
        : candidate.value < 1900 ? 2
        : candidate.value < 2030 ? 3
                                 : 4);
    if (candidate.kind == SizeKind::stated) {
        const bool stated = candidate.first > 1 && tokens[candidate.first - 1].is("=");
        add(word(first - 1));
        add(word(first - 2), word(first - 1));
        add(word(end));
        add(word(end), word(end + 1));
        add(word(end + 1));
        add(word(end + 2));
        add(word(first - 1), word(end));
        add(word(end), ahead.first);
        add(candidate.first == 0 ? 1 : 0, section);
        add(which == 0 ? 1 : 0, near < 8 ? 1 : 0);
        add(stated ? 1 : 0, before);
        add(stated ? 1 : 0, stated && candidate.first > 3 ? word(first - 4) : 0);
        for (std::ptrdiff_t i = end; i < end + 6; ++i)
            out.push_back({mixed(398, word(i)), 0.25F});
        for (std::ptrdiff_t i = first - 6; i < first; ++i)
            out.push_back({mixed(397, word(i)), 0.25F});
    }
    for (const Token& token : tokens) {
        if (token.word() && token.lower.size() > 3) out.push_back({mixed(399, feature_hash(token.lower), kind), 0.1F});
    }
    return out;
}

} // namespace ekb::importers::extraction
