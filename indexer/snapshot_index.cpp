// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/snapshot_index.h"

#include "indexer/index_folder.h"
#include "indexer/index_update.h"
#include "indexer/study_entry.h"
#include "indexer/tokens.h"
#include "indexer/xapian_edge.h"

#include <xapian.h>

#include <utility>

namespace ekb::indexer {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t studies_a_commit = 1'000; // what is held in memory

void write_studies(Xapian::WritableDatabase& database, const kb::Vocabulary& vocabulary, const NextStudy& next) {
    Stemmer stem;
    std::size_t written = 0;
    while (auto study = next()) {
        const StudyEntry entry = study_entry(std::move(*study), vocabulary, stem);
        database.replace_document(static_cast<Xapian::docid>(entry.key), xapian_document(entry));
        if (++written % studies_a_commit == 0) database.commit();
    }
}

} // namespace

void build_snapshot_index(const fs::path& folder, std::int64_t sequence, const kb::KbVocabulary& known,
                          const NextStudy& next) {
    const IndexFolder index(folder);
    fs::create_directories(index.path());
    const std::string name = index.fresh_name();
    try {
        Xapian::WritableDatabase database(index.database(name).string(), Xapian::DB_CREATE);
        write_studies(database, *known.vocabulary, next);
        stamp(database, sequence, known.revision);
        database.commit();
    } catch (const Xapian::Error& error) {
        rethrow(error, "the index " + folder.string() + " cannot be written");
    }
    index.set_current(name);
}

std::string index_format_version() {
    return index_version;
}

} // namespace ekb::indexer
