// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// Fields of JSON whose writers differ: a scalar may come as a number, or as a list of one; a list of one as the
/// thing itself. Nothing here throws for a missing field or another type: both are "the record does not say".
namespace ekb::importers::registry {

/// The value at a dotted path, lists of one unwrapped on the way; nullptr where there is none.
const nlohmann::json* field(const nlohmann::json& object, std::string_view path);
/// The scalar at a dotted path, cleaned: clean_text, and without the backslashes that
/// ClinicalTrials.gov's API v2 puts before punctuation; empty where there is none.
std::string text_field(const nlohmann::json& object, std::string_view path);
/// Each element of the list at a dotted path, with its index; a value that is no list is a list of one.
void each(const nlohmann::json& object, std::string_view path,
          const std::function<void(const nlohmann::json&, std::size_t)>& use);
/// The scalars of the list at a dotted path, cleaned, empty ones left out.
std::vector<std::string> texts_field(const nlohmann::json& object, std::string_view path);
/// "list[3]": an element of a list of JSON, counted from 0.
std::string indexed(std::string_view list, std::size_t index);

/// "element[4]": an element of XML, counted from 1 as XPath does.
std::string element_path(std::string_view element, std::size_t index);

} // namespace ekb::importers::registry
