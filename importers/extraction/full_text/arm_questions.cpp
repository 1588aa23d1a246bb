// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/full_text/arm_questions.h"

#include <string>
#include <utility>

namespace ekb::importers::extraction {

namespace {

std::string all_names(const Arm& arm) {
    std::string names = arm.name;
    for (const std::string& name : arm.also_called) names += " " + name;
    return names;
}

std::vector<std::pair<std::size_t, std::size_t>> pairs_of(const std::vector<Arm>& arms) {
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t i = 0; i < arms.size(); ++i) {
        for (std::size_t c = 0; c < arms.size(); ++c) {
            if (arms[i].role == ArmRole::experimental && arms[c].role == ArmRole::comparator) pairs.emplace_back(i, c);
        }
    }
    if (pairs.empty() && arms.size() == 2) pairs.emplace_back(0, 1);
    return pairs;
}

} // namespace

std::vector<ArmQuestion> arm_questions(const Document& document, const std::vector<Abbreviation>& abbreviations) {
    const StemWeights weights({});
    std::vector<ArmQuestion> questions;
    const auto pairs = pairs_of(document.arms);
    for (const auto& [i, c] : pairs) {
        const Comparison asked{all_names(document.arms[i]), all_names(document.arms[c]), ""};
        Question question = read_question(asked, weights, abbreviations);
        question.two_arms = document.arms.size() == 2;
        // In a trial of several arms of a kind "control" and "treatment" are no names.
        if (pairs.size() > 1) question.control_is_comparator = question.intervention_is_generic = false;
        if (question.intervention.empty() && question.comparator.empty()) continue;
        questions.push_back({i, c, std::move(question)});
    }
    return questions;
}

} // namespace ekb::importers::extraction
