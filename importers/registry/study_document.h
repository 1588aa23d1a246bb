// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/registry/registry_study.h"
#include "kb/model/document.h"

#include <string_view>

namespace ekb::importers::registry {

/// The document of a registry record, with its claims: the one place where any registry's record becomes one.
/// `raw` is the record as it was read, for the id of one without a known registration number.
/// Its id is the registration number's; with a `copy_of`, such as "ictrp", that scheme and the number instead: a record
/// that must stand beside the registry's own one of the trial, and never replace it.
Document study_document(const RegistryStudy& study, std::string_view format, std::string_view raw,
                        std::string_view copy_of = {});

} // namespace ekb::importers::registry
