// SPDX-License-Identifier: GPL-3.0-or-later
// What the taggers work out once for several tokens is what they would work out for each alone.
#include "importers/extraction/extract.h"
#include "importers/extraction/models/claim_models.h"
#include "importers/extraction/results/endpoints.h"

#include <catch2/catch.hpp>

#include <random>
#include <string>
#include <vector>

using namespace ekb;
using namespace ekb::importers::extraction;

namespace {

constexpr const char* texts[] = {
    "Mortality was 12% in the drug group and 18% in the placebo group (p = 0.03).",
    "Compared with placebo, methylcobalamin reduced the decline of the ALSFRS-R total score (difference 1.97, 95% CI 0.44 to 3.50).",
    "Pain, nausea and length of stay did not differ between groups.",
};

/// A sentence of so many words that are in no other, to put out what was remembered of the words before.
std::string other_words(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
        text += "word" + std::to_string(i) + "x ";
    return text + "fell.";
}

struct Read {
    explicit Read(const std::string& words)
        : content(plain_text(words)), prose(read_prose(content)), traits(read_traits(prose, ClaimModels::built_in().phrases)) {
        trial.places.resize(prose.sentences.size());
    }
    DocumentText content;
    Prose prose;
    ProseTraits traits;
    TrialArms trial;
};

/// The scores of an endpoint view, each token's features added by themselves.
void check_each_token(const TaggerView& view, const LinearModel& model) {
    const ClassValues scores = endpoint_scores(view, model);
    const std::uint32_t signature = sentence_signature(view);
    for (std::size_t t = 0; t < view.size(); ++t) {
        const std::vector<double> alone = model.scores(endpoint_features(view, t, signature));
        for (std::size_t c = 0; c < alone.size(); ++c)
            CHECK(scores[t][c] == alone[c]);
    }
}

} // namespace

TEST_CASE("what is remembered of a word adds what its features alone would") {
    const ClaimModels& models = ClaimModels::built_in();
    for (int round = 0; round < 2; ++round) {
        for (const char* text : texts) {
            CAPTURE(round, text);
            const Read read(text);
            check_each_token(endpoint_view(read.prose, read.traits, read.trial, 0), models.endpoints);
        }
        const Read others(other_words(3000)); // more than are remembered
        REQUIRE(others.prose.sentences.size() == 1);
        check_each_token(endpoint_view(others.prose, others.traits, others.trial, 0), models.endpoints);
    }
}

TEST_CASE("another model does not add what was remembered of the first") {
    const ClaimModels& models = ClaimModels::built_in();
    const Read read(texts[0]);
    const TaggerView view = endpoint_view(read.prose, read.traits, read.trial, 0);
    check_each_token(view, models.endpoints);
    check_each_token(view, models.entities);
    check_each_token(view, models.endpoints);
}

TEST_CASE("spans of scores are those of their probabilities") {
    std::mt19937 random(1);
    std::normal_distribution<double> any(0, 2);
    for (int round = 0; round < 2000; ++round) {
        ClassValues scores(12, 3);
        for (std::size_t t = 0; t < scores.size(); ++t) {
            scores[t][outside_class] = round % 2 == 0 ? 3 : 0;
            for (std::size_t c = 1; c < 3; ++c)
                scores[t][c] = any(random);
        }
        ClassValues probabilities = scores;
        for (std::size_t t = 0; t < probabilities.size(); ++t)
            softmax(probabilities[t]);
        const double bias = round % 3 * 0.7;
        const auto by_scores = decode_scores(scores, {bias});
        const auto by_probabilities = decode_spans(probabilities, {bias});
        REQUIRE(by_scores.size() == by_probabilities.size());
        for (std::size_t i = 0; i < by_scores.size(); ++i) {
            CHECK(by_scores[i].first == by_probabilities[i].first);
            CHECK(by_scores[i].end == by_probabilities[i].end);
        }
    }
}
