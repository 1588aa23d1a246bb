// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/results/clause.h"
#include "importers/extraction/results/relations.h"

#include <cstdint>
#include <vector>

namespace ekb::importers::extraction {

/// What a stretch of a sentence is for the movement of one endpoint in one arm against another.
enum class MovementKey : std::uint8_t {
    endpoint,
    subject,   ///< names the pair's subject
    reference, ///< names what it is compared with
    other_arm,
    up,
    down,
    better, ///< of an endpoint of which it is not known whether less or more is better
    worse,
    better_up,   ///< better, where more is better
    better_down, ///< better, where less is better
    worse_up,    ///< worse, where less is better
    worse_down,  ///< worse, where more is better
    same,
    differ,
    significant,
    negation,
    except, ///< "but not"
    trend,
    than,
    between,
    both,
    baseline,
    verb,
    p_below, ///< a p value below .05
    p_above,
    interval_off, ///< an interval that does not hold no effect
    interval_on,
    figure,
    stop ///< a comma, or an "and" between words
};

struct PlacedKey {
    MovementKey key;
    std::size_t token = 0;
};

/// The key words of a clause in text order, neighbours that are alike once.
std::vector<PlacedKey> movement_keys(const Statement& statement, const Clause& clause);

} // namespace ekb::importers::extraction
