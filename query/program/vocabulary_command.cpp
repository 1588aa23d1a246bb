// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/program/vocabulary_command.h"

#include "indexer/index_writer.h"
#include "kb/model/error.h"
#include "kb/store/kb_vocabulary.h"
#include "kb/store/schema.h"
#include "kb/store/writer.h"
#include "query/concept_json.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <iostream>
#include <memory>
#include <string>

namespace ekb::query {

namespace {

/// A line of JSON for each concept that the words name; status 1 where they name none.
int show(const Settings& settings, const std::string& words) {
    const kb::KbVocabulary known = kb::vocabulary_of(settings.kb);
    std::vector<const kb::Concept*> found = known.vocabulary->lookup(words, std::nullopt, kb::LetterCase::ignored);
    if (const kb::Concept* by_id = known.vocabulary->find(words)) found = {by_id};
    for (const kb::Concept* each : found) std::cout << whole_concept_json(*each, *known.vocabulary, concept_label).dump() << '\n';
    if (!found.empty()) return exit_done;
    std::cerr << "nothing is called \"" << words << '"';
    const auto near = known.vocabulary->suggest(words, 3);
    for (std::size_t i = 0; i < near.size(); ++i) std::cerr << (i == 0 ? "; near to it: " : ", ") << near[i].text;
    std::cerr << '\n';
    return exit_nothing_done;
}

int list(const Settings& settings) {
    const kb::KbVocabulary known = kb::vocabulary_of(settings.kb);
    std::cout << "built-in: " << kb::Vocabulary::builtin().concepts().size() << " concepts\n";
    if (std::filesystem::exists(kb::store_file(settings.kb))) {
        for (const kb::VocabularySource& source : kb::Reader(settings.kb).vocabulary_sources()) {
            std::cout << source.name << ": " << source.concepts << " concepts\n";
        }
    }
    std::cout << "together: " << known.vocabulary->concepts().size() << " concepts\n";
    for (const std::string& note : known.notes) std::cerr << note << '\n';
    return exit_done;
}

int remove(const Settings& settings, const std::string& source) {
    kb::Writer writer(settings.kb);
    const std::size_t concepts = writer.remove_vocabulary(source);
    if (concepts == 0) throw Error("nothing was imported from \"" + source + "\"; `ekb vocabulary list` names the sources");
    writer.commit();
    indexer::update_index(settings.kb);
    std::cout << "removed: " << concepts << " concepts; `ekb reindex --read-again` takes their labels from what is stored\n";
    return exit_done;
}

} // namespace

Run declare_vocabulary(CLI::App& parser, const Settings& settings) {
    struct Options {
        std::string words;
        std::string source;
    };
    auto options = std::make_shared<Options>();
    parser.require_subcommand(1);
    CLI::App* show_parser = parser.add_subcommand("show", "the concepts that a name or an id stands for, a line of JSON each");
    show_parser->add_option("name", options->words, "a name or an id")->required();
    CLI::App* list_parser = parser.add_subcommand("list", "the files that concepts were imported from");
    CLI::App* remove_parser = parser.add_subcommand("remove", "takes out all that was imported from a file");
    remove_parser->add_option("source", options->source, "its name, as list gives it")->required();
    return [=, &settings] {
        if (show_parser->parsed()) return show(settings, options->words);
        if (list_parser->parsed()) return list(settings);
        return remove(settings, options->source);
    };
}

} // namespace ekb::query
