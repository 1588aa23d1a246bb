// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/tagger_features.h"

#include "importers/extraction/feature_collector.h"

#include <algorithm>

namespace ekb::importers::extraction {

namespace {

const TokenTraits& trait_at(const TaggerView& view, std::size_t at, int offset) {
    static const TokenTraits edge;
    const auto i = static_cast<std::ptrdiff_t>(at) + offset;
    if (i < 0 || i >= static_cast<std::ptrdiff_t>(view.size())) return edge;
    return view.traits[static_cast<std::size_t>(i)];
}

std::uint32_t section_of(const TaggerView& view) {
    return static_cast<std::uint32_t>(view.sentence.section);
}

/// Words and their neighbours: what every tagger looks at.
void add_window(FeatureCollector& out, const TaggerView& view, std::size_t at) {
    const TokenTraits& here = view.traits[at];
    const TokenTraits& before = trait_at(view, at, -1);
    const TokenTraits& after = trait_at(view, at, 1);
    out.add(0, here.word);
    out.add(1, before.word);
    out.add(2, after.word);
    out.add(3, trait_at(view, at, -2).word);
    out.add(4, trait_at(view, at, 2).word);
    out.add(5, before.word, here.word);
    out.add(6, here.word, after.word);
    out.add(7, here.suffix);
    out.add(8, before.suffix, here.suffix);
    out.add(9, here.shape, before.shape * 16U + after.shape);
    out.add(10, trait_at(view, at, -3).word);
    out.add(11, trait_at(view, at, 3).word);
    out.add(12, before.word, trait_at(view, at, -2).word);
    out.add(13, after.word, trait_at(view, at, 2).word);
    out.add(14, here.intervention * 4U + here.outcome, before.intervention * 4U + before.outcome);
    out.add(15, here.outcome * 4U + here.intervention, after.outcome * 4U + after.intervention);
    out.add(16, here.participant, here.shape);
    out.add(17, here.depth, here.shape);
}

std::uint32_t bucket(std::size_t n) {
    return n < 4 ? static_cast<std::uint32_t>(n) : n < 7 ? 4 : n < 12 ? 5 : 6;
}

/// The nearest token on one side that `wanted` accepts: its word and how far it is; nothing within `reach`.
template <typename Wanted>
std::pair<std::uint32_t, std::uint32_t> nearest(const TaggerView& view, std::size_t at, int step, Wanted wanted) {
    for (std::ptrdiff_t i = static_cast<std::ptrdiff_t>(at) + step, n = 1;
         i >= 0 && i < static_cast<std::ptrdiff_t>(view.size()) && n < 16; i += step, ++n) {
        const auto k = static_cast<std::size_t>(i);
        if (wanted(k)) return {view.traits[k].word, bucket(static_cast<std::size_t>(n))};
    }
    return {0, 7};
}

void add_counts(FeatureCollector& out, const TaggerView& view, std::size_t at) {
    const WordCount& count = view.counts[at];
    const bool content = view.traits[at].shape != 2;
    out.add(20,
            std::min<std::uint32_t>(count.title, 1) * 64U + std::min<std::uint32_t>(count.methods, 3) * 8U +
                std::min<std::uint32_t>(count.total, 7),
            content ? 1 : 0);
    out.add(21, count.measured ? 1 : 0, section_of(view));
}

/// What text without labels says of the word and its neighbours.
void add_knowledge(FeatureCollector& out, const TaggerView& view, std::size_t at) {
    const auto kind = [&](int d) { return static_cast<std::uint32_t>(trait_at(view, at, d).word_class); };
    for (int d = -2; d <= 2; ++d) {
        const auto which = static_cast<std::uint32_t>(2 + d);
        const pico::WordFacts& facts = trait_at(view, at, d).facts;
        out.add(200 + which, kind(d));
        for (std::uint32_t g = 0; g < pico::WordFacts::granularities; ++g) {
            if (facts.clusters[g] != 0) out.add(210 + which * 4 + g, facts.clusters[g]);
        }
        for (std::uint32_t f = 0; f < 3; ++f)
            out.add(230 + which * 3 + f, facts.fields[f]);
    }
    out.add(246, kind(-1), kind(0));
    out.add(247, kind(0), kind(1));
    out.add(248, kind(-1) * 32U + kind(0), kind(1));
    const pico::WordFacts& here = trait_at(view, at, 0).facts;
    out.add(249, here.clusters[0], trait_at(view, at, -1).facts.clusters[0]);
    out.add(250, here.clusters[0], trait_at(view, at, 1).facts.clusters[0]);
    out.add(251, here.fields[0] * 64U + here.fields[1] * 8U + here.fields[2]);
}

} // namespace

std::uint32_t sentence_signature(const TaggerView& view) {
    bool differ = false;
    bool same = false;
    bool moved = false;
    bool than = false;
    for (const TokenTraits& token : view.traits) {
        differ = differ || token.cue == Cue::differ || token.cue == Cue::significant;
        same = same || token.cue == Cue::same;
        moved = moved || token.cue == Cue::up || token.cue == Cue::down || token.cue == Cue::better ||
                token.cue == Cue::worse;
        than = than || token.cue == Cue::than || token.cue == Cue::between;
    }
    const bool p = !view.statistics.p_values.empty();
    return (differ ? 1U : 0U) + (same ? 2U : 0U) + (moved ? 4U : 0U) + (than ? 8U : 0U) + (p ? 16U : 0U);
}

Features entity_features(const TaggerView& view, std::size_t at) {
    FeatureCollector out(0, 48);
    add_window(out, view, at);
    add_counts(out, view, at);
    const auto section = section_of(view);
    out.add(22, section, view.traits[at].word);
    const auto cue = [&](std::size_t i) {
        return view.traits[i].cue == Cue::than || view.traits[i].cue == Cue::between;
    };
    const auto left = nearest(view, at, -1, cue);
    const auto right = nearest(view, at, 1, cue);
    out.add(23, left.first, left.second);
    out.add(24, right.first, right.second);
    out.add(25, section, trait_at(view, at, -1).word);
    out.add(26, section, trait_at(view, at, 1).word);
    out.add(27, section,
            view.traits[at].intervention * 16U + view.traits[at].outcome * 4U + view.traits[at].participant);
    out.add(28, at == 0 ? 1 : 0, section);
    const auto number = [&](std::size_t i) { return view.traits[i].shape == 1; };
    out.add(29, nearest(view, at, 1, number).second, view.traits[at].shape);
    return out.take();
}

Features endpoint_features(const TaggerView& view, std::size_t at, std::uint32_t signature) {
    FeatureCollector out(1000, 112);
    add_window(out, view, at);
    add_counts(out, view, at);
    add_knowledge(out, view, at);
    const auto section = section_of(view);
    const TokenTraits& here = view.traits[at];
    out.add(30, signature, section);
    out.add(31, signature, here.outcome * 4U + here.intervention);
    out.add(32, section, here.word);
    const auto cue = [&](std::size_t i) { return view.traits[i].cue != Cue::none && view.traits[i].cue != Cue::both; };
    const auto left = nearest(view, at, -1, cue);
    const auto right = nearest(view, at, 1, cue);
    out.add(33, left.first, left.second);
    out.add(34, right.first, right.second);
    out.add(35, left.first, right.first);
    const auto verb = [&](std::size_t i) { return view.traits[i].auxiliary; };
    const auto verb_left = nearest(view, at, -1, verb);
    const auto verb_right = nearest(view, at, 1, verb);
    out.add(36, verb_left.second == 7 ? 0 : 1, verb_right.second == 7 ? 0 : 1);
    out.add(37, verb_right.first, verb_right.second);
    out.add(38, verb_left.first, verb_left.second);
    const std::uint32_t arm = at < view.arms.size() && view.arms[at] > 0 ? 1 : 0;
    out.add(39, arm, here.depth);
    const auto armed = [&](std::size_t i) { return i < view.arms.size() && view.arms[i] > 0; };
    out.add(40, nearest(view, at, -1, armed).second, nearest(view, at, 1, armed).second);
    out.add(41, at == 0 ? 1 : 0, here.shape);
    out.add(42, here.depth, trait_at(view, at, -1).word);
    const auto preposition = nearest(view, at, -1, [&](std::size_t i) {
        return view.traits[i].shape == 7 && view.sentence.tokens[i].lower.size() <= 3;
    });
    out.add(43, preposition.first, preposition.second);
    out.add(44, preposition.first, left.first);
    return out.take();
}

} // namespace ekb::importers::extraction
