// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/kb_vocabulary.h"

#include "kb/store/imported_concepts.h"
#include "kb/store/schema.h"
#include "kb/store/sqlite.h"
#include "kb/vocabulary/version.h"

#include <map>
#include <mutex>
#include <utility>

namespace ekb::kb {

namespace {

KbVocabulary made_of(std::vector<Concept> concepts, std::int64_t revision) {
    KbVocabulary made{.vocabulary = nullptr, .revision = revision};
    made.vocabulary = std::make_shared<const Vocabulary>(Vocabulary::with_concepts(std::move(concepts), made.notes));
    return made;
}

} // namespace

KbVocabulary builtin_vocabulary() {
    return {.vocabulary = std::shared_ptr<const Vocabulary>(&Vocabulary::builtin(), [](const Vocabulary*) {})};
}

KbVocabulary vocabulary_of(const std::filesystem::path& kb_dir) {
    static std::mutex mutex;
    static std::map<std::filesystem::path, KbVocabulary> kept;
    const std::filesystem::path file = store_file(kb_dir);
    if (!std::filesystem::exists(file)) return builtin_vocabulary();
    Database database(file, OpenMode::read_only);
    database.busy_timeout_ms(busy_timeout_ms);
    Transaction transaction(database, TransactionKind::read); // the revision is that of the concepts
    const std::int64_t revision = vocabulary_revision(database);
    if (revision == 0) return builtin_vocabulary();
    const std::lock_guard lock(mutex);
    KbVocabulary& known = kept[std::filesystem::absolute(file).lexically_normal()];
    if (!known.vocabulary || known.revision != revision) known = made_of(imported_concepts(database), revision);
    return known;
}

std::string version_of(const KbVocabulary& known) {
    return builtin_vocabulary_version() + (known.revision == 0 ? "" : "+" + std::to_string(known.revision));
}

} // namespace ekb::kb
