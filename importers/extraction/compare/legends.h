// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/text/abbreviations.h"
#include "kb/model/text.h"

#include <string_view>
#include <vector>

namespace ekb::importers::extraction {

/// The short forms that a legend explains: "DM diabetes mellitus, HTN hypertension", "VAS: visual analogue scale; …", "EP group,
/// the externship programme", "H0 = saline". Where there is no equals sign, the long form must have the short one's letters by the
/// rule of Schwartz and Hearst. Spans are in the legend's own bytes.
std::vector<Abbreviation> read_legend(std::string_view legend);

/// Those of every table's caption and footnotes, first explanation first, each short form once.
std::vector<Abbreviation> read_legends(const DocumentText& content);

} // namespace ekb::importers::extraction
