// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"
#include "importers/registry/registry_study.h"
#include "kb/model/expected.h"

#include <optional>
#include <string>
#include <string_view>

namespace ekb::importers::registry {

/// In which shapes the register gives what it knows of a trial: a record a member state as text, page or JSON made of
/// them, and the trial's results as EudraCT's XML (or in such JSON).
enum class EuctrShape { text, page, json, results };

/// The shape of a source that begins so; nullopt where it is none of this register.
std::optional<EuctrShape> euctr_shape_of_source(std::string_view head);

/// What a record says of its trial: one part, a text with the records of several member states, or a fold of parts. The
/// records of further member states fill the gaps of the first.
Expected<RegistryStudy, Diagnostic> euctr_trial(const RawRecord& raw);

/// The record that holds the parts of both: of each member state and shape one, and the results; of two of the same
/// part the arriving one, unless it was replaced by another before.
std::string euctr_fold(std::string_view held, std::string_view arriving);

} // namespace ekb::importers::registry
