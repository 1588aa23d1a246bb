// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/tagging/tagger_features.h"

#include "importers/extraction/tagging/feature_collector.h"
#include "importers/extraction/tagging/neighbours.h"
#include "importers/extraction/tagging/token_scores.h"

#include <algorithm>

namespace ekb::importers::extraction {

namespace {

// Templates with the same numbers are kept apart by these.
constexpr std::uint32_t entity_base = 0;
constexpr std::uint32_t endpoint_base = 1000;

std::uint32_t section_of(const TaggerView& view) {
    return static_cast<std::uint32_t>(view.sentence.section);
}

/// Words and their neighbours: what every tagger looks at.
template <typename Out>
void add_window(Out& out, const Neighbours& near) {
    const TokenTraits& here = near[0];
    const TokenTraits& before = near[-1];
    const TokenTraits& after = near[1];
    out.word(0, 0, here.word);
    out.word(1, -1, before.word);
    out.word(2, 1, after.word);
    out.word(3, -2, near[-2].word);
    out.word(4, 2, near[2].word);
    out.add(5, before.word, here.word);
    out.add(6, here.word, after.word);
    out.word(7, 0, here.suffix);
    out.add(8, before.suffix, here.suffix);
    out.add(9, here.shape, before.shape * 16U + after.shape);
    out.add(10, near[-3].word);
    out.add(11, near[3].word);
    out.add(12, before.word, near[-2].word);
    out.add(13, after.word, near[2].word);
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

template <typename Out>
void add_counts(Out& out, const TaggerView& view, std::size_t at) {
    const WordCount& count = view.counts[at];
    const bool content = view.traits[at].shape != 2;
    out.add(20,
            std::min<std::uint32_t>(count.title, 1) * 64U + std::min<std::uint32_t>(count.methods, 3) * 8U +
                std::min<std::uint32_t>(count.total, 7),
            content ? 1 : 0);
    out.add(21, count.measured ? 1 : 0, section_of(view));
}

/// What text without labels says of the word and its neighbours.
template <typename Out>
void add_knowledge(Out& out, const Neighbours& near) {
    const auto kind = [&](int d) { return static_cast<std::uint32_t>(near[d].word_class); };
    for (int d = -2; d <= 2; ++d) {
        const auto which = static_cast<std::uint32_t>(2 + d);
        const pico::WordFacts& facts = near[d].facts;
        out.word(200 + which, d, kind(d));
        for (std::uint32_t g = 0; g < pico::WordFacts::granularities; ++g) {
            if (facts.clusters[g] != 0) out.word(210 + which * 4 + g, d, facts.clusters[g]);
        }
        for (std::uint32_t f = 0; f < 3; ++f)
            out.word(230 + which * 3 + f, d, facts.fields[f]);
    }
    out.add(246, kind(-1), kind(0));
    out.add(247, kind(0), kind(1));
    out.add(248, kind(-1) * 32U + kind(0), kind(1));
    const pico::WordFacts& here = near[0].facts;
    out.add(249, here.clusters[0], near[-1].facts.clusters[0]);
    out.add(250, here.clusters[0], near[1].facts.clusters[0]);
    out.word(251, 0, here.fields[0] * 64U + here.fields[1] * 8U + here.fields[2]);
}

template <typename Out>
void add_entity_features(Out& out, const TaggerView& view, std::size_t at) {
    const Neighbours near(view.traits, at);
    const TokenTraits& here = near[0];
    add_window(out, near);
    add_counts(out, view, at);
    const auto section = section_of(view);
    out.add(22, section, here.word);
    const auto cue = [&](std::size_t i) {
        return view.traits[i].cue == Cue::than || view.traits[i].cue == Cue::between;
    };
    const auto left = nearest(view, at, -1, cue);
    const auto right = nearest(view, at, 1, cue);
    out.add(23, left.first, left.second);
    out.add(24, right.first, right.second);
    out.add(25, section, near[-1].word);
    out.add(26, section, near[1].word);
    out.add(27, section, here.intervention * 16U + here.outcome * 4U + here.participant);
    out.add(28, at == 0 ? 1 : 0, section);
    const auto number = [&](std::size_t i) { return view.traits[i].shape == 1; };
    out.add(29, nearest(view, at, 1, number).second, here.shape);
}

template <typename Out>
void add_endpoint_features(Out& out, const TaggerView& view, std::size_t at, std::uint32_t signature) {
    const Neighbours near(view.traits, at);
    const TokenTraits& here = near[0];
    add_window(out, near);
    add_counts(out, view, at);
    add_knowledge(out, near);
    const auto section = section_of(view);
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
    out.add(42, here.depth, near[-1].word);
    const auto preposition = nearest(view, at, -1, [&](std::size_t i) {
        return view.traits[i].shape == 7 && view.sentence.tokens[i].lower.size() <= 3;
    });
    out.add(43, preposition.first, preposition.second);
    out.add(44, preposition.first, left.first);
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
    FeatureCollector out(entity_base, 48);
    add_entity_features(out, view, at);
    return out.take();
}

Features endpoint_features(const TaggerView& view, std::size_t at, std::uint32_t signature) {
    FeatureCollector out(endpoint_base, 112);
    add_endpoint_features(out, view, at, signature);
    return out.take();
}

ClassValues entity_scores(const TaggerView& view, const LinearModel& model) {
    ClassValues scores(view.size(), static_cast<std::size_t>(model.classes()));
    for (std::size_t t = 0; t < view.size(); ++t) {
        HashCollector features(entity_base);
        add_entity_features(features, view, t);
        model.begin(scores.places(t));
        model.add(features.hashes(), scores.places(t));
    }
    return scores;
}

ClassValues endpoint_scores(const TaggerView& view, const LinearModel& model) {
    thread_local WordScores words(endpoint_base, [](WordCollector& out, const Neighbours& word) {
        add_window(out, word);
        add_knowledge(out, word);
    });
    ClassValues scores = words.of(view.traits, model);
    const std::uint32_t signature = sentence_signature(view);
    for (std::size_t t = 0; t < view.size(); ++t) {
        ContextCollector features(endpoint_base);
        add_endpoint_features(features, view, t, signature);
        model.add(features.hashes(), scores.places(t));
    }
    return scores;
}

} // namespace ekb::importers::extraction
