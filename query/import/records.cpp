// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/import/records.h"

#include "importers/source/sniff.h"
#include "importers/source/sources.h"
#include "kb/model/error.h"

#include <exception>

namespace ekb::query {

namespace {

/// Stops the cutting of a source from inside its sink; never leaves read_records.
struct Stopped : std::exception {};

const importers::Format* chosen_format(const ImportSources& sources) {
    if (sources.format == "auto") return nullptr;
    const importers::Format* format = importers::format_named(sources.format);
    if (format != nullptr) return format;
    std::string known;
    for (const importers::Format& f : importers::formats()) known += " " + std::string(f.name);
    throw Error("there is no format '" + sources.format + "'; those that are read:" + known);
}

} // namespace

void read_records(const ImportSources& sources, const SourceRecordSink& record, const SourceErrorSink& error) {
    const importers::Format* chosen = chosen_format(sources);
    const auto read_source = [&](const importers::SourceName& name, importers::HeadStream& stream) {
        const importers::Format* format = chosen != nullptr ? chosen : importers::recognise(stream.head());
        if (format == nullptr) {
            error({name.path, std::nullopt, std::nullopt, importers::unrecognised_reason(stream.head())}, nullptr);
            return;
        }
        format->split(
            stream,
            [&](importers::RawRecord&& raw) {
                if (!record({name.path, format, std::move(raw)})) throw Stopped();
            },
            [&](Diagnostic&& found) {
                found.path = name.path;
                error(std::move(found), format);
            });
    };
    const auto unopened = [&](Diagnostic&& found) { error(std::move(found), nullptr); };
    try {
        for (const std::string& path : sources.paths) importers::for_each_source(path, read_source, unopened);
    } catch (const Stopped&) {
        return;
    }
}

importers::Reading read_documents(const SourceRecord& record, const kb::Vocabulary& vocabulary) {
    return read_documents(record, [&]() -> const kb::Vocabulary& { return vocabulary; });
}

importers::Reading read_documents(const SourceRecord& record, const std::function<const kb::Vocabulary&()>& vocabulary) {
    importers::Reading reading = importers::read_record(*record.format, record.raw);
    for (Document& document : reading.documents) kb::label_concepts(document, vocabulary());
    for (Diagnostic& found : reading.diagnostics) {
        found.path = record.path;
        found.record = record.raw.number;
        found.line = record.raw.line + found.line.value_or(1) - 1;
    }
    return reading;
}

} // namespace ekb::query
