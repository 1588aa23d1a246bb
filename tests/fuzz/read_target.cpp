// SPDX-License-Identifier: GPL-3.0-or-later
// Sources through the importers, and what must be true of what comes out.
#include "kb/store/prepared.h"
#include "query/import/records.h"
#include "tests/fuzz/targets.h"

#include <cmath>
#include <stdexcept>

namespace ekb::fuzz {

namespace {

void demand(bool holds, const std::string& what) {
    if (!holds) throw std::logic_error(what);
}

std::size_t code_points(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text)
        count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
    return count;
}

/// The bytes that stand between two code points of the text.
std::string_view at_code_points(std::string_view text, std::size_t start, std::size_t end) {
    std::size_t at = 0;
    std::size_t point = 0;
    std::size_t begin = text.size();
    for (; at < text.size(); ++at) {
        if ((static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) continue;
        if (point == start) begin = at;
        if (point == end) break;
        ++point;
    }
    return text.substr(begin, at - begin);
}

void check_evidence(const Document& document, const Evidence& evidence) {
    if (!evidence.code_point_start) return;
    demand(evidence.code_point_end.has_value(), "evidence begins and does not end");
    const std::size_t start = *evidence.code_point_start;
    const std::size_t end = *evidence.code_point_end;
    demand(start < end && end <= code_points(document.content.text), "evidence outside of the text: " + evidence.quote);
    demand(at_code_points(document.content.text, start, end) == evidence.quote,
           "a quote is not what the text says: " + evidence.quote);
}

void check_number(const std::optional<double>& value, const char* what) {
    if (value) demand(std::isfinite(*value), std::string("not a number: ") + what);
}

void check_claim(const Document& document, const Claim& claim) {
    check_number(claim.effect.value, "effect.value");
    check_number(claim.effect.ci_low, "effect.ci_low");
    check_number(claim.effect.ci_high, "effect.ci_high");
    check_number(claim.effect.p, "effect.p");
    if (claim.effect.p) demand(*claim.effect.p >= 0 && *claim.effect.p <= 1, "p is no probability");
    for (const auto& n : {claim.n.randomised, claim.n.analysed, claim.n.intervention, claim.n.comparator}) {
        if (n) demand(*n >= 0, "fewer than no participants");
    }
    demand(!claim.evidence.empty(), "a claim without evidence: " + claim.endpoint.text);
    for (const Evidence& evidence : claim.evidence)
        check_evidence(document, evidence);
}

void check_document(const Document& document) {
    demand(!document.id.empty(), "a document without an id");
    for (const Block& block : document.content.blocks) {
        demand(block.span.begin <= block.span.end && block.span.end <= document.content.text.size(),
               "a block outside of the text");
    }
    for (const Claim& claim : document.claims)
        check_claim(document, claim);
}

} // namespace

void read_as(const std::filesystem::path& file, std::string_view format) {
    const query::ImportSources sources{{file.string()}, std::string(format)};
    const auto record = [](query::SourceRecord&& cut) {
        const importers::Reading reading = query::read_documents(cut, kb::Vocabulary::builtin());
        for (const Document& document : reading.documents) {
            check_document(document);
            (void)kb::prepare(document, {std::string(cut.format->name), cut.raw.bytes});
        }
        return true;
    };
    const auto diagnostic = [](Diagnostic&& found, const importers::Format*) { demand(!found.message.empty(), "a refusal without a reason"); };
    query::read_records(sources, record, diagnostic);
}

} // namespace ekb::fuzz
