// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/entities.h"

#include "importers/extraction/bio.h"
#include "importers/extraction/tagger_features.h"

namespace ekb::importers::extraction {

namespace {

// Found on the training part: what is marked here is only a candidate, so that a missed mention costs more than a false
// one.
constexpr double arm_bias = 0.8;
constexpr double condition_bias = 2.5;

bool has_word(Tokens tokens) {
    for (const Token& token : tokens) {
        if (token.word()) return true;
    }
    return false;
}

} // namespace

Entities tag_entities(const Prose& prose, const ProseTraits& traits, const LinearModel& model) {
    Entities found;
    for (const std::size_t s : prose.core) {
        const TaggerView view{prose.sentences[s], prose.statistics[s], traits.tokens[s], traits.counts[s], {}};
        std::vector<std::vector<double>> probabilities;
        probabilities.reserve(view.size());
        for (std::size_t t = 0; t < view.size(); ++t)
            probabilities.push_back(model.probabilities(entity_features(view, t)));
        for (const TaggedSpan& span : decode_spans(probabilities, {arm_bias, condition_bias})) {
            const Mention mention{s, span.first, span.end, span.probability};
            if (!has_word(tokens_of(prose, mention))) continue;
            (span.kind == arm_entity ? found.arms : found.conditions).push_back(mention);
        }
    }
    return found;
}

Tokens tokens_of(const Prose& prose, const Mention& mention) {
    return Tokens(prose.sentences[mention.sentence].tokens).subspan(mention.first, mention.end - mention.first);
}

std::string text_of(const Prose& prose, const Mention& mention) {
    const ByteSpan span = span_of(tokens_of(prose, mention));
    return std::string(prose.text.substr(span.begin, span.size()));
}

} // namespace ekb::importers::extraction
