// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/diagnostic.h"
#include "query/import/fold.h"
#include "query/import/format_counts.h"
#include "query/import/records.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <vector>

namespace ekb::query {

/// What an import did: the contract's summary.
struct ImportSummary {
    std::size_t imported = 0;  ///< documents new to the knowledge base
    std::size_t updated = 0;   ///< documents that replaced an older version of themselves
    std::size_t unchanged = 0; ///< records or documents that it held already
    std::size_t removed = 0;   ///< documents that their source says are withdrawn
    std::size_t rejected = 0;  ///< sources and records that could not be read, each with its errors
    std::size_t claims = 0;    ///< of the documents imported and updated
    std::size_t concepts = 0;  ///< of vocabularies: new to the knowledge base, or with something new
    std::vector<Diagnostic> errors;
    CountsByFormat formats{}; ///< what was read, format by format
};

/// How far an import is.
struct ImportProgress {
    std::size_t records = 0;
    std::size_t documents = 0;
    std::size_t rejected = 0;
    std::string path; ///< of the record last read
};

struct ImportOptions {
    bool dry_run = false; ///< do all but the commits: the summary is what would happen
    bool index = false;   ///< bring the index up to date too (never in a dry run)
    std::function<void(const ImportProgress&)> progress{}; ///< after each record; may be empty
    /// How much of the sources is lost at most when it is killed. A commit costs about as much as storing some hundred
    /// documents.
    std::size_t bytes_a_commit = 64U << 20U;
    /// What the parts of one document (importers::Format::fold) may have together; a part that makes it more is rejected.
    std::size_t bytes_a_fold = most_bytes_a_fold;
};

/// Reads the sources on both cores and stores their documents in order, so that the same sources give the same knowledge
/// base however the threads ran. Memory is bounded. Commits as it goes: killed, what was committed stays, and the same
/// import again completes it. Throws Error where the store or the
/// index cannot be written.
ImportSummary import_sources(const std::filesystem::path& kb_dir, const ImportSources& sources, const ImportOptions& options);

} // namespace ekb::query
