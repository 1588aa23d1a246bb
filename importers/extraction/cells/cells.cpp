// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/cells/cells.h"

#include "importers/extraction/arms/arm_groups.h"
#include "importers/extraction/arms/arms.h"
#include "importers/extraction/cells/resource.h"
#include "importers/extraction/figures/arm_figures.h"
#include "importers/extraction/numbers/timepoints.h"
#include "importers/extraction/words/code_points.h"

#include <algorithm>

namespace ekb::importers::extraction::cells {

const CellModels& CellModels::built_in() {
    const auto model = [](std::string_view name) { return LinearModel(resource(name)); };
    static const CellModels models{model("models/cells_first.model"), model("models/cells_second.model"),
                                   model("models/cells_interventions.model"), model("models/cells_outcomes.model")};
    return models;
}

namespace {

/// The mention of a thing nearest a figure.
const TaggedSpan& nearest_mention(const SentenceParts& parts, const Mentioned& thing, const TaggedSpan& figure) {
    const auto distance = [&](std::size_t s) {
        const TaggedSpan& span = parts.spans()[s];
        return span.first < figure.first ? figure.first - span.first : span.first - figure.first;
    };
    return parts.spans()[*std::min_element(thing.mentions.begin(), thing.mentions.end(),
                                           [&](auto a, auto b) { return distance(a) < distance(b); })];
}

} // namespace

std::vector<Cell> read_cells(const SentenceView& view, const CellModels& models) {
    const SentenceParts parts(view, tag_parts(view, models.first, models.second));
    const auto interventions = link_figures(parts, intervention_part, models.interventions);
    const auto outcomes = link_figures(parts, outcome_part, models.outcomes);
    std::vector<Cell> cells;
    for (std::size_t f = 0; f < parts.figures().size(); ++f) {
        if (!interventions[f] || !outcomes[f]) continue;
        const TaggedSpan& figure = parts.spans()[parts.figures()[f]];
        const Mentioned& outcome = parts.named(outcome_part)[outcomes[f]->named];
        cells.push_back({nearest_mention(parts, parts.named(intervention_part)[interventions[f]->named], figure),
                         parts.spans()[outcome.mentions.front()], figure,
                         figure.probability * interventions[f]->probability * outcomes[f]->probability});
    }
    return cells;
}

bool lone_result(const DocumentText& content, const Prose& prose) {
    constexpr std::size_t most_sentences = 3;
    const auto plain = [](const Sentence& s) { return !s.body && s.section != SectionKind::title; };
    return content.tables.empty() && content.blocks.size() == 1 && prose.sentences.size() <= most_sentences &&
           std::all_of(prose.sentences.begin(), prose.sentences.end(), plain);
}

namespace {

/// Makes the claims of one sentence.
class CellClaims {
public:
    CellClaims(const Document& document, const Prose& prose, std::size_t sentence)
        : m_document(document), m_prose(prose), m_sentence(prose.sentences[sentence]),
          m_statistics(prose.statistics[sentence]) {}

    std::vector<Claim> run(const std::vector<Cell>& cells) const {
        std::vector<std::size_t> outcomes; // the first token of each claim's
        std::vector<Claim> claims;
        for (const Cell& cell : cells) {
            const auto known = std::find(outcomes.begin(), outcomes.end(), cell.outcome.first);
            const auto at = static_cast<std::size_t>(known - outcomes.begin());
            if (known == outcomes.end()) {
                outcomes.push_back(cell.outcome.first);
                claims.push_back(begun(cell));
            }
            add(claims[at], cell);
        }
        return claims;
    }

private:
    std::string text_of(const TaggedSpan& span) const {
        const ByteSpan bytes = span_of(tokens_of(span));
        return std::string(m_prose.text.substr(bytes.begin, bytes.size()));
    }
    Tokens tokens_of(const TaggedSpan& span) const {
        return Tokens(m_sentence.tokens).subspan(span.first, span.end - span.first);
    }

    Claim begun(const Cell& cell) const {
        Claim claim;
        claim.document = m_document.id;
        claim.intervention.text = text_of(cell.intervention);
        claim.condition = m_document.condition;
        claim.species = m_document.design.species;
        claim.n.randomised = m_document.n.randomised;
        claim.n.analysed = m_document.n.analysed;
        claim.endpoint.text = text_of(cell.outcome);
        claim.endpoint.timepoint = find_timepoint(m_prose.text, m_sentence.tokens, cell.outcome.first);
        claim.effect.measure = Measure::arm_values;
        claim.confidence = std::clamp(cell.probability, 0.0, 1.0);
        claim.evidence.push_back(evidence());
        return claim;
    }

    Evidence evidence() const {
        Evidence out;
        out.quote = std::string(m_sentence.in(m_prose.text));
        out.section = m_document.content.blocks[m_sentence.block].section;
        const CodePoints points(m_prose.text);
        out.code_point_start = points.at_byte(m_sentence.span.begin);
        out.code_point_end = points.at_byte(m_sentence.span.end);
        return out;
    }

    /// The first other group named is the comparator; where only it is a placebo's or the like, it is so if it comes
    /// first too.
    void add(Claim& claim, const Cell& cell) const {
        claim.arms.push_back(figures(cell));
        const std::string name = text_of(cell.intervention);
        if (claim.comparator || folded(name) == folded(claim.intervention.text)) return;
        claim.comparator = ekb::Named{name, {}, {}};
        if (!names_comparator(tokenise(claim.intervention.text)) || names_comparator(tokens_of(cell.intervention)))
            return;
        std::swap(claim.intervention, *claim.comparator);
        std::rotate(claim.arms.begin(), claim.arms.end() - 1, claim.arms.end());
    }

    static std::string folded(const std::string& name) { return folded_name(tokenise(name)); }

    ArmFigures figures(const Cell& cell) const {
        const auto& all = m_statistics.figures;
        const auto inside = std::find_if(all.begin(), all.end(), [&](const Figure& figure) {
            return figure.first >= cell.figure.first && figure.end <= cell.figure.end;
        });
        const auto another = inside == all.end() ? all.end() : std::next(inside);
        const bool one = inside != all.end() && (another == all.end() || another->first >= cell.figure.end);
        if (!one) return arm_figures(text_of(cell.intervention), Figure{}, text_of(cell.figure));
        return arm_figures(text_of(cell.intervention), *inside, text_of(cell.figure));
    }

    const Document& m_document;
    const Prose& m_prose;
    const Sentence& m_sentence;
    const Statistics& m_statistics;
};

bool about_the_same(const Claim& a, const Claim& b) {
    std::vector<std::string> x = folded_words(tokenise(a.endpoint.text));
    std::vector<std::string> y = folded_words(tokenise(b.endpoint.text));
    std::sort(x.begin(), x.end());
    std::sort(y.begin(), y.end());
    std::vector<std::string> both;
    std::set_intersection(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(both));
    return a.evidence.front().quote == b.evidence.front().quote && 4 * both.size() >= x.size() + y.size() &&
           !both.empty();
}

bool same_name(const std::string& a, const std::string& b) {
    return folded_name(tokenise(a)) == folded_name(tokenise(b));
}

/// Takes over what an earlier reading of the same statement says of its effect, where both compare the same groups.
void take_effect(Claim& claim, const Claim& earlier) {
    if (!same_name(claim.intervention.text, earlier.intervention.text)) return;
    const bool against = claim.comparator && earlier.comparator;
    if (against && !same_name(claim.comparator->text, earlier.comparator->text)) return;
    if (claim.comparator && !earlier.comparator) return;
    const auto measure = claim.effect.measure;
    claim.effect = earlier.effect;
    if (!claim.effect.value) claim.effect.measure = measure;
    if (!claim.comparator) claim.comparator = earlier.comparator;
    claim.intervention.concept_id = earlier.intervention.concept_id;
    claim.intervention.label = earlier.intervention.label;
    claim.dose = earlier.dose;
    claim.n = earlier.n;
}

} // namespace

std::vector<Claim> claims_of_cells(const Document& document, const Prose& prose, const ProseTraits& traits,
                                   std::vector<Claim> claims) {
    std::vector<Claim> found;
    for (std::size_t s = 0; s < prose.sentences.size(); ++s) {
        const SentenceView view(prose, traits, s);
        const std::vector<Cell> cells = read_cells(view, CellModels::built_in());
        for (Claim& claim : CellClaims(document, prose, s).run(cells))
            found.push_back(std::move(claim));
    }
    if (found.empty()) return claims;
    for (Claim& earlier : claims) {
        bool told = false;
        for (Claim& claim : found) {
            if (!about_the_same(claim, earlier)) continue;
            told = true;
            take_effect(claim, earlier);
        }
        if (told) continue;
        earlier.arms.clear();
        found.push_back(std::move(earlier));
    }
    return found;
}

} // namespace ekb::importers::extraction::cells
