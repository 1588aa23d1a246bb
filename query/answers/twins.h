// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/answer.h"

#include <string>
#include <vector>

namespace ekb::kb {
class Reader;
}

namespace ekb::query {

/// Two studies of an answer whose reports look like those of one trial, and that nobody has joined or separated: if they are
/// one, the answer counts it twice.
struct PossibleTwins {
    std::string study; ///< the one that stands first in the answer
    std::string other;
    std::vector<std::string> alike; ///< in what: "intervention", "dose", "number randomised" …
};

/// The pairs among an answer's studies, in its order. `reader` is of the store as it is now.
std::vector<PossibleTwins> possible_twins(const Answer& answer, const kb::Reader& reader);

} // namespace ekb::query
