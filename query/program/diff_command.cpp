// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/program/diff_command.h"

#include "kb/model/error.h"
#include "query/history/as_of.h"
#include "query/history/diff.h"
#include "query/history/engine_then.h"
#include "query/limits.h"
#include "query/program/as_of_option.h"
#include "query/program/query_refused.h"

#include <CLI/CLI.hpp>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <iostream>
#include <memory>

namespace ekb::query {

namespace {

struct Options {
    std::string since;
    std::string until;
    std::vector<std::string> words;
    bool json = false;
};

std::string joined(const std::vector<std::string>& words) {
    return fmt::format("{}", fmt::join(words, " "));
}

std::string when(const kb::Snapshot& snapshot) {
    return fmt::format("{} ({})", snapshot.sequence, snapshot.at_ms ? utc_time(*snapshot.at_ms) : "nothing yet");
}

std::set<std::int64_t> found_at(const Settings& settings, const std::string& query, const kb::Snapshot& snapshot) {
    const auto found = engine_then(settings.kb, snapshot).list_search(query);
    if (!found) throw QueryRefused(query, found.error());
    return found->studies.keys();
}

void print_text(const nlohmann::ordered_json& diff, const DiffRequest& request) {
    std::cout << "From " << when(request.from) << " to " << when(request.to) << '\n';
    for (const auto& [what, counts] : diff["totals"].items()) {
        std::cout << fmt::format("  {:<10} {} came, {} went, {} changed\n", what, counts["came"].get<std::size_t>(),
                                 counts["went"].get<std::size_t>(), counts["changed"].get<std::size_t>());
    }
    for (const auto& study : diff["studies"]) {
        std::cout << '\n'
                  << study["id"].get<std::string>() << ' ' << study["change"].get<std::string>() << ": "
                  << study["title"].get<std::string>() << '\n';
        for (const char* part : {"documents", "claims"}) {
            for (const auto& one : study[part]) {
                std::cout << "  " << one["id"].get<std::string>() << ' ' << one["change"].get<std::string>();
                for (const auto& field : one["fields"])
                    std::cout << ' ' << field.get<std::string>();
                std::cout << '\n';
            }
        }
    }
}

int run_diff(const Settings& settings, const Options& options) {
    const kb::HistoryReader history(settings.kb);
    DiffRequest request;
    request.from = chosen_snapshot(settings.kb, options.since).value();
    request.to = options.until.empty() ? history.newest() : chosen_snapshot(settings.kb, options.until).value();
    if (request.to.sequence < request.from.sequence) throw Error("--until is before --since");
    if (const std::string query = joined(options.words); !query.empty()) {
        request.found_then = found_at(settings, query, request.from);
        request.found_now = found_at(settings, query, request.to);
    }
    const auto json = diff_json(history, request, diff(history, request), 0, all_studies);
    if (options.json)
        std::cout << json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << '\n';
    else
        print_text(json, request);
    return exit_done;
}

} // namespace

Run declare_diff(CLI::App& parser, const Settings& settings) {
    auto options = std::make_shared<Options>();
    parser.add_option("query", options->words, "only studies that this query finds, or found (the query language)");
    parser.add_option("--since", options->since, "the older snapshot: its number, a day or a time")->required();
    parser.add_option("--until", options->until, "the newer one (default: now)");
    parser.add_flag("--json", options->json, "as one line of JSON");
    return [options, &settings] { return run_diff(settings, *options); };
}

} // namespace ekb::query
