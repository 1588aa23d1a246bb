// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/study/report_kind.h"

#include "importers/extraction/words/lexicon.h"

#include <map>
#include <string_view>

namespace ekb::importers::extraction {

namespace {

ReportKind kind_named(std::string_view name) {
    return name == "trial" ? ReportKind::trial : name == "other" ? ReportKind::other : ReportKind::unsaid;
}

ReportKind kind_of_types(const std::vector<std::string>& publication_types) {
    static const std::map<std::string_view, ReportKind> kinds = [] {
        std::map<std::string_view, ReportKind> out;
        for (const auto& row : data_rows(resource("publication_types.tsv")))
            out.emplace(row[0], kind_named(row[1]));
        return out;
    }();
    ReportKind said = ReportKind::unsaid;
    for (const std::string& type : publication_types) {
        const auto kind = kinds.find(lower_case(type));
        if (kind == kinds.end()) continue;
        if (kind->second == ReportKind::trial) return ReportKind::trial;
        said = kind->second;
    }
    return said;
}

ReportKind kind_of_title(const Prose& prose) {
    static const Lexicon phrases(resource("review_titles.tsv"));
    ReportKind said = ReportKind::unsaid;
    for (const std::size_t s : prose.core) {
        const Sentence& sentence = prose.sentences[s];
        if (sentence.section != SectionKind::title) continue;
        for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
            const auto found = phrases.match(sentence.tokens, i);
            if (!found) continue;
            said = kind_named(found.value());
            if (said == ReportKind::trial) return ReportKind::unsaid; // whose trial it is, the words tell
        }
    }
    return said;
}

} // namespace

ReportKind said_kind(const std::vector<std::string>& publication_types, const Prose& prose) {
    const ReportKind said = kind_of_types(publication_types);
    return said == ReportKind::unsaid ? kind_of_title(prose) : said;
}

} // namespace ekb::importers::extraction
