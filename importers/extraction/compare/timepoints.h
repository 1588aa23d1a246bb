// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace ekb::importers::extraction {

/// Whether the words say that figures were taken "before" the treatment, are a "change" over it, or of the "whole" trial
/// (data/compare/timepoints.tsv).
bool says_time(std::string_view text, std::string_view what);

} // namespace ekb::importers::extraction
