// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/text/section_inference.h"

#include "importers/extraction/words/lexicon.h"

#include <algorithm>
#include <string_view>

namespace ekb::importers::extraction {

namespace {

const Lexicon& cues() {
    static const Lexicon lexicon(resource("section_cues.tsv"));
    return lexicon;
}

/// The first cue of a sentence for a section; empty where there is none.
std::string_view spoken_section(const Sentence& sentence) {
    for (std::size_t t = 0; t < sentence.tokens.size(); ++t) {
        const auto found = cues().match(sentence.tokens, t);
        if (found && found.value() != "no effect" && (found.value(1) != "start" || t == 0)) return found.value();
    }
    return {};
}

bool has_statistic(const Sentence& sentence) {
    return std::any_of(sentence.tokens.begin(), sentence.tokens.end(), [](const Token& t) {
        return t.is("p") || t.is("significant") || t.is("significantly") || t.is("ci") || t.is("+-");
    });
}

} // namespace

void infer_sections(std::vector<Sentence>& sentences) {
    bool results = false;
    // A text of one or two sentences is a passage that was cut out, not an abstract: nothing can be told from its
    // order.
    const bool short_text = std::count_if(sentences.begin(), sentences.end(),
                                          [](const Sentence& s) { return s.section == SectionKind::unlabelled; }) <= 2;
    for (Sentence& sentence : sentences) {
        if (sentence.section != SectionKind::unlabelled) continue;
        const std::string_view spoken = spoken_section(sentence);
        if (spoken == "conclusions") {
            sentence.section = SectionKind::conclusions;
        } else if (spoken == "background" && !short_text) {
            sentence.section = SectionKind::background;
        } else if (spoken == "results" || short_text || (has_statistic(sentence) && spoken != "methods")) {
            results = true;
            sentence.section = SectionKind::results;
        } else if (spoken == "methods") {
            sentence.section = SectionKind::methods;
        } else if (results) {
            sentence.section = SectionKind::results;
        }
    }
}

bool tells_no_effect(const Sentence& sentence) {
    for (std::size_t t = 0; t < sentence.tokens.size(); ++t) {
        const auto found = cues().match(sentence.tokens, t);
        if (found && found.value() == "no effect") return true;
    }
    return false;
}

} // namespace ekb::importers::extraction
