// SPDX-License-Identifier: GPL-3.0-or-later
// Fits the two models of `compare` on questions over full texts, labelled with a direction and the sentences that say so.
//
//   ekb-train-compare DATA OUT [--without FILE]...   writes OUT/relevance.model and OUT/direction.model
//   ekb-train-compare DATA --cross-validate          macro-F1 over five folds of articles, and on standard error the
//                                                    questions that were answered wrongly
//
// DATA holds prompts.ndjson and documents/*.nxml. The articles of a --without file (NDJSON with "document") are left out.
#include "importers/extraction/compare/direction_features.h"
#include "importers/extraction/compare/prepared_document.h"
#include "importers/extraction/compare/training/labelled_questions.h"
#include "importers/extraction/linear/train_linear.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

namespace ekb::importers::extraction {

namespace {

struct Models {
    LinearModel relevance;
    LinearModel direction;
};

/// Examples of relevance: each candidate passage of each question, those marked as evidence against the rest.
std::vector<Example> relevance_examples(const std::vector<LabelledQuestion>& questions, const std::vector<bool>& use) {
    std::vector<Example> examples;
    for (std::size_t q = 0; q < questions.size(); ++q) {
        if (!use[q]) continue;
        for (const LabelledCandidate& c : questions[q].candidates) examples.push_back({c.relevance, c.evidence ? 1 : 0, 1});
    }
    return examples;
}

// More than this costs more where the arms are mistaken than it gains where they are not (by cross-validation).
constexpr float turned_weight = 0.1F;

/// The same passage answers the question with its arms the other way round, in the other direction.
void add_both_ways(std::vector<Example>& examples, const LabelledCandidate& c, int direction, float weight) {
    constexpr std::array turned{1, 0, 2};
    examples.push_back({c.direction, direction, weight});
    if (c.names_arms) examples.push_back({c.swapped, turned[static_cast<std::size_t>(direction)], weight * turned_weight});
}

/// Examples of direction: the evidence, and what ranks highest beside it, as far as it is relevant.
std::vector<Example> direction_examples(const std::vector<LabelledQuestion>& questions, const std::vector<bool>& use,
                                        const LinearModel& relevance) {
    std::vector<Example> examples;
    for (std::size_t q = 0; q < questions.size(); ++q) {
        if (!use[q]) continue;
        for (const std::size_t i : best_candidates(questions[q], relevance, passages_read)) {
            const LabelledCandidate& c = questions[q].candidates[i];
            const double weight = c.evidence ? 1 : relevance.probabilities(c.relevance)[1];
            add_both_ways(examples, c, questions[q].direction, static_cast<float>(weight));
        }
        for (const LabelledCandidate& c : questions[q].candidates) {
            if (c.evidence) add_both_ways(examples, c, questions[q].direction, 0.5F);
        }
    }
    return examples;
}

Models fit(const std::vector<LabelledQuestion>& questions, const std::vector<bool>& use) {
    TrainingOptions options;
    options.bits = 10;
    options.epochs = 8;
    options.rate = 0.05;
    LinearModel relevance = train_linear(relevance_examples(questions, use), options);
    options.classes = 3;
    options.bits = 18;
    options.epochs = 12;
    options.rate = 0.005;
    options.l2 = 3e-4;
    options.smallest = 0.01;
    LinearModel direction = train_linear(direction_examples(questions, use, relevance), options);
    return {std::move(relevance), std::move(direction)};
}

int predict(const LabelledQuestion& question, const Models& models) {
    std::vector<double> sums(3, 0.0);
    for (const std::size_t i : best_candidates(question, models.relevance, passages_read)) {
        const double weight = models.relevance.probabilities(question.candidates[i].relevance)[1];
        const auto p = models.direction.probabilities(question.candidates[i].direction);
        for (std::size_t d = 0; d < 3; ++d) sums[d] += weight * p[d];
    }
    return most_likely_direction(sums);
}

void print_scores(const std::vector<LabelledQuestion>& questions, const std::vector<int>& said) {
    double f1_sum = 0;
    int right = 0;
    for (int d = 0; d < 3; ++d) {
        int tp = 0, predicted = 0, real = 0;
        for (std::size_t q = 0; q < questions.size(); ++q) {
            predicted += said[q] == d;
            real += questions[q].direction == d;
            tp += said[q] == d && questions[q].direction == d;
        }
        right += tp;
        const double f1 = predicted + real ? 2.0 * tp / (predicted + real) : 0;
        f1_sum += f1;
        std::printf("class %d: predicted %d real %d right %d f1 %.4f\n", d, predicted, real, tp, f1);
    }
    std::printf("macro-F1 %.4f accuracy %.4f\n", f1_sum / 3, right / static_cast<double>(questions.size()));
}

void print_miss(const LabelledQuestion& question, int said, const Models& models) {
    std::fprintf(stderr, "%s\n  said %d is %d\n", question.text.c_str(), said, question.direction);
    for (const std::size_t i : best_candidates(question, models.relevance, 3)) {
        const LabelledCandidate& c = question.candidates[i];
        const auto p = models.direction.probabilities(c.direction);
        std::fprintf(stderr, "  %s %.2f [%.2f %.2f %.2f] %s\n", c.evidence ? "*" : " ", models.relevance.probabilities(c.relevance)[1], p[0], p[1], p[2], c.quote.substr(0, 400).c_str());
    }
}

void cross_validate(const std::vector<LabelledQuestion>& questions) {
    constexpr int folds = 5;
    std::vector<int> said(questions.size());
    int found = 0;
    for (int fold = 0; fold < folds; ++fold) {
        std::vector<bool> use;
        for (const LabelledQuestion& question : questions) use.push_back(question.fold % folds != fold);
        const Models models = fit(questions, use);
        for (std::size_t q = 0; q < questions.size(); ++q) {
            if (use[q]) continue;
            said[q] = predict(questions[q], models);
            const auto best = best_candidates(questions[q], models.relevance, 1);
            found += !best.empty() && questions[q].candidates[best.front()].evidence;
            if (said[q] != questions[q].direction) print_miss(questions[q], said[q], models);
        }
    }
    print_scores(questions, said);
    std::printf("first passage is evidence %.4f\n", found / static_cast<double>(questions.size()));
}

void write(const std::filesystem::path& path, const LinearModel& model) {
    std::ofstream file(path, std::ios::binary);
    file << model.serialised();
    std::printf("%s: %ju bytes\n", path.c_str(), static_cast<std::uintmax_t>(file.tellp()));
}

} // namespace

} // namespace ekb::importers::extraction

int main(int argc, char** argv) {
    using namespace ekb::importers::extraction;
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.size() < 2) {
        std::fputs("usage: ekb-train-compare DATA OUT|--cross-validate [--without FILE]...\n", stderr);
        return 2;
    }
    std::vector<std::filesystem::path> without;
    for (std::size_t i = 2; i + 1 < arguments.size(); i += 2) without.emplace_back(arguments[i + 1]);
    const std::vector<LabelledQuestion> questions = read_labelled_questions(arguments[0], without);
    std::printf("%zu questions\n", questions.size());
    if (arguments[1] == "--cross-validate") {
        cross_validate(questions);
        return 0;
    }
    const Models models = fit(questions, std::vector<bool>(questions.size(), true));
    write(std::filesystem::path(arguments[1]) / "relevance.model", models.relevance);
    write(std::filesystem::path(arguments[1]) / "direction.model", models.direction);
    return 0;
}
