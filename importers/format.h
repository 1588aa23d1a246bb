// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/source/byte_stream.h"
#include "kb/model/diagnostic.h"
#include "kb/model/document.h"
#include "kb/model/vocabulary_concept.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::importers {

/// One record, cut from its source: enough to be read alone, now or years later. A record of a table carries the
/// table's header row; a record of an XML set is its element.
struct RawRecord {
    std::string bytes;      ///< UTF-8, or XML that declares its encoding
    std::size_t number = 1; ///< which of its source, from 1
    std::size_t line = 1;   ///< the source's line it begins in, from 1
};

/// What a record says. A record that cannot be read gives a diagnostic and no document; one that says nothing that we
/// keep gives neither.
struct Reading {
    std::vector<Document> documents;     ///< bibliographic fields, content and, where the format states results, claims
    std::vector<Diagnostic> diagnostics; ///< `line` counts in the record; path and record are added by the caller
    std::vector<std::string> deleted;    ///< ids that the source says are withdrawn (PubMed's DeleteCitation)
    std::vector<kb::Concept> concepts = {}; ///< of a vocabulary; ids of parents may be those of concepts that are not there
};

using RecordSink = std::function<void(RawRecord&&)>;
using DiagnosticSink = std::function<void(Diagnostic&&)>;

/// A format that we import: two pure functions and a test whether a source is in it.
struct Format {
    std::string_view name;  ///< the contract's F: "pubmed", "jats" …
    std::string_view title; ///< for people: "PubMed XML"
    /// True where a source that begins so (up to 64 KiB, already UTF-8) is in this format. Looks at nothing else.
    bool (*recognise)(std::string_view head);
    /// Cuts the source into records, in bounded memory; what is no record goes to the diagnostics. An exception of
    /// the sink passes through.
    void (*split)(ByteStream& source, const RecordSink& record, const DiagnosticSink& diagnostic);
    /// Reads one record. Never throws for bad input. Thread-safe.
    Reading (*read)(const RawRecord& record);
    /// Whether claims are made from the document's prose by extraction::extract after reading it.
    bool prose = false;
    /// For a format whose sources each tell a part of one document (a register's record a country): the record that
    /// says what `held` and `arriving` say together, the same in whichever order they come, and read as any other; a
    /// newer source of the same part takes its place. Null where a newer source of a document replaces the older whole.
    std::string (*fold)(std::string_view held, std::string_view arriving) = nullptr;
};

/// Every format that we import, in the order in which they are tried.
std::span<const Format> formats();
/// The format of this name; nullptr where there is none.
const Format* format_named(std::string_view name);
/// The first format that recognises the head; nullptr where none does.
const Format* recognise(std::string_view head);

/// A record read as it is stored: Format::read and, for prose, extraction. The one way from a record to documents with claims.
Reading read_record(const Format& format, const RawRecord& record);

} // namespace ekb::importers
