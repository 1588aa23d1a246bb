// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/text.h"
#include "query/language/fields.h"

#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace ekb::query {

/// Numbers from `low` to `high`; for a dose, in `unit`.
struct NumberRange {
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    bool low_open = false;  ///< more than `low`
    bool high_open = false; ///< less than `high`
    std::string unit;       ///< as the contract spells it; empty for numbers

    bool holds(double value) const {
        return (low_open ? value > low : value >= low) && (high_open ? value < high : value <= high);
    }
    bool operator==(const NumberRange&) const = default;
};

/// A query as it was parsed.
struct Node {
    enum class Kind {
        all,  ///< every part
        any,  ///< one part or more
        not_, ///< not its part
        near, ///< the parts within `distance` words
        value ///< a word, phrase, name or range, of `field` or (nullptr) of anything
    };

    Kind kind = Kind::value;
    ByteSpan span{}; ///< in the query
    std::vector<Node> parts{};
    unsigned distance = 0;
    const Field* field = nullptr;
    std::string value{};
    bool exact = false;    ///< this very thing: no narrower concepts
    bool phrase = false;   ///< it stood in quotation marks
    bool starts = false;   ///< a * stood at its end
    bool adjacent = false; ///< it follows another value with nothing between them
    std::optional<NumberRange> range{};
};

/// The query that means the same, every operator and bracket written out. Parsed again it gives the same.
std::string printed(const Node& node);

} // namespace ekb::query
