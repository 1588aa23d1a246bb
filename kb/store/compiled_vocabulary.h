// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/vocabulary/vocabulary.h"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::kb {

/// A vocabulary as it was made of imported concepts, and what was left out then.
struct CompiledVocabulary {
    std::shared_ptr<const Vocabulary> vocabulary; ///< null where there is none kept
    std::vector<std::string> notes;
};

/// The file in a knowledge base's folder that keeps its vocabulary ready made. It can be thrown away: it is made again of
/// the imported concepts.
std::filesystem::path compiled_vocabulary_file(const std::filesystem::path& kb_dir);

/// What the file keeps under this fingerprint of what it was made of; nothing where it is absent, damaged, or of anything
/// else.
CompiledVocabulary read_compiled(const std::filesystem::path& file, std::string_view fingerprint);

/// Keeps it there in place of what was kept before: readers find the one or the other, whole, also where several processes
/// do it at once; what one that was killed left half written goes. What went wrong, for people; empty where it is kept. By one
/// thread of a process at a time.
std::string keep_compiled(const std::filesystem::path& file, std::string_view fingerprint, const CompiledVocabulary& made);

} // namespace ekb::kb
