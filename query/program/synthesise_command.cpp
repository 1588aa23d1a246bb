// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/program/synthesise_command.h"

#include "query/answer_json.h"
#include "query/engine.h"
#include "query/history/as_of.h"
#include "query/program/as_of_option.h"
#include "query/program/query_refused.h"
#include "query/synthesis/synthesis_json.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <iostream>
#include <memory>

namespace ekb::query {

namespace {

constexpr std::size_t most_studies = 1000;

struct Options {
    std::vector<std::string> words;
    std::string model = "reml_hartung_knapp";
    std::string as_of;
    bool include_retracted = false;
    bool json = false;
};

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

int run_synthesise(const std::filesystem::path& kb_dir, const Options& options) {
    const std::string question = joined(options.words);
    const auto then = chosen_snapshot(kb_dir, options.as_of);
    const auto asked = chosen_engine(kb_dir, then).ask({question, most_studies, 0, then.has_value()});
    if (!asked) throw QueryRefused(question, asked.error());
    const Answer& answer = *asked;
    const SynthesisOptions how{model_named(options.model).value(), options.include_retracted};
    const SynthesisReport report = synthesise(answer.studies, how);
    if (options.json) {
        nlohmann::ordered_json json{{"question", answer.question}, {"interpretation", interpretation_json(answer.interpretation)}};
        json.update(synthesis_json(report, how));
        json["sequence"] = answer.sequence;
        json["snapshot"] = snapshot_json(answered_snapshot(kb_dir, then, answer.sequence));
        std::cout << json.dump() << '\n';
    } else {
        std::cout << answer.total << (answer.total == 1 ? " trial" : " trials") << " for: " << answer.question << "\n\n"
                  << synthesis_text(report, how);
    }
    return exit_done;
}

} // namespace

Run declare_synthesise(CLI::App& parser, const Settings& settings) {
    auto options = std::make_shared<Options>();
    parser.add_option("question", options->words, "a question in plain words or a query; the trials that answer it are pooled")->required();
    parser.add_option("--model", options->model, "fixed_effect, dersimonian_laird or reml_hartung_knapp (default)")
        ->check(CLI::IsMember({"fixed_effect", "dersimonian_laird", "reml_hartung_knapp"}));
    parser.add_flag("--include-retracted", options->include_retracted, "pool retracted reports too");
    declare_as_of(parser, options->as_of);
    parser.add_flag("--json", options->json, "as one line of JSON");
    return [options, &settings] { return run_synthesise(settings.kb, *options); };
}

} // namespace ekb::query
