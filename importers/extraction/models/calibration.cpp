// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/models/calibration.h"

#include "importers/extraction/words/lexicon.h"
#include "kb/model/error.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace ekb::importers::extraction {

namespace {

double share_in(std::string_view field) {
    double value = -1;
    const auto end = std::from_chars(field.data(), field.data() + field.size(), value).ptr;
    if (end != field.data() + field.size() || value < 0 || value > 1)
        throw Error("confidence.tsv: \"" + std::string(field) + "\" is no share");
    return value;
}

} // namespace

Calibration::Calibration(std::string_view file) {
    for (const auto& row : data_rows(file)) {
        if (row.size() != 2) throw Error("confidence.tsv: a row needs a probability and a share");
        const std::pair point{share_in(row[0]), share_in(row[1])};
        const bool rises =
            m_points.empty() || (point.first > m_points.back().first && point.second >= m_points.back().second);
        if (!rises) throw Error("confidence.tsv: \"" + std::string(row[0]) + "\" does not rise");
        m_points.push_back(point);
    }
}

double Calibration::operator()(double probability) const {
    if (m_points.empty()) return probability;
    const auto above = std::find_if(m_points.begin(), m_points.end(),
                                    [&](const auto& point) { return point.first > probability; });
    if (above == m_points.begin()) return above->second;
    if (above == m_points.end()) return m_points.back().second;
    const auto below = above - 1;
    const double way = (probability - below->first) / (above->first - below->first);
    return below->second + way * (above->second - below->second);
}

} // namespace ekb::importers::extraction
