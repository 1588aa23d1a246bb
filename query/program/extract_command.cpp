// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/program/extract_command.h"

#include "importers/extraction/extract.h"
#include "kb/json/contract_json.h"
#include "query/program/batch.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <iostream>
#include <memory>

namespace ekb::query {

namespace {

using Json = nlohmann::ordered_json;

struct Options {
    std::vector<std::string> paths;
    std::string format = "auto";
    bool batch = false;
    bool with_text = false;
};

/// Text that was sent, read as plain text: its offsets count in it as it came.
Json text_document(const nlohmann::json& line, bool with_text) {
    const std::string& text = text_field(line, "text");
    Document document;
    document.id = line["id"].is_string() ? line["id"].get<std::string>() : line["id"].dump();
    document.format = "text";
    document.content = importers::extraction::plain_text(text);
    importers::extraction::extract(document);
    return kb::document_json(document, with_text);
}

} // namespace

Run declare_extract(CLI::App& parser, const Settings&) {
    auto options = std::make_shared<Options>();
    parser.add_option("paths", options->paths, "files, folders, archives; - for standard input");
    parser.add_option("--format", options->format, "auto, or the name of a format");
    parser.add_flag("--batch", options->batch, "NDJSON lines {\"id\",\"text\"} on standard input");
    parser.add_flag("--text", options->with_text, "give each document's text too");
    return [options] {
        return run_batch(std::cin, std::cout, [options](const nlohmann::json& line) {
            return text_document(line, options->with_text);
        });
    };
}

} // namespace ekb::query
