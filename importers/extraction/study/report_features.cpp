// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/study/report_features.h"

#include "importers/extraction/linear/linear_model.h"
#include "importers/extraction/words/lexicon.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>

namespace ekb::importers::extraction {

namespace {

/// One hash of two, in this order.
std::uint32_t hash_of_pair(std::uint32_t first, std::uint32_t second) {
    std::uint32_t hash = first * 0x9E3779B1U + second;
    hash = (hash ^ (hash >> 15U)) * 0x85EBCA77U;
    return hash ^ (hash >> 13U);
}

/// The kind's hash of each word that is of one, by the word's.
const std::unordered_map<std::uint32_t, std::uint32_t>& kinds_of_words() {
    static const std::unordered_map<std::uint32_t, std::uint32_t> kinds = [] {
        std::unordered_map<std::uint32_t, std::uint32_t> out;
        for (const auto& row : data_rows(resource("report_words.tsv"))) {
            const std::uint32_t kind = feature_hash("kind " + std::string(row[0]));
            for (std::string_view words = row[1]; !words.empty();) {
                const std::size_t end = std::min(words.find(' '), words.size());
                out.emplace(feature_hash(words.substr(0, end)), kind);
                words.remove_prefix(std::min(end + 1, words.size()));
            }
        }
        return out;
    }();
    return kinds;
}

void add_sentence(const Sentence& sentence, const std::vector<TokenTraits>& traits, std::vector<std::uint32_t>& features) {
    static const std::uint32_t title = feature_hash("title");
    for (std::size_t t = 0; t < sentence.tokens.size(); ++t) {
        if (!sentence.tokens[t].word()) continue;
        const std::uint32_t word = traits[t].word;
        features.push_back(word);
        if (sentence.section == SectionKind::title) features.push_back(hash_of_pair(title, word));
        if (t + 1 < sentence.tokens.size() && sentence.tokens[t + 1].word())
            features.push_back(hash_of_pair(word, traits[t + 1].word));
    }
}

void add_kinds(std::vector<std::uint32_t>& features) {
    const auto& kinds = kinds_of_words();
    for (std::size_t i = 0, words = features.size(); i < words; ++i) {
        const auto kind = kinds.find(features[i]);
        if (kind != kinds.end()) features.push_back(kind->second);
    }
}

} // namespace

std::vector<std::uint32_t> report_features(const Prose& prose, const ProseTraits& traits) {
    std::vector<std::uint32_t> features;
    for (const std::size_t s : prose.core)
        add_sentence(prose.sentences[s], traits.tokens[s], features);
    add_kinds(features);
    std::ranges::sort(features);
    const auto rest = std::ranges::unique(features);
    features.erase(rest.begin(), rest.end());
    return features;
}

} // namespace ekb::importers::extraction
