// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/vocabulary/vocabulary.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace ekb::kb {

/// The vocabulary that a knowledge base is read and asked with.
struct KbVocabulary {
    std::shared_ptr<const Vocabulary> vocabulary; ///< never null: the built-in one where nothing was imported
    std::vector<std::string> notes{};             ///< what of the imported concepts was left out, and why
    std::int64_t revision = 0; ///< rises with every change of the imported concepts; 0: none was ever imported
};

/// That of a knowledge base that nothing was imported into.
KbVocabulary builtin_vocabulary();

/// The built-in vocabulary with the concepts that were imported into the knowledge base of this folder. Made once for each
/// state of the store and shared. Thread-safe. Throws Error where the store cannot be read; a folder without a store, or
/// with one of an older schema, has the built-in vocabulary.
KbVocabulary vocabulary_of(const std::filesystem::path& kb_dir);

/// Its revision alone, without making the vocabulary. Throws Error as vocabulary_of does.
std::int64_t vocabulary_revision_of(const std::filesystem::path& kb_dir);

/// What tells it from others: the built-in one's version (kb/vocabulary/version.h), and "+" and the revision where something
/// was imported.
std::string version_of(const KbVocabulary& known);

} // namespace ekb::kb
