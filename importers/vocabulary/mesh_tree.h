// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"

namespace ekb::importers {

/// The MeSH tree as NLM publishes it (mtrees20XX.bin): lines of "heading;tree number". It has no UIs, so a heading's id
/// is made of its name; a heading of several lines is one concept with several places.
Format mesh_tree_format();

} // namespace ekb::importers
