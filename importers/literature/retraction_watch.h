// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"

namespace ekb::importers {

/// The Retraction Watch database as Crossref publishes it: a CSV whose rows say what was retracted, corrected, doubted,
/// reinstated or replaced, when, by which notice and why. A row becomes a document of its own
/// ("retraction-watch:<Record ID>") whose notices aim at the report by DOI and PMID. Source:
/// https://gitlab.com/crossref/retraction-watch-data.
Format retraction_watch_format();

} // namespace ekb::importers
