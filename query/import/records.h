// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"
#include "kb/vocabulary/vocabulary.h"

#include <functional>
#include <string>
#include <vector>

namespace ekb::query {

/// What to read, and as what.
struct ImportSources {
    std::vector<std::string> paths; ///< files, folders, archives; "-" for standard input
    std::string format = "auto";    ///< a format's name, or "auto": from the content
};

/// One record of a source.
struct SourceRecord {
    std::string path;
    const importers::Format* format = nullptr;
    importers::RawRecord raw;
};

/// Takes each record in order; false stops the reading.
using SourceRecordSink = std::function<bool(SourceRecord&&)>;

/// Takes why a source, or a part of it, gives no record; the format is null where it is in none that is read.
using SourceErrorSink = std::function<void(Diagnostic&&, const importers::Format*)>;

/// Cuts every source into records, in order and in bounded memory. A source in no format that is read is an error.
/// Throws Error where `sources.format` names no format.
void read_records(const ImportSources& sources, const SourceRecordSink& record, const SourceErrorSink& error);

/// The record's documents, with claims, and labelled with the vocabulary's concepts. Its diagnostics carry path, record and
/// the source's line. Thread-safe.
importers::Reading read_documents(const SourceRecord& record, const kb::Vocabulary& vocabulary);
/// The same, where the vocabulary is asked for once the record is read.
importers::Reading read_documents(const SourceRecord& record, const std::function<const kb::Vocabulary&()>& vocabulary);

} // namespace ekb::query
