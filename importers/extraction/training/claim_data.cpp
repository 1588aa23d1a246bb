// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/training/claim_data.h"

#include "importers/extraction/training/article_abstracts.h"
#include "importers/extraction/training/fitting.h"
#include "importers/extraction/training/token_abstracts.h"

#include <iostream>
#include <set>

namespace ekb::importers::extraction::training {
namespace {

std::vector<GoldDocument> all_documents(const std::string& labelled, const std::string& abstracts) {
    std::vector<GoldDocument> documents = read_gold(labelled + "/claims-train");
    std::vector<GoldDocument> more = read_gold(abstracts);
    const std::size_t unsaid = read_abstracts(more, labelled + "/compare-train/documents");
    std::cerr << documents.size() << " and " << more.size() << " labelled abstracts; of the latter " << unsaid
              << " claims quote words that the article does not have so (superscripts)\n";
    append(documents, std::move(more));
    return documents;
}

/// Labelled abstracts that are put together from labelled tokens. Each is read with a model of phrases that did not learn
/// from its tokens, as one is read later.
std::vector<Case> token_cases(const std::string& folder, const std::vector<GoldTokens>& tokens) {
    std::vector<GoldDocument> documents = read_gold(folder);
    read_token_abstracts(documents, tokens);
    std::vector<Case> cases(documents.size());
    for (std::size_t fold = 0; fold < folds; ++fold) {
        std::vector<GoldDocument> part;
        std::set<std::string> ids;
        for (std::size_t i = fold; i < documents.size(); i += folds) {
            ids.insert(documents[i].id);
            part.push_back(std::move(documents[i]));
        }
        std::vector<GoldTokens> others = tokens;
        std::erase_if(others, [&](const GoldTokens& one) { return ids.contains(one.id); });
        std::vector<Case> read = read_cases(std::move(part), fit_phrases(others));
        for (std::size_t k = 0; k < read.size(); ++k)
            cases[fold + k * folds] = std::move(read[k]);
    }
    return cases;
}

/// Evidence Inference's training part, without the articles that something is measured on.
std::vector<GoldComparison> comparisons_of(const std::string& labelled) {
    std::set<std::string> measured = read_document_ids(labelled + "/claims");
    measured.merge(read_document_ids(labelled + "/effects"));
    std::vector<GoldComparison> comparisons = read_gold_comparisons(labelled + "/compare-train");
    std::erase_if(comparisons, [&](const GoldComparison& one) { return measured.contains(one.document); });
    return comparisons;
}

} // namespace

ClaimData read_claim_data(const std::string& labelled, const std::string& abstracts) {
    const std::vector<GoldTokens> tokens = read_gold_tokens(labelled + "/pico-train");
    LinearModel phrases = fit_phrases(tokens);
    std::vector<Case> cases = read_cases(all_documents(labelled, abstracts), phrases);
    append(cases, token_cases(abstracts + "/tokens", tokens));
    return {std::move(phrases), std::move(cases), comparisons_of(labelled)};
}

} // namespace ekb::importers::extraction::training
