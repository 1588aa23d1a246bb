// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/program/token_command.h"

#include "kb/model/error.h"
#include "kb/store/curation_json.h"
#include "kb/store/writer.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <iostream>
#include <memory>
#include <string>

namespace ekb::query {

namespace {

struct Options {
    std::string name;
    std::string role;
    std::int64_t key = 0;
};

int add(const Settings& settings, const Options& options) {
    kb::Writer writer(settings.kb);
    const std::string token = writer.add_token(options.name, from_name<kb::TokenRole>(options.role).value());
    writer.commit();
    std::cerr << "This is shown once; the knowledge base keeps only a hash of it:\n";
    std::cout << token << '\n';
    return exit_done;
}

int revoke(const Settings& settings, const Options& options) {
    kb::Writer writer(settings.kb);
    if (!writer.revoke_token(options.key))
        throw Error("there is no token " + std::to_string(options.key) + " to revoke");
    writer.commit();
    std::cout << "revoked: " << options.key << '\n';
    return exit_done;
}

int list(const Settings& settings) {
    const kb::Reader reader(settings.kb);
    for (const kb::ApiToken& token : reader.tokens())
        std::cout << kb::token_json(token).dump() << '\n';
    return exit_done;
}

} // namespace

Run declare_token(CLI::App& parser, const Settings& settings) {
    auto options = std::make_shared<Options>();
    parser.require_subcommand(1);
    CLI::App* add_parser = parser.add_subcommand("add", "gives a new token and prints it, once");
    add_parser->add_option("name", options->name, "whose it is, or what for: it signs what is done with it")
        ->required();
    std::vector<std::string> roles;
    for (const auto& [role, name] : EnumNames<kb::TokenRole>::rows)
        roles.emplace_back(name);
    add_parser->add_option("--role", options->role, "what it allows")->required()->check(CLI::IsMember(roles));
    CLI::App* list_parser = parser.add_subcommand("list", "every token, as NDJSON, never its text");
    CLI::App* revoke_parser = parser.add_subcommand("revoke", "ends a token");
    revoke_parser->add_option("key", options->key, "its number in the list")->required();
    return [=, &settings] {
        if (add_parser->parsed()) return add(settings, *options);
        if (revoke_parser->parsed()) return revoke(settings, *options);
        return list_parser->parsed() ? list(settings) : static_cast<int>(exit_wrong_usage);
    };
}

} // namespace ekb::query
