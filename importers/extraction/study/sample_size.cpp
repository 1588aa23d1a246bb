// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/study/sample_size.h"

#include "importers/extraction/study/size_candidates.h"

#include <algorithm>

namespace ekb::importers::extraction {

namespace {

// Found on the training part, by cross-validation.
constexpr double size_threshold = 0.3;

/// Whether a word that `wanted` accepts stands within `reach` tokens.
template <typename Wanted>
bool near(const std::vector<Token>& tokens, std::size_t from, std::size_t reach, Wanted wanted) {
    const auto begin = tokens.begin() + static_cast<std::ptrdiff_t>(std::min(from, tokens.size()));
    const auto end = tokens.begin() + static_cast<std::ptrdiff_t>(std::min(from + reach, tokens.size()));
    return std::any_of(begin, end, wanted);
}

std::optional<int> analysed(const Prose& prose, const std::vector<SizeCandidate>& candidates,
                            std::optional<int> randomised) {
    for (const SizeCandidate& candidate : candidates) {
        if (candidate.kind != SizeKind::stated) continue;
        const auto& tokens = prose.sentences[candidate.sentence].tokens;
        const bool counts = near(tokens, candidate.end, 5, names_people) ||
                            prose.sentences[candidate.sentence].section == SectionKind::results;
        const bool done = near(tokens, candidate.end, 7, [](const Token& t) {
            return any_of(t, {"completed", "complete", "completers", "analysed", "analyzed", "evaluable", "evaluated",
                              "finished"});
        });
        if (counts && done && candidate.value >= 5 &&
            (!randomised || (candidate.value < *randomised && candidate.value > *randomised / 3)))
            return candidate.value;
    }
    return std::nullopt;
}

} // namespace

DocumentN find_sample_size(const Prose& prose, const TrialArms& trial, const LinearModel& model) {
    const std::vector<SizeCandidate> candidates = size_candidates(prose, trial);
    DocumentN n;
    double best = size_threshold;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const double p = model.probabilities(size_features(prose, trial, candidates, i))[1];
        if (p <= best) continue;
        best = p;
        n.randomised = candidates[i].value;
        n.quote = std::string(prose.sentences[candidates[i].sentence].in(prose.text));
    }
    n.analysed = analysed(prose, candidates, n.randomised);
    return n;
}

} // namespace ekb::importers::extraction
