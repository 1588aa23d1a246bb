// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/explain.h"

#include "importers/extraction/compare/clauses.h"
#include "importers/extraction/compare/table_view.h"
#include "importers/extraction/numbers/statistics.h"
#include "importers/extraction/words/code_points.h"
#include "importers/extraction/words/lexicon.h"
#include "importers/extraction/words/tokens.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace ekb::importers::extraction {

namespace {

/// The bytes of a piece of evidence in the text; nullopt where the text does not hold it there.
std::optional<ByteSpan> place_of(const std::string& text, const Evidence& evidence, const CodePoints& points) {
    if (!evidence.code_point_start || evidence.quote.empty()) return std::nullopt;
    for (std::size_t at = text.find(evidence.quote); at != text.npos; at = text.find(evidence.quote, at + 1)) {
        if (points.at_byte(at) == *evidence.code_point_start) return ByteSpan{at, at + evidence.quote.size()};
    }
    return std::nullopt;
}

/// Collects words of one piece of evidence.
class WordFinder {
public:
    WordFinder(const std::string& text, ByteSpan place, const CodePoints& points)
        : m_text(text), m_place(place), m_points(points), m_tokens(tokenise(text, place)) {}

    void add(std::string part, ByteSpan span) {
        m_found.push_back({std::move(part), m_text.substr(span.begin, span.size()), m_points.at_byte(span.begin), m_points.at_byte(span.end)});
    }

    /// The first place of a name, token by token and without regard to case; false where it is none.
    bool add_name(const std::string& part, std::string_view name) {
        const std::vector<Token> wanted = tokenise(name);
        if (wanted.empty()) return false;
        const auto at = std::search(m_tokens.begin(), m_tokens.end(), wanted.begin(), wanted.end(), [](const Token& a, const Token& b) { return a.lower == b.lower; });
        if (at == m_tokens.end()) return false;
        add(part, {at->span.begin, (at + static_cast<std::ptrdiff_t>(wanted.size()) - 1)->span.end});
        return true;
    }

    void add_cues() {
        const Lexicon& cues = result_cues();
        for (std::size_t i = 0; i < m_tokens.size();) {
            const auto cue = cues.match(m_tokens, i);
            if (cue) add_tokens("cue " + std::string(cue.value()), i, i + cue.length);
            i += std::max<std::size_t>(cue.length, 1);
        }
    }

    void add_statistics() {
        const Statistics statistics = find_statistics(m_tokens);
        for (const PValue& p : statistics.p_values) add_tokens("p", p.first, p.end);
        for (const Interval& interval : statistics.intervals) add_tokens("interval", interval.first, interval.end);
        for (const Estimate& estimate : statistics.estimates) add_tokens("estimate", estimate.first, estimate.end);
    }

    std::vector<ExplainedWords> take() {
        std::ranges::stable_sort(m_found, {}, &ExplainedWords::start);
        return std::move(m_found);
    }

private:
    void add_tokens(std::string part, std::size_t first, std::size_t end) { add(std::move(part), span_of(Tokens(m_tokens).subspan(first, end - first))); }

    const std::string& m_text;
    ByteSpan m_place;
    const CodePoints& m_points;
    std::vector<Token> m_tokens;
    std::vector<ExplainedWords> m_found;
};

/// An arm's name in the evidence, else one of its other names.
void add_arm(WordFinder& words, const std::string& part, const Document& document, const std::string& name) {
    if (words.add_name(part, name)) return;
    const auto arm = std::ranges::find(document.arms, name, &Arm::name);
    if (arm == document.arms.end()) return;
    for (const std::string& other : arm->also_called) {
        if (words.add_name(part, other)) return;
    }
}

std::vector<ExplainedWords> words_in(const Document& document, const Claim& claim, ByteSpan place, const CodePoints& points) {
    WordFinder words(document.content.text, place, points);
    words.add_name("endpoint", claim.endpoint.text);
    add_arm(words, "intervention", document, claim.intervention.text);
    if (claim.comparator) add_arm(words, "comparator", document, claim.comparator->text);
    for (std::size_t k = 0; k < claim.arms.size() && k < 2; ++k) words.add_name(k == 0 ? "intervention figures" : "comparator figures", claim.arms[k].text);
    words.add_cues();
    words.add_statistics();
    return words.take();
}

std::optional<ExplainedRow> row_at(const DocumentText& content, const Claim& claim, ByteSpan place) {
    for (const Table& table : content.tables) {
        const bool inside = std::ranges::any_of(table.cells, [&](const TableCell& cell) { return !cell.span.empty() && cell.span.begin == place.begin; });
        if (!inside) continue;
        const TableView view = view_table(content, table);
        const auto row = std::ranges::find_if(view.rows, [&](const TableRow& r) { return r.line == place; });
        if (row == view.rows.end()) continue;
        ExplainedRow explained{table.label, std::string(content.at(table.caption)), row->label, {}};
        for (const auto& [column, span] : row->cells) {
            const std::string_view text = content.at(span);
            const bool figure = std::ranges::any_of(claim.arms, [&](const ArmFigures& arm) { return !arm.text.empty() && text.find(arm.text) != text.npos; });
            if (figure) explained.cells.push_back({view.headers[static_cast<std::size_t>(column)], std::string(text)});
        }
        return explained;
    }
    return std::nullopt;
}

} // namespace

std::vector<EvidenceExplanation> explain_claim(const Document& document, const Claim& claim) {
    const CodePoints points(document.content.text);
    std::vector<EvidenceExplanation> all;
    for (const Evidence& evidence : claim.evidence) {
        EvidenceExplanation explanation;
        if (const auto place = place_of(document.content.text, evidence, points)) {
            explanation.words = words_in(document, claim, *place, points);
            explanation.row = row_at(document.content, claim, *place);
        }
        all.push_back(std::move(explanation));
    }
    return all;
}

} // namespace ekb::importers::extraction
