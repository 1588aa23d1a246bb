// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/arms/arm_groups.h"

#include "importers/extraction/arms/same_arm.h"

#include <algorithm>
#include <cmath>

namespace ekb::importers::extraction {

namespace {

// "X, a form of Y" says itself that the two are one, whatever the model holds of them; "X (group A)" nearly so.
constexpr double explained_odds = 1.5;
constexpr double label_odds = 1;
// Names beyond these are not joined with others: a page's menus, not a trial's arms.
constexpr std::size_t most_names = 40;

double odds_of(double p) {
    p = std::clamp(p, 1e-4, 1 - 1e-4);
    return std::log(p / (1 - p));
}

double odds_of(const SameArm& pairs, const ArmNames& names, std::size_t a, std::size_t b, const LinearModel& same_arm) {
    const double learnt = odds_of(same_arm.probabilities(pairs.features(a, b))[1]);
    const std::uint32_t joins = names.joined(a, b);
    if (joins & explains) return std::max(learnt, explained_odds);
    return joins & label_of ? learnt + label_odds : learnt;
}

/// Joins groups of names, the likeliest two first.
class Joiner {
public:
    Joiner(std::size_t names, const std::vector<double>& odds, double least)
        : m_n(std::min(names, most_names)), m_odds(odds), m_least(least) {
        for (std::size_t a = 0; a < names; ++a)
            m_groups.push_back({a});
    }

    std::vector<std::vector<std::size_t>> run() {
        while (join_likeliest()) {
        }
        return std::move(m_groups);
    }

private:
    double mean(const std::vector<std::size_t>& x, const std::vector<std::size_t>& y) const {
        double sum = 0;
        for (const std::size_t a : x) {
            for (const std::size_t b : y)
                sum += a < m_n && b < m_n ? m_odds[a * m_n + b] : odds_of(0);
        }
        return sum / static_cast<double>(x.size() * y.size());
    }

    bool join_likeliest() {
        double most = m_least;
        std::size_t at = 0;
        std::size_t other = 0;
        for (std::size_t x = 0; x < m_groups.size(); ++x) {
            for (std::size_t y = x + 1; y < m_groups.size(); ++y) {
                const double here = mean(m_groups[x], m_groups[y]);
                if (here <= most) continue;
                most = here;
                at = x;
                other = y;
            }
        }
        if (other == 0) return false;
        m_groups[at].insert(m_groups[at].end(), m_groups[other].begin(), m_groups[other].end());
        m_groups.erase(m_groups.begin() + static_cast<std::ptrdiff_t>(other));
        return true;
    }

    std::size_t m_n;
    const std::vector<double>& m_odds;
    double m_least;
    std::vector<std::vector<std::size_t>> m_groups;
};

} // namespace

ArmGrouping::ArmGrouping(const Prose& prose, const std::vector<Mention>& mentions, const LinearModel& same_arm)
    : m_names(arm_names(prose, mentions)) {
    const std::size_t n = std::min(m_names.names.size(), most_names);
    const SameArm pairs(prose, m_names);
    m_odds.assign(n * n, 0);
    for (std::size_t a = 0; a < n; ++a) {
        for (std::size_t b = a + 1; b < n; ++b)
            m_odds[a * n + b] = m_odds[b * n + a] = odds_of(pairs, m_names, a, b, same_arm);
    }
}

std::vector<ArmGroup> ArmGrouping::at(double least_odds) const {
    std::vector<ArmGroup> out;
    for (const std::vector<std::size_t>& members : Joiner(m_names.names.size(), m_odds, least_odds).run()) {
        ArmGroup group;
        std::vector<std::size_t> places;
        for (const std::size_t name : members) {
            group.keys.push_back(m_names.names[name].key);
            places.insert(places.end(), m_names.names[name].mentions.begin(), m_names.names[name].mentions.end());
        }
        std::sort(places.begin(), places.end());
        for (const std::size_t m : places)
            group.mentions.push_back(m_names.mentions[m]);
        group.label_only = std::all_of(group.keys.begin(), group.keys.end(), is_label_name);
        out.push_back(std::move(group));
    }
    return out;
}

} // namespace ekb::importers::extraction
