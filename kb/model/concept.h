// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

namespace ekb {

/// A thing as the source names it, and the vocabulary's concept for it where it is known.
struct Named {
    std::string text;                      ///< the source's own words
    std::optional<std::string> concept_id; ///< the contract's `concept`, such as "ekb:methylcobalamin"
    std::optional<std::string> label;      ///< the concept's preferred name

    bool operator==(const Named&) const = default;
};

} // namespace ekb
