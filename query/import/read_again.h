// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/diagnostic.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <vector>

namespace ekb::query {

/// What reading the store again did.
struct ReadAgain {
    std::size_t documents = 0; ///< read
    std::size_t changed = 0;   ///< said something else than before, or are called otherwise now; what they said is in the history
    std::vector<Diagnostic> errors; ///< sources that this version cannot read, or reads as another document; theirs stay as they are
};

/// Reads every document of the knowledge base again from the source that the store keeps, with this version's extraction
/// and the knowledge base's vocabulary. Claims that a person reviewed stay. A document whose source this version gives another id
/// (a trial's results that were once kept beside its record) becomes that document or a part of it, unless a person reviewed
/// its claims. Commits as it goes; bounded memory. The index is
/// not touched. `progress` gets the number of documents read; may be empty. Throws Error where the store cannot be
/// written.
ReadAgain read_again(const std::filesystem::path& kb_dir, const std::function<void(std::size_t)>& progress);

} // namespace ekb::query
