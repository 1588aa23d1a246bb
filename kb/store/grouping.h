// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace ekb::kb {

/// What puts documents into studies. Documents are numbered from 0, oldest first.
struct GroupingInput {
    std::size_t documents = 0;
    std::vector<std::pair<std::size_t, std::size_t>> together; ///< a person says that they are one study
    std::vector<std::pair<std::size_t, std::size_t>> apart;    ///< a person says that they are not
    std::vector<std::vector<std::size_t>> sharing;             ///< the documents that share one identifier, rising
};

/// For each document the number of the oldest document of its study. Persons' words come first; then the oldest
/// documents join, transitively; a join that would bring two documents together that a person keeps apart is not made.
/// A pure function: the same input always gives the same studies.
std::vector<std::size_t> group(const GroupingInput& input);

} // namespace ekb::kb
