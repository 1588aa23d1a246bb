// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/figures/p_links.h"

#include "importers/extraction/figures/number_link.h"

namespace ekb::importers::extraction {

namespace {

// Apart from those of NumberLink::common().
constexpr std::uint32_t base = 200;

/// 0 does not decide, 1 significant, 2 not.
std::uint32_t significance_of(const PValue& p) {
    const auto significant = p.significant();
    return !significant ? 0 : *significant ? 1 : 2;
}

} // namespace

Features p_link_features(const PQuestion& question, std::size_t which) {
    std::vector<NumberSpan> spans;
    for (const PValue& p : question.p_values)
        spans.push_back({p.first, p.end});
    NumberLink link(question.statement, spans, which);
    link.common();
    const PValue& p = question.p_values[which];
    const auto said = static_cast<std::uint32_t>(question.relation);
    const std::uint32_t significance = significance_of(p);
    const std::uint32_t ruled = !question.ruled ? 0 : *question.ruled == which ? 1 : 2;
    link.add(base, ruled, significance * 8 + said);
    link.add(base + 1, ruled);
    link.add(base + 2, ruled, link.after() * 25 + link.endpoints_behind_list() * 5 + link.others_between());
    link.add(base + 3, significance, said);
    link.add(base + 4, ruled, NumberLink::few(spans.size()));
    // Whether another of the sentence says what the statement says, and this one does not.
    std::uint32_t others = 0;
    for (std::size_t i = 0; i < question.p_values.size(); ++i) {
        if (i != which) others |= 1U << significance_of(question.p_values[i]);
    }
    link.add(base + 5, significance * 8 + others, said);
    const bool pair = question.statement.pair.reference.has_value();
    link.add(base + 6, ruled * 2 + (pair ? 1 : 0), significance * 8 + said);
    return link.take();
}

} // namespace ekb::importers::extraction
