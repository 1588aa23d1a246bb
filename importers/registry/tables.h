// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/enums.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What the data files of this folder say. Read once; thread-safe.
namespace ekb::importers::registry {

/// Words that name a comparator by themselves, folded (data/comparator_words.tsv).
const std::vector<std::string>& comparator_words();

/// What a registry's estimation parameter is (data/measures.tsv).
struct ParameterMeaning {
    std::optional<Measure> measure;   ///< empty: none of the contract's
    std::optional<double> null_value; ///< 0 of a difference, 1 of a ratio; empty: it is neither
};
/// The meaning of "Mean Difference (Final Values)" and the like; empty members where it is unknown.
ParameterMeaning meaning_of_parameter(std::string_view parameter);

/// What a description of an outcome says of a higher figure: true that it is better, false that it is worse; nullopt
/// where it says neither, or both (data/polarity.tsv).
std::optional<bool> higher_is_better(std::string_view description);

} // namespace ekb::importers::registry
