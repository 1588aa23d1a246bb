// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/registry/registry_study.h"
#include "importers/registry/tables.h"

#include <optional>
#include <string>

namespace ekb::importers::registry {

/// What the analysis' estimate is. A difference that does not say of what is one of what the outcome was measured in: of means, or
/// of shares of the participants, if it can be told whether it is in percent.
ParameterMeaning meaning_of(const OutcomeMeasure& outcome, const Analysis& analysis);

/// The unit of an estimate of this measure, in the registry's words or "%" or "proportion"; nullopt where it has none, or it is not known.
std::optional<std::string> unit_of(const OutcomeMeasure& outcome, const Analysis& analysis, Measure measure);

} // namespace ekb::importers::registry
