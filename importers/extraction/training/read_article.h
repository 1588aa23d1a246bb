// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"

#include <filesystem>

namespace ekb::importers::extraction::training {

/// The article of a JATS file, without claims. Throws Error naming the file where it cannot be opened or holds none.
Document read_article(const std::filesystem::path& path);

} // namespace ekb::importers::extraction::training
