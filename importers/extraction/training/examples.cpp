// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/training/examples.h"

#include "importers/extraction/arms/arm_groups.h"
#include "importers/extraction/arms/entities.h"
#include "importers/extraction/extract.h"
#include "importers/extraction/tagging/tagger_features.h"

#include <algorithm>

namespace ekb::importers::extraction::training {

std::vector<Case> read_cases(std::vector<GoldDocument> gold, const LinearModel& phrases) {
    std::vector<Case> cases;
    for (GoldDocument& document : gold) {
        Case one;
        one.content = std::make_unique<DocumentText>(plain_text(document.text));
        one.prose = read_prose(*one.content);
        one.traits = read_traits(one.prose, phrases);
        one.gold = std::move(document);
        cases.push_back(std::move(one));
    }
    return cases;
}

std::vector<Example> phrase_examples(const GoldTokens& abstract) {
    std::string text;
    std::vector<std::size_t> ends;
    for (const std::string& token : abstract.tokens) {
        text += token + " ";
        ends.push_back(text.size() - 1);
    }
    const auto label_at = [&](std::size_t byte) {
        const auto which = static_cast<std::size_t>(std::upper_bound(ends.begin(), ends.end(), byte) - ends.begin());
        const std::string& label = abstract.labels[std::min(which, abstract.labels.size() - 1)];
        return label == "INT"   ? intervention_phrase
               : label == "OUT" ? outcome_phrase
               : label == "PAR" ? participant_phrase
                                : 0;
    };
    std::vector<Example> examples;
    for (const ByteSpan span : split_sentences(text, {0, text.size()})) {
        const Sentence sentence{span, 0, SectionKind::unlabelled, false, tokenise(text, span)};
        const std::vector<TokenTraits> traits = bare_traits(sentence);
        for (std::size_t t = 0; t < traits.size(); ++t) {
            if (traits[t].shape != 2)
                examples.push_back({phrase_features(traits, t), label_at(sentence.tokens[t].span.begin), 1});
        }
    }
    return examples;
}

std::vector<TaggedSpan> find_phrase(const Sentence& sentence, const std::string& phrase, int kind) {
    std::vector<TaggedSpan> found;
    const std::vector<Token> words = tokenise(phrase);
    if (words.empty() || words.size() > sentence.tokens.size()) return found;
    for (std::size_t i = 0; i + words.size() <= sentence.tokens.size(); ++i) {
        const bool same =
            std::equal(words.begin(), words.end(), sentence.tokens.begin() + static_cast<std::ptrdiff_t>(i),
                       [](const Token& a, const Token& b) { return a.lower == b.lower; });
        if (same) found.push_back({i, i + words.size(), kind, 1});
    }
    return found;
}

bool alike(const std::string& a, const std::string& b) {
    std::vector<std::string> x = folded_words(tokenise(a));
    std::vector<std::string> y = folded_words(tokenise(b));
    if (x.empty() || y.empty()) return lower_case(a) == lower_case(b);
    std::sort(x.begin(), x.end());
    std::sort(y.begin(), y.end());
    std::vector<std::string> both;
    std::set_intersection(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(both));
    return 4 * both.size() >= x.size() + y.size();
}

std::vector<Example> entity_examples(const Case& one) {
    std::vector<Example> examples;
    for (const std::size_t s : one.prose.core) {
        const Sentence& sentence = one.prose.sentences[s];
        std::vector<TaggedSpan> spans;
        const auto add = [&](const std::string& phrase, int kind) {
            if (phrase.size() < 2) return;
            for (const TaggedSpan& span : find_phrase(sentence, phrase, kind))
                spans.push_back(span);
        };
        for (const GoldArm& arm : one.gold.arms) {
            for (const std::string& name : arm.names)
                add(name, arm_entity);
        }
        if (one.gold.condition) add(*one.gold.condition, condition_entity);
        std::stable_sort(spans.begin(), spans.end(),
                         [](const TaggedSpan& a, const TaggedSpan& b) { return a.end - a.first > b.end - b.first; });
        const std::vector<int> classes = classes_of_spans(spans, sentence.tokens.size());
        const TaggerView view{sentence, one.prose.statistics[s], one.traits.tokens[s], one.traits.counts[s], {}};
        for (std::size_t t = 0; t < classes.size(); ++t)
            examples.push_back({entity_features(view, t), classes[t], 1});
    }
    return examples;
}

} // namespace ekb::importers::extraction::training
