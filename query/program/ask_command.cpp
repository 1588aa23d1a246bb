// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/program/ask_command.h"

#include "kb/store/reader.h"
#include "kb/store/schema.h"
#include "query/answer_json.h"
#include "query/answers/answer_text.h"
#include "query/engine.h"
#include "query/history/as_of.h"
#include "query/program/as_of_option.h"
#include "query/program/batch.h"
#include "query/program/query_refused.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <iostream>
#include <memory>

namespace ekb::query {

namespace {

struct Options {
    std::vector<std::string> words;
    std::size_t limit = 50;
    std::string as_of;
    bool json = false;
    bool batch = false;
};

std::string question_of(const std::vector<std::string>& words) {
    std::string question;
    for (const std::string& word : words)
        question += (question.empty() ? "" : " ") + word;
    return question;
}

/// What of the answer may be counted twice, as the store knows it now; an index that was copied alone cannot tell.
std::vector<PossibleTwins> twins_of(const std::filesystem::path& kb_dir, const Answer& answer, bool recorded) {
    if (recorded || answer.studies.size() < 2 || !std::filesystem::exists(kb::store_file(kb_dir))) return {};
    return possible_twins(answer, kb::Reader(kb_dir));
}

nlohmann::ordered_json twins_json(const std::vector<PossibleTwins>& twins) {
    auto list = nlohmann::ordered_json::array();
    for (const PossibleTwins& pair : twins)
        list.push_back({{"studies", {pair.study, pair.other}}, {"alike", pair.alike}});
    return list;
}

int run_ask(const std::filesystem::path& kb_dir, const Options& options) {
    const auto then = chosen_snapshot(kb_dir, options.as_of);
    const bool recorded = then.has_value();
    if (options.batch) {
        if (then) chosen_engine(kb_dir, then); // made once, not by each thread
        return run_batch(std::cin, std::cout, [&](const nlohmann::json& line) {
            thread_local const Engine engine = chosen_engine(kb_dir, then); // an engine serves one thread
            const auto answer = engine.ask({text_field(line, "question"), options.limit, 0, recorded});
            if (!answer) throw BadLine(answer.error());
            return answer_json(*answer);
        });
    }
    const std::string question = question_of(options.words);
    if (question.empty()) {
        std::cerr << "ekb ask: ask a question, or send questions with --batch\n";
        return exit_wrong_usage;
    }
    const auto answer = chosen_engine(kb_dir, then).ask({question, options.limit, 0, recorded});
    if (!answer) throw QueryRefused(question, answer.error());
    const auto twins = twins_of(kb_dir, *answer, recorded);
    if (options.json) {
        nlohmann::ordered_json json = answer_json(*answer);
        json["snapshot"] = snapshot_json(answered_snapshot(kb_dir, then, answer->sequence));
        json["possibly_one_trial"] = twins_json(twins);
        std::cout << json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << '\n';
    } else {
        std::cout << answer_text(*answer, twins);
    }
    return exit_done;
}

} // namespace

Run declare_ask(CLI::App& parser, const Settings& settings) {
    auto options = std::make_shared<Options>();
    parser.add_option("question", options->words, "the question, in plain words or in the query language");
    parser.add_option("--limit", options->limit, "how many trials at most (default: 50)");
    declare_as_of(parser, options->as_of);
    parser.add_flag("--json", options->json, "one JSON object, as docs/http-api.md says");
    parser.add_flag("--batch", options->batch, "NDJSON lines {\"id\",\"question\"} on standard input");
    return [options, &settings] { return run_ask(settings.kb, *options); };
}

} // namespace ekb::query
