// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/kb_vocabulary.h"

#include "kb/store/compiled_vocabulary.h"
#include "kb/store/imported_concepts.h"
#include "kb/store/schema.h"
#include "kb/store/sqlite.h"
#include "kb/vocabulary/version.h"

#include <map>
#include <mutex>
#include <utility>

namespace ekb::kb {

namespace {

/// Made of the store's concepts, or as another process kept it.
KbVocabulary made_of(Database& database, const std::filesystem::path& kb_dir, std::int64_t revision) {
    const std::string fingerprint = builtin_vocabulary_version() + concepts_fingerprint(database);
    const std::filesystem::path file = compiled_vocabulary_file(kb_dir);
    CompiledVocabulary made = read_compiled(file, fingerprint);
    if (!made.vocabulary) {
        made.vocabulary = std::make_shared<const Vocabulary>(Vocabulary::with_concepts(imported_concepts(database), made.notes));
        if (std::string problem = keep_compiled(file, fingerprint, made); !problem.empty()) made.notes.push_back(std::move(problem));
    }
    return {std::move(made.vocabulary), std::move(made.notes), revision};
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
    if (!known.vocabulary || known.revision != revision) known = made_of(database, kb_dir, revision);
    return known;
}

std::int64_t vocabulary_revision_of(const std::filesystem::path& kb_dir) {
    const std::filesystem::path file = store_file(kb_dir);
    if (!std::filesystem::exists(file)) return 0;
    Database database(file, OpenMode::read_only);
    database.busy_timeout_ms(busy_timeout_ms);
    return vocabulary_revision(database);
}

std::string version_of(const KbVocabulary& known) {
    return builtin_vocabulary_version() + (known.revision == 0 ? "" : "+" + std::to_string(known.revision));
}

} // namespace ekb::kb
