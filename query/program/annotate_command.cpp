// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/program/annotate_command.h"

#include "importers/extraction/annotate.h"
#include "kb/model/code_points.h"
#include "kb/model/error.h"
#include "query/program/batch.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>

namespace ekb::query {

namespace {

using Json = nlohmann::ordered_json;

struct Options {
    std::vector<std::string> paths;
    bool batch = false;
};

const char* label_name(importers::extraction::PicoLabel label) {
    switch (label) {
    case importers::extraction::PicoLabel::participants: return "participants";
    case importers::extraction::PicoLabel::intervention: return "intervention";
    case importers::extraction::PicoLabel::outcome: return "outcome";
    }
    throw Error("a span has no label");
}

Json spans_json(std::string_view text) {
    const CodePointOffsets offsets(text);
    Json spans = Json::array();
    for (const auto& found : importers::extraction::annotate(text)) {
        spans.push_back({{"start", offsets.at(found.span.begin)},
                         {"end", offsets.at(found.span.end)},
                         {"label", label_name(found.label)}});
    }
    return {{"spans", std::move(spans)}};
}

std::string file_text(const std::string& path) {
    if (path == "-") return {std::istreambuf_iterator<char>(std::cin), {}};
    std::ifstream file(path, std::ios::binary);
    if (!file) throw Error(path + ": cannot be opened");
    return {std::istreambuf_iterator<char>(file), {}};
}

int annotate_files(const std::vector<std::string>& paths) {
    for (const std::string& path : paths) {
        Json line{{"id", path}};
        line.update(spans_json(file_text(path)));
        std::cout << line.dump() << '\n';
    }
    return exit_done;
}

} // namespace

Run declare_annotate(CLI::App& parser, const Settings&) {
    auto options = std::make_shared<Options>();
    parser.add_option("paths", options->paths, "files of plain text; - for standard input");
    parser.add_flag("--batch", options->batch, "NDJSON lines {\"id\",\"text\"} on standard input");
    return [options] {
        if (options->batch) {
            return run_batch(std::cin, std::cout,
                             [](const nlohmann::json& line) { return spans_json(text_field(line, "text")); });
        }
        return annotate_files(options->paths.empty() ? std::vector<std::string>{"-"} : options->paths);
    };
}

} // namespace ekb::query
