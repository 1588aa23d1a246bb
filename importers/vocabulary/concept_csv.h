// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"

namespace ekb::importers {

/// A curator's own concepts: a comma- or tab-separated table with the columns of docs/vocabulary.md, of which `kind` and
/// `label` must be there.
Format concept_csv_format();

} // namespace ekb::importers
