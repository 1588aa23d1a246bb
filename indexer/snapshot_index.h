// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/store/kb_vocabulary.h"
#include "kb/store/reader.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace ekb::indexer {

/// The next study to be indexed; nullopt after the last.
using NextStudy = std::function<std::optional<kb::StoredStudy>()>;

/// Makes an index of the studies in a folder that has none, for readers to open as that of a knowledge base whose last
/// change is `sequence`, with the vocabulary that is `known` now. The same studies give the same answers, whichever way their index was made. What `next` throws
/// goes through. Throws Error where the index cannot be written.
void build_snapshot_index(const std::filesystem::path& folder, std::int64_t sequence,
                          const kb::KbVocabulary& known, const NextStudy& next);

/// What changes when indexes of older versions of the program cannot be read any more.
std::string index_format_version();

} // namespace ekb::indexer
