// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/program/compare_command.h"

#include "query/answer_json.h"
#include "query/compare/close_reader.h"
#include "query/compare/compare_trials.h"
#include "query/engine.h"
#include "query/program/as_of_option.h"
#include "query/program/batch.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <iostream>
#include <memory>

namespace ekb::query {

namespace {

struct Options {
    ComparisonRequest request;
    std::string comparator;
    std::string document;
    std::string as_of;
    std::size_t limit = 50;
    bool batch = false;
};

std::optional<std::string> optional_text(const nlohmann::json& line, const char* name) {
    if (!line.contains(name) || line[name].is_null()) return std::nullopt;
    return text_field(line, name);
}

/// Over all, for people: the lines on standard output are one a report.
std::string summary_text(const ComparisonSummary& s) {
    std::string text = fmt::format("{} of {} trials compared: {} increased, {} decreased, {} no difference", s.trials_compared,
                                   s.trials_found, s.increased, s.decreased, s.no_difference);
    if (s.mixed > 0) text += fmt::format(", {} whose reports differ", s.mixed);
    if (s.no_evidence > 0) text += fmt::format(", {} without evidence on it", s.no_evidence);
    if (s.unreadable > 0) text += fmt::format(", {} that could not be read", s.unreadable);
    if (s.retracted > 0) text += fmt::format(", {} retracted", s.retracted);
    return text;
}

nlohmann::ordered_json compare_line(CloseReader& reader, const nlohmann::json& line) {
    ComparisonRequest request;
    request.document = text_field(line, "document");
    request.intervention = text_field(line, "intervention");
    request.comparator = optional_text(line, "comparator");
    request.endpoint = text_field(line, "endpoint");
    return comparison_json(reader.compare(request));
}

int run_compare(const std::filesystem::path& kb_dir, Options options) {
    const auto then = chosen_snapshot(kb_dir, options.as_of);
    if (options.batch) {
        return run_batch(std::cin, std::cout, [&](const nlohmann::json& line) {
            thread_local CloseReader reader(kb_dir, then); // keeps the source that was read last: questions about it follow each other
            return compare_line(reader, line);
        });
    }
    if (options.request.intervention.empty() || options.request.endpoint.empty()) {
        std::cerr << "ekb compare: --intervention and --endpoint are needed, or --batch\n";
        return exit_wrong_usage;
    }
    if (!options.comparator.empty()) options.request.comparator = options.comparator;
    if (!options.document.empty()) options.request.document = options.document;
    CloseReader reader(kb_dir, then);
    const ComparedTrials compared = compare_trials(chosen_engine(kb_dir, then), reader, options.request, options.limit);
    for (const ComparisonAnswer& answer : compared.answers) {
        nlohmann::ordered_json line{{"id", answer.document}};
        line.update(comparison_json(answer));
        std::cout << line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << '\n';
    }
    if (!options.request.document) std::cerr << summary_text(compared.summary) << '\n';
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
    parser.add_option("--limit", options->limit, "of how many trials the reports are read at most (default: 50)");
    declare_as_of(parser, options->as_of);
    parser.add_flag(
        "--batch", options->batch,
        "NDJSON lines {\"id\",\"document\",\"intervention\",\"comparator\",\"endpoint\"} on standard input");
    return [options, &settings] { return run_compare(settings.kb, *options); };
}

} // namespace ekb::query
