// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"

namespace ekb::importers {

/// BibTeX and biblatex. Source: O. Patashnik, BibTeXing (1988); the biblatex manual, section 2.
Format bibtex_format();

} // namespace ekb::importers
