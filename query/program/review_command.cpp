// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/program/review_command.h"

#include "indexer/index_writer.h"
#include "kb/json/contract_json.h"
#include "kb/model/error.h"
#include "kb/store/curation_json.h"
#include "kb/store/writer.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <string>

namespace ekb::query {

namespace {

using Json = nlohmann::ordered_json;

struct Options {
    std::string claim;
    std::string document;
    std::string other_document;
    std::string file;
    std::string study;
    std::string who;
    std::string why;
    std::size_t limit = 100;
};

void print(const Json& json) {
    std::cout << json.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
}

Claim read_claim(const std::string& file) {
    std::ifstream in(file);
    if (!in) throw Error("cannot read " + file);
    try {
        return kb::claim_from_json(Json::parse(in));
    } catch (const nlohmann::json::parse_error& error) {
        throw Error(file + " is no JSON: " + error.what());
    } catch (const Error& error) {
        throw Error(file + ": " + error.what());
    }
}

/// Does one write, and lets the index follow.
template <typename Function>
int write(const Settings& settings, Function function) {
    {
        kb::Writer writer(settings.kb);
        function(writer);
        writer.commit();
    }
    indexer::update_index(settings.kb);
    return exit_done;
}

int give_verdict(const Settings& settings, const Options& options, ReviewStatus verdict) {
    kb::ReviewRequest request{options.claim, verdict, std::nullopt, options.who, options.why};
    if (verdict == ReviewStatus::corrected) request.correction = read_claim(options.file);
    const int status = write(settings, [&](kb::Writer& writer) { writer.review(request); });
    print(kb::claim_json(kb::Reader(settings.kb).claim(options.claim).value()));
    return status;
}

int add_claim(const Settings& settings, const Options& options) {
    std::string id;
    const int status = write(settings, [&](kb::Writer& writer) {
        id = writer.add_claim({options.document, read_claim(options.file), options.who, options.why});
    });
    print(kb::claim_json(kb::Reader(settings.kb).claim(id).value()));
    return status;
}

int decide(const Settings& settings, const Options& options, bool together) {
    const kb::JoinRequest request{options.document, options.other_document, options.who, options.why};
    return write(settings, [&](kb::Writer& writer) { together ? writer.join(request) : writer.separate(request); });
}

std::optional<std::int64_t> study_of(const kb::Reader& reader, const Options& options) {
    if (options.study.empty()) return std::nullopt;
    const auto key = reader.study_key(options.study);
    if (!key) throw Error("there is no study " + options.study);
    return key;
}

int list_events(const Settings& settings, const Options& options) {
    for (const kb::ReviewEvent& event : kb::Reader(settings.kb).review_events(options.claim))
        print(kb::review_event_json(event));
    return exit_done;
}

int list_joins(const Settings& settings, const Options& options) {
    const kb::Reader reader(settings.kb);
    for (const kb::Join& join : reader.joins(study_of(reader, options)))
        print(kb::join_json(join));
    return exit_done;
}

int list_decisions(const Settings& settings) {
    for (const kb::JoinDecision& decision : kb::Reader(settings.kb).join_decisions())
        print(kb::decision_json(decision));
    return exit_done;
}

int list_suggestions(const Settings& settings, const Options& options) {
    const kb::Reader reader(settings.kb);
    for (const auto& suggestion : reader.join_suggestions(study_of(reader, options), options.limit)) {
        print(kb::suggestion_json(suggestion));
    }
    return exit_done;
}

int list_discrepancies(const Settings& settings, const Options& options) {
    const kb::Reader reader(settings.kb);
    const auto only = study_of(reader, options);
    for (const std::int64_t key : only ? std::vector{*only} : reader.studies_with_discrepancies()) {
        for (const kb::Discrepancy& discrepancy : reader.discrepancies(key)) {
            Json line{{"study", reader.study(key).value().id}};
            line.update(kb::discrepancy_json(discrepancy));
            print(line);
        }
    }
    return exit_done;
}

using Action = std::function<int(const Settings&, const Options&)>;

/// The parsers of the command's verbs, and what each does.
class Verbs {
public:
    Verbs(CLI::App& parser, Options& options) : m_parser(parser), m_options(options) { parser.require_subcommand(1); }

    CLI::App& add(const char* name, const char* summary, Action action) {
        CLI::App* verb = m_parser.add_subcommand(name, summary);
        m_actions->emplace_back(verb, std::move(action));
        return *verb;
    }
    /// A verb that changes something in a person's name.
    CLI::App& add_signed(const char* name, const char* summary, Action action) {
        CLI::App& verb = add(name, summary, std::move(action));
        verb.add_option("--who", m_options.who, "who says so")->required();
        verb.add_option("--why", m_options.why, "why");
        return verb;
    }
    auto actions() const { return m_actions; }

private:
    CLI::App& m_parser;
    Options& m_options;
    std::shared_ptr<std::vector<std::pair<CLI::App*, Action>>> m_actions =
        std::make_shared<std::vector<std::pair<CLI::App*, Action>>>();
};

void declare_verdicts(Verbs& verbs, Options& options) {
    struct Row {
        const char* verb;
        const char* summary;
        ReviewStatus verdict;
    };
    for (const Row& row : {Row{"accept", "the claim is right", ReviewStatus::accepted},
                           Row{"reject", "the claim is wrong", ReviewStatus::rejected},
                           Row{"correct", "the claim should say what the file says", ReviewStatus::corrected},
                           Row{"withdraw", "takes a verdict back", ReviewStatus::unreviewed}}) {
        CLI::App& verb = verbs.add_signed(row.verb, row.summary,
                                          [verdict = row.verdict](const Settings& settings, const Options& given) {
                                              return give_verdict(settings, given, verdict);
                                          });
        verb.add_option("claim", options.claim, "its id")->required();
        if (row.verdict == ReviewStatus::corrected)
            verb.add_option("file", options.file, "the claim as JSON")->required();
    }
    CLI::App& added = verbs.add_signed("add", "adds a claim that was missed", add_claim);
    added.add_option("document", options.document, "any of its identifiers")->required();
    added.add_option("file", options.file, "the claim as JSON")->required();
}

void declare_joins(Verbs& verbs, Options& options) {
    for (const bool together : {true, false}) {
        CLI::App& verb = verbs.add_signed(
            together ? "join" : "separate", together ? "two documents report one study" : "never join these two",
            [together](const Settings& settings, const Options& given) { return decide(settings, given, together); });
        verb.add_option("document", options.document, "any of its identifiers")->required();
        verb.add_option("other", options.other_document, "any of the other's identifiers")->required();
    }
}

void declare_lists(Verbs& verbs, Options& options) {
    const char* const study = "of this study alone, by any of its identifiers";
    verbs.add("history", "what persons did to a claim", list_events)
        .add_option("claim", options.claim, "its id")
        ->required();
    verbs.add("joins", "which documents were joined, and why", list_joins).add_option("study", options.study, study);
    verbs.add("decisions", "what persons joined and separated",
              [](const Settings& settings, const Options&) { return list_decisions(settings); });
    CLI::App& suggestions = verbs.add("suggestions", "documents that look like reports of one study", list_suggestions);
    suggestions.add_option("study", options.study, study);
    suggestions.add_option("--limit", options.limit, "how many at most");
    verbs.add("discrepancies", "what reports of a study disagree on", list_discrepancies)
        .add_option("study", options.study, study);
}

} // namespace

Run declare_review(CLI::App& parser, const Settings& settings) {
    auto options = std::make_shared<Options>();
    Verbs verbs(parser, *options);
    declare_verdicts(verbs, *options);
    declare_joins(verbs, *options);
    declare_lists(verbs, *options);
    return [options, actions = verbs.actions(), &settings] {
        for (const auto& [verb, action] : *actions) {
            if (verb->parsed()) return action(settings, *options);
        }
        return static_cast<int>(exit_wrong_usage);
    };
}

} // namespace ekb::query
