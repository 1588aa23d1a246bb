// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/cells/tagging.h"

#include <optional>
#include <vector>

namespace ekb::importers::extraction::cells {

/// Something that a sentence names once or more often: indexes into the sentence's spans, in order.
struct Mentioned {
    std::vector<std::size_t> mentions;
};

/// A sentence's spans, put in order for who links them.
class SentenceParts {
public:
    SentenceParts(const SentenceView& view, std::vector<TaggedSpan> spans);

    const SentenceView& view() const { return m_view; }
    const std::vector<TaggedSpan>& spans() const { return m_spans; }
    const std::vector<std::size_t>& figures() const { return m_figures; }
    /// The different interventions or outcomes, by where each is first named.
    const std::vector<Mentioned>& named(CellPart part) const {
        return part == intervention_part ? m_interventions : m_outcomes;
    }
    Tokens tokens_of(std::size_t span) const;
    /// The figures that stand in a row with one, nothing but "vs", "and", brackets and p values between them:
    /// [first, end) of figures().
    std::pair<std::size_t, std::size_t> row_of(std::size_t figure) const;
    /// Whether figure and the next stand to each other as two groups' do: "5 vs 7".
    bool versus_next(std::size_t figure) const;

private:
    void name(CellPart part, std::vector<Mentioned>& all) const;

    const SentenceView& m_view;
    std::vector<TaggedSpan> m_spans;
    std::vector<std::size_t> m_figures;
    std::vector<Mentioned> m_interventions;
    std::vector<Mentioned> m_outcomes;
};

/// The features of a figure (by index of figures()) and one that it may be of (by index of named(part)).
Features link_features(const SentenceParts& parts, CellPart part, std::size_t figure, std::size_t named);

/// For each figure the index of named(part) that it is of, and how likely; nullopt where none is likely. Two figures
/// told against each other are not of the same intervention.
struct Link {
    std::size_t named = 0;
    double probability = 0;
};
std::vector<std::optional<Link>> link_figures(const SentenceParts& parts, CellPart part, const LinearModel& model);

} // namespace ekb::importers::extraction::cells
