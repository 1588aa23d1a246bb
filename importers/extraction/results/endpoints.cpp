// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/results/endpoints.h"

#include "importers/extraction/cells/tagging.h"
#include "importers/extraction/text/section_inference.h"

#include <algorithm>

namespace ekb::importers::extraction {

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
    if (tells_no_effect(sentence)) return false;
    return sentence.section == SectionKind::results || sentence.section == SectionKind::conclusions ||
           sentence.section == SectionKind::unlabelled;
}

namespace {

/// "treatment like riluzole", "drugs such as riluzole": what is named is a treatment.
bool is_example_of_treatment(const std::vector<Token>& tokens, std::size_t first) {
    std::size_t at = first;
    if (at > 0 && tokens[at - 1].is("like")) {
        at -= 1;
    } else if (at > 1 && tokens[at - 1].is("as") && tokens[at - 2].is("such")) {
        at -= 2;
    }
    return at < first && at > 0 &&
           any_of(tokens[at - 1],
                  {"treatment", "treatments", "therapy", "therapies", "drug", "drugs", "medication", "medications"});
}

} // namespace

std::vector<EndpointMention> tag_endpoints(const Prose& prose, const ProseTraits& traits, const TrialArms& trial,
                                           const LinearModel& model) {
    std::vector<EndpointMention> found;
    for (const std::size_t s : prose.core) {
        if (!may_tell_result(prose.sentences[s])) continue;
        const TaggerView view = endpoint_view(prose, traits, trial, s);
        const ClassValues tagged = cells::chain_probabilities(model, endpoint_scores(view, model));
        for (const EndpointMention& here : endpoint_candidates(view, s, tagged)) {
            if (!is_example_of_treatment(view.sentence.tokens, here.first)) found.push_back(here);
        }
    }
    return found;
}

} // namespace ekb::importers::extraction
