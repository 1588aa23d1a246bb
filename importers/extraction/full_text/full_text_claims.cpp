// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/full_text/full_text_claims.h"

#include "importers/extraction/compare/legends.h"
#include "importers/extraction/full_text/merge.h"
#include "importers/extraction/full_text/table_claims.h"
#include "importers/extraction/words/code_points.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace ekb::importers::extraction {

namespace {

std::vector<Abbreviation> abbreviations_of(const Prose& prose, const DocumentText& content) {
    std::vector<Abbreviation> all = prose.abbreviations;
    for (Abbreviation& one : read_legends(content)) {
        if (std::ranges::find(all, one.short_form, &Abbreviation::short_form) == all.end()) all.push_back(std::move(one));
    }
    return all;
}

} // namespace

void add_full_text_claims(Document& document, const Prose& prose) {
    if (document.content.tables.empty() || document.arms.size() < 2) return;
    const std::vector<Abbreviation> abbreviations = abbreviations_of(prose, document.content);
    std::vector<Claim> claims = table_claims(document, abbreviations);
    if (claims.empty()) return;
    const CodePoints points(document.content.text);
    for (Claim& claim : claims) {
        for (Evidence& evidence : claim.evidence) {
            evidence.code_point_start = points.at_byte(*evidence.code_point_start);
            evidence.code_point_end = points.at_byte(*evidence.code_point_end);
        }
    }
    merge_claims(document.claims, std::move(claims), abbreviations);
}

} // namespace ekb::importers::extraction
