// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/endpoints.h"

#include "importers/extraction/bio.h"

namespace ekb::importers::extraction {

namespace {

// Found on the training part; the model of relations throws out what tells no result.
constexpr double endpoint_bias = 0.5;

} // namespace

TaggerView endpoint_view(const Prose& prose, const ProseTraits& traits, const TrialArms& trial, std::size_t sentence) {
    TaggerView view{
        prose.sentences[sentence], prose.statistics[sentence], traits.tokens[sentence], traits.counts[sentence], {}};
    view.arms.assign(view.size(), 0);
    for (const ArmPlace& place : trial.places[sentence]) {
        for (std::size_t t = place.first; t < place.end; ++t)
            view.arms[t] = static_cast<std::uint8_t>(place.arm % 200 + 1);
    }
    return view;
}

bool may_tell_result(const Sentence& sentence) {
    return sentence.section == SectionKind::results || sentence.section == SectionKind::conclusions ||
           sentence.section == SectionKind::unlabelled;
}

std::vector<Mention> tag_endpoints(const Prose& prose, const ProseTraits& traits, const TrialArms& trial,
                                   const LinearModel& model) {
    std::vector<Mention> found;
    for (const std::size_t s : prose.core) {
        if (!may_tell_result(prose.sentences[s])) continue;
        const TaggerView view = endpoint_view(prose, traits, trial, s);
        std::vector<std::vector<double>> probabilities;
        probabilities.reserve(view.size());
        for (std::size_t t = 0; t < view.size(); ++t)
            probabilities.push_back(model.probabilities(endpoint_features(view, t)));
        for (const TaggedSpan& span : decode_spans(probabilities, {endpoint_bias}))
            found.push_back({s, span.first, span.end, span.probability});
    }
    return found;
}

} // namespace ekb::importers::extraction
