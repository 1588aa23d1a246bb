// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/program/search_command.h"

#include "query/answer_json.h"
#include "query/answers/answer_text.h"
#include "query/engine.h"
#include "query/export/formats.h"
#include "query/history/as_of.h"
#include "query/language/fields.h"
#include "query/program/as_of_option.h"
#include "query/program/batch.h"
#include "query/program/query_refused.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <iostream>
#include <memory>

namespace ekb::query {

namespace {

struct Options {
    std::vector<std::string> words;
    std::size_t limit = 50;
    std::string format = "text";
    std::string as_of;
    bool json = false;
    bool batch = false;
    bool explain = false;
    std::string why; ///< an identifier
};

std::string query_of(const std::vector<std::string>& words) {
    std::string query;
    for (const std::string& word : words)
        query += (query.empty() ? "" : " ") + word;
    return query;
}

std::string dumped(const nlohmann::ordered_json& json) {
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

void print_text(const SearchResult& result) {
    std::cout << "Read as\n  " << result.query_read << '\n';
    for (const ReadConcept& read : result.concepts) {
        std::cout << "  " << read.words << ": " << read.label << ", with " << read.expanded.size() << " more names\n";
    }
    for (const std::string& note : result.notes)
        std::cout << "  " << note << '\n';
    std::cout << '\n' << result.total << (result.total == 1 ? " trial\n\n" : " trials\n\n");
    for (std::size_t i = 0; i < result.studies.size(); ++i)
        std::cout << study_text(result.studies[i], i + 1);
}

void print_json(const SearchResult& result, const kb::Snapshot& snapshot) {
    nlohmann::ordered_json json = search_json(result);
    json["snapshot"] = snapshot_json(snapshot);
    std::cout << dumped(json) << '\n';
}

void print(const SearchResult& result, const std::string& format) {
    if (format == "text")
        print_text(result);
    else
        std::cout << export_text(*export_format(format), result.studies);
}

std::vector<std::string> format_names() {
    std::vector<std::string> names{"text", "json"};
    for (const ExportFormat& format : export_formats()) {
        if (format.name != "json") names.emplace_back(format.name);
    }
    return names;
}

std::string matching(std::size_t trials) {
    return fmt::format("{} {}", trials, trials == 1 ? "trial matches" : "trials match");
}

void print_text(const Explanation& explanation, const std::string& why) {
    std::cout << "Read as\n  " << explanation.query_read << "\n" << matching(explanation.total) << " it all\n";
    if (!why.empty() && !explanation.study) std::cout << "no trial here is known as " << why << '\n';
    for (const ClauseVerdict& verdict : explanation.clauses) {
        std::cout << "  " << verdict.clause << ": " << matching(verdict.trials) << " it, " << matching(verdict.without) << " the rest";
        if (verdict.matched) std::cout << "; " << *explanation.study << (*verdict.matched ? " does" : " does not");
        std::cout << '\n';
    }
}

/// --explain, --why ID.
int run_explain(const Engine& engine, const std::string& query, const Options& options) {
    const std::optional<std::string> document = options.why.empty() ? std::nullopt : std::optional(options.why);
    const auto explanation = engine.explain({query, document});
    if (!explanation) throw QueryRefused(query, explanation.error());
    if (options.json || options.format == "json")
        std::cout << dumped(explanation_json(*explanation)) << '\n';
    else
        print_text(*explanation, options.why);
    return exit_done;
}

int run_search(const std::filesystem::path& kb_dir, const Options& options) {
    const auto then = chosen_snapshot(kb_dir, options.as_of);
    if (options.batch) {
        if (then) chosen_engine(kb_dir, then); // made once, not by each thread
        return run_batch(std::cin, std::cout, [&](const nlohmann::json& line) {
            thread_local const Engine engine = chosen_engine(kb_dir, then); // an engine serves one thread
            const auto result = engine.search({text_field(line, "query"), options.limit, 0});
            if (!result) throw BadLine(result.error());
            return search_json(*result);
        });
    }
    const std::string query = query_of(options.words);
    if (options.explain || !options.why.empty()) return run_explain(chosen_engine(kb_dir, then), query, options);
    const auto result = chosen_engine(kb_dir, then).search({query, options.limit, 0});
    if (!result) throw QueryRefused(query, result.error());
    if (options.json || options.format == "json")
        print_json(*result, answered_snapshot(kb_dir, then, result->sequence));
    else
        print(*result, options.format);
    return exit_done;
}

std::string fields_help() {
    std::string help = "Fields:\n";
    for (const Field& field : fields())
        help += fmt::format("  {:<36} {}\n", field.example, field.description);
    return help + "AND, OR, NOT, brackets, \"phrases\", NEAR/5, endings (cyano*), =exactly this, ranges (n:>=100, "
                  "year:2015..2024).\n";
}

} // namespace

Run declare_search(CLI::App& parser, const Settings& settings) {
    auto options = std::make_shared<Options>();
    parser.add_option("query", options->words, "the query, in the query language");
    parser.add_option("--limit", options->limit, "how many trials at most (default: 50)");
    parser.add_option("--format", options->format, "how to write them")->check(CLI::IsMember(format_names()));
    declare_as_of(parser, options->as_of);
    parser.add_flag("--json", options->json, "the same as --format json");
    parser.add_flag("--explain", options->explain,
                    "how many trials each part of the query matches, and the others without it");
    parser.add_option("--why", options->why, "the same, and which parts match the trial with this identifier");
    parser.add_flag("--batch", options->batch, "NDJSON lines {\"id\",\"query\"} on standard input");
    parser.footer(fields_help());
    return [options, &settings] { return run_search(settings.kb, *options); };
}

} // namespace ekb::query
