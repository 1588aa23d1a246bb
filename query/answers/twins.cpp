// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/answers/twins.h"

#include "kb/store/reader.h"

#include <algorithm>

namespace ekb::query {

namespace {

constexpr std::size_t most_of_a_study = 5;

bool has_report(const AnswerStudy& study, const kb::JoinSuggestion& suggestion) {
    return std::ranges::any_of(study.documents, [&](const Document& document) {
        return document.id == suggestion.document_a || document.id == suggestion.document_b;
    });
}

std::vector<std::string> likenesses(const kb::JoinSuggestion& suggestion) {
    std::vector<std::string> names;
    for (const kb::LikenessReason& reason : suggestion.reasons) {
        const bool size = reason.kind == kb::LikenessKind::n_randomised;
        names.emplace_back(size ? "number randomised" : name_of(reason.kind));
    }
    return names;
}

} // namespace

std::vector<PossibleTwins> possible_twins(const Answer& answer, const kb::Reader& reader) {
    std::vector<PossibleTwins> found;
    for (std::size_t i = 0; i < answer.studies.size(); ++i) {
        const AnswerStudy& study = answer.studies[i];
        const auto key = reader.study_key(study.id);
        if (!key) continue;
        for (const kb::JoinSuggestion& suggestion : reader.join_suggestions(*key, most_of_a_study)) {
            for (std::size_t j = i + 1; j < answer.studies.size(); ++j) {
                if (has_report(answer.studies[j], suggestion)) found.push_back({study.id, answer.studies[j].id, likenesses(suggestion)});
            }
        }
    }
    return found;
}

} // namespace ekb::query
