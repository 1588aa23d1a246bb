// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/program/extract_command.h"

#include "importers/extraction/extract.h"
#include "kb/json/contract_json.h"
#include "kb/vocabulary/vocabulary.h"
#include "query/import/parallel_records.h"
#include "query/program/batch.h"
#include "query/program/diagnostics.h"
#include "query/program/explain_json.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <iostream>
#include <memory>

namespace ekb::query {

namespace {

using Json = nlohmann::ordered_json;

/// What is shown of a document beside its fields.
struct Shown {
    bool text = false;
    bool why = false; ///< of each claim: explain_json.h
};

Json shown_json(const Document& document, Shown shown) {
    Json json = kb::document_json(document, shown.text);
    if (shown.why) add_explanations(json, document);
    return json;
}

struct Options {
    ImportSources sources;
    bool batch = false;
    Shown shown;
};

/// Text that was sent, read as plain text: its offsets count in it as it came.
Json text_document(const nlohmann::json& line, Shown shown) {
    const std::string& text = text_field(line, "text");
    Document document;
    document.id = line["id"].is_string() ? line["id"].get<std::string>() : line["id"].dump();
    document.format = "text";
    document.content = importers::extraction::plain_text(text);
    importers::extraction::extract(document);
    kb::label_concepts(document, kb::Vocabulary::builtin());
    return shown_json(document, shown);
}

/// A record's output: a line a document, and what was rejected.
struct Lines {
    std::string documents;
    std::vector<Diagnostic> errors;
};

Lines read_lines(Arriving&& input, Shown shown) {
    Lines lines{"", std::move(input.errors)};
    if (!input.record) return lines;
    importers::Reading reading = read_documents(*input.record, kb::Vocabulary::builtin());
    for (const Document& document : reading.documents)
        lines.documents += shown_json(document, shown).dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
    lines.errors = std::move(reading.diagnostics);
    return lines;
}

int extract_files(const Options& options) {
    bool any_document = false;
    bool any_error = false;
    const auto print = [&](Lines&& lines) {
        std::cout << lines.documents;
        for (const Diagnostic& error : lines.errors) std::cerr << diagnostic_text(error) << '\n';
        any_document |= !lines.documents.empty();
        any_error |= !lines.errors.empty();
    };
    const Shown shown = options.shown;
    read_records_in_parallel<Lines>(options.sources,
                                    {[](const SourceRecord&) { return false; },
                                     [shown](Arriving&& input) { return read_lines(std::move(input), shown); }, print});
    if (!any_error) return exit_done;
    return any_document ? exit_some_rejected : exit_nothing_done;
}

} // namespace

Run declare_extract(CLI::App& parser, const Settings&) {
    auto options = std::make_shared<Options>();
    parser.add_option("paths", options->sources.paths, "files, folders, archives; - for standard input");
    parser.add_option("--format", options->sources.format, "auto, or the name of a format");
    parser.add_flag("--batch", options->batch, "NDJSON lines {\"id\",\"text\"} on standard input");
    parser.add_flag("--text", options->shown.text, "give each document's text too");
    parser.add_flag("--explain", options->shown.why, "give with each claim why: its words, their cues, its table's row and columns");
    return [options] {
        if (options->batch) {
            return run_batch(std::cin, std::cout,
                             [options](const nlohmann::json& line) { return text_document(line, options->shown); });
        }
        if (options->sources.paths.empty()) options->sources.paths = {"-"};
        return extract_files(*options);
    };
}

} // namespace ekb::query
