// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/compare.h"

#include "importers/extraction/compare/figure_pair.h"
#include "importers/extraction/compare/prepared_document.h"
#include "importers/extraction/compare/registry_answer.h"
#include "importers/extraction/words/resource.h"
#include "kb/model/code_points.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ekb::importers::extraction {

namespace {

constexpr std::array directions{Direction::increased, Direction::decreased, Direction::no_difference};

const LinearModel& relevance_model() {
    static const LinearModel model(resource("compare/relevance.model"));
    return model;
}

const LinearModel& direction_model() {
    static const LinearModel model(resource("compare/direction.model"));
    return model;
}

Evidence evidence_of(const DocumentText& content, const Passage& passage) {
    const std::size_t start = code_points(std::string_view(content.text).substr(0, passage.span.begin));
    const std::string quote(content.at(passage.span));
    return {quote, std::string(passage.section), start, start + code_points(quote)};
}

std::vector<ArmFigures> arms_of(const PreparedDocument& prepared, const Question& question, const Comparison& comparison,
                                std::optional<int> total) {
    auto pair = best_pair(prepared, question, total);
    if (!pair) return {};
    pair->intervention.name = comparison.intervention;
    pair->comparator.name = comparison.comparator.value_or("");
    return {std::move(pair->intervention), std::move(pair->comparator)};
}

} // namespace

ComparisonReading compare(const Document& document, const Comparison& comparison) {
    const PreparedDocument prepared = prepare(document.content);
    const Question question = read_question(comparison, prepared.weights, prepared.abbreviations);
    if (document.type == DocumentType::registry_record) return registry_answer(document, question);
    const std::vector<Candidate> best = rank_candidates(prepared, question, relevance_model(), passages_read);
    ComparisonReading reading;
    reading.arms = arms_of(prepared, question, comparison, document.n.randomised);
    const auto told = std::ranges::find_if(best, [&](const Candidate& c) { return tells_result(prepared, question, c); });
    if (told == best.end()) return reading;
    const std::vector<double> p = direction_probabilities(prepared, question, best, direction_model());
    const auto most = static_cast<std::size_t>(most_likely_direction(p));
    reading.direction = directions[most];
    reading.confidence = p[most];
    reading.evidence = evidence_of(document.content, *told->passage);
    return reading;
}

} // namespace ekb::importers::extraction
