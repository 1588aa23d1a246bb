// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/pico/tagger.h"

#include "importers/extraction/pico/compressed.h"
#include "importers/extraction/pico/decode.h"
#include "importers/extraction/pico/features.h"
#include "importers/extraction/pico/resource.h"
#include "importers/extraction/pico/second_pass.h"

#include <span>

namespace ekb::importers::extraction::pico {

namespace {

using Rows = std::vector<std::vector<std::uint64_t>>;

std::vector<ClassProbabilities> tag(const Model& model, const Abstract& abstract, const Rows& rows) {
    std::vector<ClassProbabilities> out;
    out.reserve(rows.size());
    for (auto sentence : abstract.sentences) {
        auto tagged = model.tag(std::span(rows).subspan(sentence.begin, sentence.end - sentence.begin));
        out.insert(out.end(), tagged.begin(), tagged.end());
    }
    return out;
}

} // namespace

std::vector<ClassProbabilities> Tagger::probabilities(const Abstract& abstract) const {
    Features features(abstract);
    Rows rows(abstract.tokens.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        features.of(i, rows[i]);
    auto out = tag(m_first, abstract, rows);
    SecondPass second(abstract, out);
    for (std::size_t i = 0; i < rows.size(); ++i)
        second.append(i, rows[i]);
    auto said = tag(m_second, abstract, rows);
    for (std::size_t i = 0; i < out.size(); ++i)
        for (std::size_t c = 0; c < classes; ++c)
            out[i][c] = (out[i][c] + said[i][c]) / 2;
    return out;
}

std::vector<PicoSpan> Tagger::annotate(std::string_view text) const {
    auto abstract = read_abstract(text, m_words);
    std::vector<std::uint8_t> classes_of_tokens;
    for (const auto& p : probabilities(abstract))
        classes_of_tokens.push_back(choose_class(p, m_second.thresholds));
    return spans(abstract, classes_of_tokens);
}

const WordTable& built_in_words() {
    static const WordTable words(decompress(resource("words.bin.zst"), "words.bin.zst"));
    return words;
}

const Tagger& built_in_tagger() {
    static const Tagger tagger(built_in_words(), Model(decompress(resource("model.bin.zst"), "model.bin.zst")),
                               Model(decompress(resource("second_model.bin.zst"), "second_model.bin.zst")));
    return tagger;
}

} // namespace ekb::importers::extraction::pico
