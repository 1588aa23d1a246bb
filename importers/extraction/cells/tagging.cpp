// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/cells/tagging.h"

#include "importers/extraction/pico/chain.h"
#include "importers/extraction/tagging/feature_collector.h"

#include <algorithm>
#include <array>
#include <set>

namespace ekb::importers::extraction::cells {

namespace {

std::uint32_t bucket(std::size_t n) {
    return n < 5 ? static_cast<std::uint32_t>(n) : n < 8 ? 5 : n < 13 ? 6 : n < 20 ? 7 : 8;
}

bool names_group(const Token& token) {
    static const std::set<std::string_view> words{"group",   "groups",     "arm",     "arms",    "patients",
                                                  "patient", "recipients", "treated", "therapy", "treatment",
                                                  "women",   "subjects",   "men",     "doses",   "controls"};
    return words.contains(token.lower);
}

bool ends_phrase(const Token& token) {
    static const std::set<std::string_view> words{",",    ";",   ":",    "(",   ")",  "[",     "]",
                                                  "in",   "of",  "with", "for", "to", "by",    "from",
                                                  "than", "was", "were", "had", "vs", "versus"};
    return words.contains(token.lower);
}

/// What one token is told of its neighbours.
class Window {
public:
    Window(const SentenceView& view, std::size_t at) : m_view(view), m_at(at) {}

    const TokenTraits& trait(int offset) const {
        static const TokenTraits edge;
        const auto i = static_cast<std::ptrdiff_t>(m_at) + offset;
        return i < 0 || i >= static_cast<std::ptrdiff_t>(m_view.size()) ? edge
                                                                        : m_view.traits[static_cast<std::size_t>(i)];
    }
    std::uint32_t word(int offset) const { return trait(offset).word; }
    std::uint32_t part(int offset) const {
        const auto i = static_cast<std::ptrdiff_t>(m_at) + offset;
        if (i < 0 || i >= static_cast<std::ptrdiff_t>(m_view.size())) return 9;
        return static_cast<std::uint32_t>(m_view.parts[static_cast<std::size_t>(i)]);
    }

    /// The word and distance of the nearest token on one side that is wanted; {0, 9} within no reach.
    template <typename Wanted>
    std::pair<std::uint32_t, std::uint32_t> nearest(int step, Wanted wanted) const {
        std::size_t n = 1;
        for (auto i = static_cast<std::ptrdiff_t>(m_at) + step;
             i >= 0 && i < static_cast<std::ptrdiff_t>(m_view.size()) && n < 24; i += step, ++n) {
            const auto k = static_cast<std::size_t>(i);
            if (wanted(k)) return {m_view.traits[k].word, bucket(n)};
        }
        return {0, 9};
    }

    const WordKnowledge& known(int offset) const {
        static const pico::WordFacts none;
        static const WordKnowledge edge{&none, pico::WordClass::punctuation};
        const auto i = static_cast<std::ptrdiff_t>(m_at) + offset;
        if (i < 0 || i >= static_cast<std::ptrdiff_t>(m_view.size())) return edge;
        return m_view.words[static_cast<std::size_t>(i)];
    }

    const SentenceView& view() const { return m_view; }
    std::size_t at() const { return m_at; }

private:
    const SentenceView& m_view;
    std::size_t m_at;
};

void add_words(FeatureCollector& out, const Window& w) {
    const TokenTraits& here = w.trait(0);
    for (int d = -3; d <= 3; ++d)
        out.add(static_cast<std::uint32_t>(3 + d), w.word(d));
    out.add(7, w.word(-1), here.word);
    out.add(8, here.word, w.word(1));
    out.add(9, w.word(-2), w.word(-1));
    out.add(10, w.word(1), w.word(2));
    out.add(11, here.suffix);
    out.add(12, w.trait(-1).suffix, here.suffix);
    out.add(13, here.suffix, w.trait(1).suffix);
    out.add(14, here.shape, w.trait(-1).shape * 16U + w.trait(1).shape);
    out.add(15, here.depth, here.shape);
    out.add(16, here.intervention * 16U + here.outcome * 4U + here.participant);
    out.add(17, here.intervention * 4U + here.outcome, w.trait(-1).intervention * 4U + w.trait(-1).outcome);
    out.add(18, here.intervention * 4U + here.outcome, w.trait(1).intervention * 4U + w.trait(1).outcome);
    out.add(19, static_cast<std::uint32_t>(here.cue), here.auxiliary ? 1 : 0);
    out.add(20, static_cast<std::uint32_t>(w.trait(-1).cue), here.outcome);
    out.add(21, w.part(0), w.part(-1) * 16U + w.part(1));
    out.add(22, w.part(0), here.word);
    out.add(23, w.part(0), w.word(-1));
    out.add(24, w.part(-1), here.word);
    out.add(25, w.part(1), here.word);
    out.add(26, w.part(-2) * 16U + w.part(-1), here.word);
}

void add_surroundings(FeatureCollector& out, const Window& w) {
    const SentenceView& view = w.view();
    const TokenTraits& here = w.trait(0);
    const std::vector<Token>& tokens = view.sentence.tokens;
    const auto verb = [&](std::size_t i) { return view.traits[i].auxiliary; };
    const auto cue = [&](std::size_t i) { return view.traits[i].cue != Cue::none; };
    const auto number = [&](std::size_t i) { return view.parts[i] == StatisticPart::figure_first; };
    const auto ends = [&](std::size_t i) { return ends_phrase(tokens[i]); };
    const auto group = [&](std::size_t i) { return names_group(tokens[i]) || ends_phrase(tokens[i]); };
    const auto verb_left = w.nearest(-1, verb);
    const auto verb_right = w.nearest(1, verb);
    const auto cue_left = w.nearest(-1, cue);
    const auto cue_right = w.nearest(1, cue);
    const auto number_left = w.nearest(-1, number);
    const auto number_right = w.nearest(1, number);
    const auto ends_left = w.nearest(-1, ends);
    const auto ends_right = w.nearest(1, ends);
    const auto group_right = w.nearest(1, group);
    const auto group_left = w.nearest(-1, group);
    out.add(30, verb_left.second == 9 ? 0 : 1, verb_right.second == 9 ? 0 : 1);
    out.add(31, verb_left.first, verb_left.second);
    out.add(32, verb_right.first, verb_right.second);
    out.add(33, cue_left.first, here.outcome);
    out.add(34, cue_right.first, here.outcome);
    out.add(35, cue_left.first, cue_left.second);
    out.add(36, cue_right.first, cue_right.second);
    out.add(37, number_left.second, number_right.second);
    out.add(38, number_left.second == 9 ? 0 : 1, ends_left.first);
    out.add(39, ends_left.first, ends_right.first);
    out.add(40, ends_left.first, ends_left.second);
    out.add(41, ends_right.first, ends_right.second);
    out.add(42, group_right.first, group_right.second);
    out.add(43, group_left.first, group_left.second);
    out.add(44, group_right.first, ends_left.first);
    out.add(45, ends_left.first, number_left.second * 16U + number_right.second);
    out.add(46, bucket(w.at()), here.shape);
    out.add(47, here.depth, ends_left.first);
}

std::uint32_t level(double p) {
    return p < 0.1 ? 0 : p < 0.3 ? 1 : p < 0.6 ? 2 : p < 0.85 ? 3 : 4;
}

/// What text without labels says of the word and its neighbours.
void add_knowledge(FeatureCollector& out, const Window& w) {
    const auto kind = [&](int d) { return static_cast<std::uint32_t>(w.known(d).word_class); };
    for (int d = -2; d <= 2; ++d) {
        const auto at = static_cast<std::uint32_t>(2 + d);
        const pico::WordFacts& facts = *w.known(d).facts;
        out.add(200 + at, kind(d));
        for (std::uint32_t g = 0; g < pico::WordFacts::granularities; ++g) {
            if (facts.clusters[g] != 0) out.add(210 + at * 4 + g, facts.clusters[g]);
        }
        for (std::uint32_t f = 0; f < 3; ++f)
            out.add(230 + at * 3 + f, facts.fields[f]);
    }
    out.add(246, kind(-1), kind(0));
    out.add(247, kind(0), kind(1));
    out.add(248, kind(-1) * 32U + kind(0), kind(1));
    const pico::WordFacts& here = *w.known(0).facts;
    out.add(249, here.clusters[0], w.known(-1).facts->clusters[0]);
    out.add(250, here.clusters[0], w.known(1).facts->clusters[0]);
    out.add(251, here.fields[0] * 64U + here.fields[1] * 8U + here.fields[2]);
    for (std::uint32_t bit = 0; bit < 32; ++bit) {
        if ((here.topics >> bit & 1U) != 0) out.add(252, bit);
    }
}

/// Which words of statistics stand before the token in its bracket or clause.
std::uint32_t statistic_words(const Window& w) {
    static const std::vector<std::string_view> words{"ci",  "confidence", "ratio", "hr", "rr",   "p",    "difference",
                                                     "age", "range",      "n",     "or", "risk", "from", "sd"};
    const std::vector<Token>& tokens = w.view().sentence.tokens;
    std::uint32_t seen = 0;
    for (std::size_t i = w.at(), n = 0; i-- > 0 && n < 12; ++n) {
        if (tokens[i].is(";")) break;
        for (std::size_t k = 0; k < words.size(); ++k) {
            if (tokens[i].is(words[k])) seen |= 1U << k;
        }
        if (tokens[i].is("(") || tokens[i].is("[")) break;
    }
    return seen;
}

/// What the first tagger made of the sentence.
class FirstPass {
public:
    FirstPass(const SentenceView& view, const Probabilities& first)
        : m_view(view), m_first(first), m_spans(decode_spans(first, std::vector<double>(cell_parts, 0.0))),
          m_at(view.size(), -1) {
        for (std::size_t s = 0; s < m_spans.size(); ++s) {
            ++m_counts[static_cast<std::size_t>(m_spans[s].kind)];
            for (std::size_t i = m_spans[s].first; i < m_spans[s].end; ++i) {
                m_at[i] = static_cast<int>(s);
                if (m_spans[s].kind == intervention_part && view.traits[i].shape != 2)
                    m_named.push_back({view.traits[i].word, i});
            }
        }
    }

    std::uint32_t kind(std::size_t at, int offset) const {
        const auto i = static_cast<std::ptrdiff_t>(at) + offset;
        if (i < 0 || i >= static_cast<std::ptrdiff_t>(m_view.size())) return 9;
        const int s = m_at[static_cast<std::size_t>(i)];
        if (s < 0) return 0;
        const TaggedSpan& span = m_spans[static_cast<std::size_t>(s)];
        const bool begins = span.first == static_cast<std::size_t>(i);
        return static_cast<std::uint32_t>(span.kind * 2) + (begins ? 1U : 2U);
    }

    /// The kinds of the nearest two spans on one side, and how far the first is.
    std::array<std::uint32_t, 3> beside(std::size_t at, int step) const {
        std::array<std::uint32_t, 3> out{9, 9, 9};
        std::size_t found = 0;
        int last = m_at[at];
        for (auto i = static_cast<std::ptrdiff_t>(at) + step; i >= 0 && i < static_cast<std::ptrdiff_t>(m_at.size());
             i += step) {
            const int s = m_at[static_cast<std::size_t>(i)];
            if (s < 0 || s == last) continue;
            last = s;
            if (found == 0) out[2] = bucket(static_cast<std::size_t>(std::abs(i - static_cast<std::ptrdiff_t>(at))));
            out[found++] = static_cast<std::uint32_t>(m_spans[static_cast<std::size_t>(s)].kind);
            if (found == 2) break;
        }
        return out;
    }

    bool named_elsewhere(std::size_t at) const {
        return std::any_of(m_named.begin(), m_named.end(), [&](const auto& named) {
            return named.first == m_view.traits[at].word && named.second != at;
        });
    }

    std::uint32_t count(CellPart part) const {
        return static_cast<std::uint32_t>(std::min<std::size_t>(m_counts[part], 5));
    }
    std::uint32_t chance(std::size_t at, std::size_t kind) const {
        return level(m_first[at][1 + 2 * kind] + m_first[at][2 + 2 * kind]);
    }

private:
    const SentenceView& m_view;
    const Probabilities& m_first;
    std::vector<TaggedSpan> m_spans;
    std::vector<int> m_at;
    std::array<std::size_t, cell_parts> m_counts{};
    std::vector<std::pair<std::uint32_t, std::size_t>> m_named;
};

void add_first_pass(FeatureCollector& out, const FirstPass& pass, const SentenceView& view, std::size_t at) {
    const TokenTraits& here = view.traits[at];
    out.add(60, pass.kind(at, 0), pass.kind(at, -1) * 16U + pass.kind(at, 1));
    out.add(61, pass.kind(at, 0), here.word);
    out.add(62, pass.kind(at, -1), here.word);
    out.add(63, pass.kind(at, 1), here.word);
    out.add(64, pass.kind(at, -2) * 16U + pass.kind(at, -1), pass.kind(at, 0));
    out.add(65, pass.kind(at, 2) * 16U + pass.kind(at, 1), pass.kind(at, 0));
    for (std::uint32_t kind = 0; kind < cell_parts; ++kind)
        out.add(66 + kind, pass.chance(at, kind), pass.kind(at, 0));
    const auto left = pass.beside(at, -1);
    const auto right = pass.beside(at, 1);
    out.add(70, left[0] * 16U + left[1], right[0] * 16U + right[1]);
    out.add(71, left[0] * 16U + left[2], pass.kind(at, 0));
    out.add(72, right[0] * 16U + right[2], pass.kind(at, 0));
    out.add(73, pass.count(intervention_part) * 8U + pass.count(outcome_part),
            pass.count(figure_part) * 16U + pass.kind(at, 0));
    out.add(74, pass.named_elsewhere(at) ? 1 : 0, pass.kind(at, 0));
    out.add(75, pass.count(intervention_part), left[0] * 16U + left[1]);
    out.add(76, left[0] * 16U + right[0], here.word);
}

FeatureCollector token_features(std::uint32_t base, const SentenceView& view, std::size_t at) {
    FeatureCollector out(base, 140);
    const Window window(view, at);
    add_words(out, window);
    add_surroundings(out, window);
    add_knowledge(out, window);
    out.add(260, statistic_words(window), window.part(0));
    return out;
}

} // namespace

std::vector<Features> first_features(const SentenceView& view) {
    std::vector<Features> out;
    for (std::size_t i = 0; i < view.size(); ++i)
        out.push_back(token_features(3000, view, i).take());
    return out;
}

std::vector<Features> second_features(const SentenceView& view, std::vector<Features> first,
                                      const Probabilities& said) {
    const FirstPass pass(view, said);
    for (std::size_t i = 0; i < view.size(); ++i) {
        FeatureCollector more(3000, 140);
        add_first_pass(more, pass, view, i);
        const Features added = more.take();
        first[i].insert(first[i].end(), added.begin(), added.end());
    }
    return first;
}

namespace {

/// The scores of each class after each.
std::vector<float> transitions(const LinearModel& model) {
    const auto classes = static_cast<std::size_t>(model.classes());
    std::vector<float> all;
    for (std::size_t before = 0; before < classes; ++before) {
        for (const double score : model.scores(Features{{transition_row(before), 1}}))
            all.push_back(static_cast<float>(score));
    }
    return all;
}

} // namespace

Probabilities chain_probabilities(const LinearModel& model, const ClassValues& scores) {
    const std::size_t classes = scores.classes();
    const std::vector<float> after = transitions(model);
    pico::Chain chain{classes, {}, after.data()};
    chain.emission.reserve(classes * scores.size());
    for (std::size_t t = 0; t < scores.size(); ++t) {
        for (const double score : scores[t])
            chain.emission.push_back(static_cast<float>(score));
    }
    const std::vector<float> label = pico::marginals(chain).label;
    Probabilities out(scores.size(), classes);
    for (std::size_t t = 0; t < out.size(); ++t)
        std::copy_n(label.begin() + static_cast<std::ptrdiff_t>(t * classes), classes, out[t].begin());
    return out;
}

Probabilities chain_probabilities(const LinearModel& model, const std::vector<Features>& features) {
    ClassValues scores(features.size(), static_cast<std::size_t>(model.classes()));
    for (std::size_t t = 0; t < features.size(); ++t)
        model.scores(features[t], scores[t]);
    return chain_probabilities(model, scores);
}

std::vector<TaggedSpan> tag_parts(const SentenceView& view, const LinearModel& first, const LinearModel& second) {
    // Found by cross-validation: a missing part loses a whole cell, so spans are favoured.
    static const std::vector<double> biases(cell_parts, 0.8);
    std::vector<Features> features = first_features(view);
    const Probabilities seen = chain_probabilities(first, features);
    return decode_spans(chain_probabilities(second, second_features(view, std::move(features), seen)), biases);
}

} // namespace ekb::importers::extraction::cells
