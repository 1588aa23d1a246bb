// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/training/claim_data.h"

#include "importers/extraction/training/article_abstracts.h"
#include "importers/extraction/training/fitting.h"

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
    LinearModel phrases = fit_phrases(read_gold_tokens(labelled + "/pico-train"));
    std::vector<Case> cases = read_cases(all_documents(labelled, abstracts), phrases);
    return {std::move(phrases), std::move(cases), comparisons_of(labelled)};
}

} // namespace ekb::importers::extraction::training
