// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"

namespace ekb::importers {

/// An article as plain text. It is the last format that is tried, and takes only what reads as prose.
Format text_format();

/// True for prose: sentences of words, not a table, a program, XML or JSON.
bool looks_like_prose(std::string_view text);

} // namespace ekb::importers
