// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/training/dataset.h"

#include "importers/extraction/pico/features.h"
#include "importers/extraction/pico/second_pass.h"

namespace ekb::importers::extraction::training {

Dataset make_dataset(const std::vector<Labelled>& abstracts, const pico::WordTable& words) {
    Dataset out;
    std::unordered_map<std::uint64_t, std::uint32_t> index;
    std::vector<std::uint64_t> row;
    for (std::size_t d = 0; d < abstracts.size(); ++d) {
        auto abstract = pico::read_abstract(abstracts[d].text, words);
        pico::Features features(abstract);
        auto first = static_cast<std::uint32_t>(out.classes.size());
        out.document_begin.push_back(first);
        for (auto range : abstract.sentences)
            out.sentences.push_back({first + static_cast<std::uint32_t>(range.begin),
                                     first + static_cast<std::uint32_t>(range.end), static_cast<std::uint32_t>(d)});
        for (std::size_t i = 0; i < abstract.tokens.size(); ++i) {
            features.of(i, row);
            out.token_begin.push_back(out.numbers.size());
            for (auto feature : row) {
                auto [place, added] = index.emplace(feature, static_cast<std::uint32_t>(out.features.size()));
                if (added) out.features.push_back(feature);
                out.numbers.push_back(place->second);
            }
        }
        out.classes.insert(out.classes.end(), abstracts[d].classes.begin(), abstracts[d].classes.end());
    }
    out.token_begin.push_back(out.numbers.size());
    out.document_begin.push_back(static_cast<std::uint32_t>(out.classes.size()));
    return out;
}

Dataset with_second_pass(const Dataset& data, const std::vector<Labelled>& abstracts, const pico::WordTable& words,
                         const std::vector<pico::ClassProbabilities>& first) {
    Dataset out;
    out.features = data.features;
    out.classes = data.classes;
    out.sentences = data.sentences;
    out.document_begin = data.document_begin;
    std::unordered_map<std::uint64_t, std::uint32_t> index;
    std::vector<std::uint64_t> row;
    for (std::size_t d = 0; d < abstracts.size(); ++d) {
        auto abstract = pico::read_abstract(abstracts[d].text, words);
        auto begin = data.document_begin[d];
        std::vector<pico::ClassProbabilities> said(first.begin() + begin, first.begin() + data.document_begin[d + 1]);
        pico::SecondPass second(abstract, said);
        for (std::size_t i = 0; i < abstract.tokens.size(); ++i) {
            out.token_begin.push_back(out.numbers.size());
            auto base = data.numbers.begin();
            out.numbers.insert(out.numbers.end(), base + static_cast<std::ptrdiff_t>(data.token_begin[begin + i]),
                               base + static_cast<std::ptrdiff_t>(data.token_begin[begin + i + 1]));
            row.clear();
            second.append(i, row);
            for (auto feature : row) {
                auto [place, added] = index.emplace(feature, static_cast<std::uint32_t>(out.features.size()));
                if (added) out.features.push_back(feature);
                out.numbers.push_back(place->second);
            }
        }
    }
    out.token_begin.push_back(out.numbers.size());
    return out;
}

} // namespace ekb::importers::extraction::training
