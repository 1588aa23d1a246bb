// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/synthesis/synthesis.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace ekb::query {

/// The name of a model: fixed_effect, dersimonian_laird, reml_hartung_knapp.
std::string model_name(PoolingModel model);
/// The model of this name; nullopt where there is none.
std::optional<PoolingModel> model_named(std::string_view name);

/// Each synthesis with its studies, pooled figures (ratios as ratios, not logarithms) and what was left out.
nlohmann::ordered_json synthesis_json(const SynthesisReport& report, const SynthesisOptions& options);

/// The same for a terminal.
std::string synthesis_text(const SynthesisReport& report, const SynthesisOptions& options);

} // namespace ekb::query
