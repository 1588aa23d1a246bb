// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ekb::query {

/// Bytes of a question in plain words, and of a query in the query language: what people and published search
/// strategies write is shorter, and what is longer would cost seconds.
inline constexpr std::size_t longest_question = 2'000;
inline constexpr std::size_t longest_query = 8'000;

/// How many studies are given where all are wanted.
inline constexpr std::size_t all_studies = 1'000'000;

/// What is wrong with the length of a question, or of another text that is searched as one, `what`; nullopt: nothing.
std::optional<std::string> length_error(std::string_view what, std::string_view text,
                                        std::size_t longest = longest_question);

} // namespace ekb::query
