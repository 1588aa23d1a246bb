// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/pico/tagger.h"

#include "importers/extraction/pico/compressed.h"
#include "importers/extraction/pico/decode.h"
#include "importers/extraction/pico/features.h"
#include "importers/extraction/pico/resource.h"

namespace ekb::importers::extraction::pico {

std::vector<ClassProbabilities> Tagger::probabilities(const Abstract& abstract) const {
    Features features(abstract);
    std::vector<ClassProbabilities> out;
    std::vector<std::vector<std::uint64_t>> rows;
    for (auto sentence : abstract.sentences) {
        rows.resize(sentence.end - sentence.begin);
        for (std::size_t i = sentence.begin; i < sentence.end; ++i)
            features.of(i, rows[i - sentence.begin]);
        auto tagged = m_model.tag(rows);
        out.insert(out.end(), tagged.begin(), tagged.end());
    }
    return out;
}

std::vector<PicoSpan> Tagger::annotate(std::string_view text) const {
    auto abstract = read_abstract(text, m_words);
    std::vector<std::uint8_t> classes_of_tokens;
    for (const auto& p : probabilities(abstract))
        classes_of_tokens.push_back(choose_class(p, m_model.thresholds));
    return spans(abstract, classes_of_tokens);
}

const Tagger& built_in_tagger() {
    static const Tagger tagger(WordTable(decompress(resource("words.bin.zst"), "words.bin.zst")),
                               Model(decompress(resource("model.bin.zst"), "model.bin.zst")));
    return tagger;
}

} // namespace ekb::importers::extraction::pico
