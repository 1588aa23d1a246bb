// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/program/compare_command.h"

#include "query/answer_json.h"
#include "query/engine.h"
#include "query/program/batch.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <iostream>
#include <memory>

namespace ekb::query {

namespace {

struct Options {
    ComparisonRequest request;
    std::string comparator;
    std::string document;
    bool batch = false;
};

std::optional<std::string> optional_text(const nlohmann::json& line, const char* name) {
    if (!line.contains(name) || line[name].is_null()) return std::nullopt;
    return text_field(line, name);
}

nlohmann::ordered_json compare_line(const Engine& engine, const nlohmann::json& line) {
    ComparisonRequest request;
    request.document = text_field(line, "document");
    request.intervention = text_field(line, "intervention");
    request.comparator = optional_text(line, "comparator");
    request.endpoint = text_field(line, "endpoint");
    return comparison_json(engine.compare(request).at(0));
}

int run_compare(const std::filesystem::path& kb_dir, Options options) {
    if (options.batch) {
        return run_batch(std::cin, std::cout, [&](const nlohmann::json& line) {
            thread_local const Engine engine(kb_dir); // an engine serves one thread
            return compare_line(engine, line);
        });
    }
    if (options.request.intervention.empty() || options.request.endpoint.empty()) {
        std::cerr << "ekb compare: --intervention and --endpoint are needed, or --batch\n";
        return exit_wrong_usage;
    }
    if (!options.comparator.empty()) options.request.comparator = options.comparator;
    if (!options.document.empty()) options.request.document = options.document;
    for (const ComparisonAnswer& answer : Engine(kb_dir).compare(options.request)) {
        nlohmann::ordered_json line{{"id", answer.document}};
        line.update(comparison_json(answer));
        std::cout << line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << '\n';
    }
    return exit_done;
}

} // namespace

Run declare_compare(CLI::App& parser, const Settings& settings) {
    auto options = std::make_shared<Options>();
    parser.add_option("--intervention", options->request.intervention, "what was given");
    parser.add_option("--comparator", options->comparator, "what it was compared with");
    parser.add_option("--endpoint", options->request.endpoint, "what was measured");
    parser.add_option("--document", options->document,
                      "any identifier of the report; without it, every report that matches");
    parser.add_flag(
        "--batch", options->batch,
        "NDJSON lines {\"id\",\"document\",\"intervention\",\"comparator\",\"endpoint\"} on standard input");
    return [options, &settings] { return run_compare(settings.kb, *options); };
}

} // namespace ekb::query
