// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/text/sections.h"

#include "importers/extraction/words/lexicon.h"

#include <optional>

namespace ekb::importers::extraction {

namespace {

SectionKind kind_named(std::string_view name) {
    if (name == "background") return SectionKind::background;
    if (name == "methods") return SectionKind::methods;
    if (name == "results") return SectionKind::results;
    if (name == "conclusions") return SectionKind::conclusions;
    if (name == "other") return SectionKind::other;
    return SectionKind::unlabelled;
}

const Lexicon& labels() {
    static const Lexicon lexicon(resource("section_labels.tsv"));
    return lexicon;
}

/// What the labels say of a heading; nullopt where it holds none.
std::optional<std::string_view> label_of(std::string_view heading) {
    const std::vector<Token> tokens = tokenise(heading);
    // The first label counts, wherever it stands: "Main results", "2. Materials and methods".
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (const auto found = labels().match(tokens, i)) return found.value();
    }
    return std::nullopt;
}

} // namespace

SectionKind section_kind_of_heading(std::string_view heading) {
    return kind_named(label_of(heading).value_or(""));
}

bool is_section_heading(std::string_view heading) {
    return label_of(heading).has_value();
}

bool is_whole_section_heading(std::string_view words) {
    const std::vector<Token> tokens = tokenise(words);
    return !tokens.empty() && labels().match(tokens, 0).length == tokens.size();
}

SectionKind section_kind(std::string_view path) {
    if (path == "title") return SectionKind::title;
    for (std::size_t at = path.find('/'); at != path.npos;) {
        const std::size_t next = path.find('/', at + 1);
        const SectionKind kind = section_kind_of_heading(path.substr(at + 1, next == path.npos ? next : next - at - 1));
        if (kind != SectionKind::unlabelled) return kind;
        at = next;
    }
    return SectionKind::unlabelled;
}

bool in_body(std::string_view path) {
    return path != "title" && !path.starts_with("abstract");
}

} // namespace ekb::importers::extraction
