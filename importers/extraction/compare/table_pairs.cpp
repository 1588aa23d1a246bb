// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/compare/figure_pair.h"
#include "importers/extraction/compare/place_score.h"
#include "importers/extraction/compare/table_readings.h"

#include <algorithm>
#include <utility>

namespace ekb::importers::extraction {

namespace {

/// A pair whose figures can be pooled is worth more than one of bare numbers.
double completeness(const ArmFigures& figures) {
    if (figures.events) return figures.n || figures.total ? 0.12 : 0.08;
    return figures.sd || figures.se ? 0.12 : 0;
}

/// Whether a reading is of before the treatment, by its header, its caption or, where arms are rows, its rows' names.
bool is_before(const TableReading& reading, const Question& question) {
    if (before_treatment({reading.name, reading.own, reading.around, reading.caption}, question)) return true;
    return reading.own.empty() && before_treatment({reading.around, {}, reading.name, reading.caption}, question);
}

} // namespace

std::vector<FigurePair> table_pairs(const PreparedDocument& document, const Question& question, const ArmSizes& sizes) {
    std::vector<FigurePair> pairs;
    for (TableReading& reading : read_tables(*document.content, question, sizes)) {
        if (is_before(reading, question)) continue;
        const double score = place_score({reading.name, reading.own, reading.around, reading.caption}, question) +
                             std::min(completeness(reading.intervention), completeness(reading.comparator));
        pairs.push_back({std::move(reading.intervention), std::move(reading.comparator), score, reading.rows.front(), reading.table});
    }
    return pairs;
}

} // namespace ekb::importers::extraction
