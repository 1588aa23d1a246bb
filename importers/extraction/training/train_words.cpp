// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/pico/compressed.h"
#include "importers/extraction/pico/word_table.h"
#include "importers/extraction/training/text_source.h"
#include "importers/extraction/training/vectors.h"
#include "importers/extraction/training/word_facts.h"
#include "kb/model/error.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <fstream>

namespace training = ekb::importers::extraction::training;
namespace pico = ekb::importers::extraction::pico;

namespace {

struct Options {
    std::vector<std::filesystem::path> texts, fields;
    std::filesystem::path mesh, drugs, out, print_clusters;
    std::size_t drug_column = 2;
    std::uint32_t least = 4;
    int epochs = 4;
};

Options read_options(int argc, char** argv) {
    Options options;
    CLI::App app{"Learns what words are used alike, and which name participants, interventions and outcomes, from text "
                 "without labels"};
    app.add_option("--text", options.texts, "Files or folders of text, XML or JSON")->required();
    app.add_option("--fields", options.fields, "NDJSON whose fields say what their words are");
    app.add_option("--mesh-trees", options.mesh, "Lines of heading;tree number");
    app.add_option("--drugs", options.drugs, "CSV of drug names");
    app.add_option("--drug-column", options.drug_column);
    app.add_option("--least", options.least, "A word must stand so many times in the text");
    app.add_option("--epochs", options.epochs);
    app.add_option("--out", options.out)->required();
    app.add_option("--print-clusters", options.print_clusters, "Also a text file of them, to read");
    app.parse(argc, argv);
    return options;
}

training::WordStream collect(const Options& options) {
    training::WordCollector collector;
    for (const auto& file : training::files_below(options.texts))
        training::read_passages(file, [&](const std::string& passage) { collector.add(passage); });
    auto text = collector.finish(options.least);
    fmt::print("{} tokens, {} words\n", text.numbers.size(), text.words.size() - 1);
    std::fflush(stdout);
    return text;
}

void print_clusters(const Options& options, const training::WordStream& text,
                    const std::vector<std::uint16_t>& clusters) {
    std::ofstream out(options.print_clusters, std::ios::app);
    std::vector<std::string> lines(65536);
    for (std::size_t w = 1; w < text.words.size(); ++w)
        if (lines[clusters[w]].size() < 300) lines[clusters[w]] += " " + text.words[w];
    for (const auto& line : lines)
        if (!line.empty()) out << line << "\n";
}

void run(const Options& options) {
    auto text = collect(options);
    training::FieldCounts fields;
    for (const auto& file : options.fields)
        fields.read(file);
    auto topics = options.mesh.empty() ? std::unordered_map<std::string, std::uint32_t>()
                                       : training::read_mesh_branches(options.mesh);
    if (!options.drugs.empty())
        for (const auto& [word, bits] : training::read_drug_names(options.drugs, options.drug_column))
            topics[word] |= bits;
    std::vector<pico::WordFacts> facts(text.words.size());
    std::size_t granularity = 0;
    for (int window : {2, 6}) {
        training::VectorSettings settings;
        settings.window = window;
        settings.epochs = options.epochs;
        auto vectors = training::train_vectors(text, settings);
        for (std::size_t count : {100U, 800U}) {
            auto clusters = training::cluster(vectors, static_cast<std::size_t>(settings.dimensions), count);
            for (std::size_t w = 1; w < facts.size(); ++w)
                facts[w].clusters[granularity] = clusters[w];
            ++granularity;
            if (!options.print_clusters.empty()) print_clusters(options, text, clusters);
        }
    }
    pico::WordTable table;
    for (std::size_t w = 1; w < facts.size(); ++w) {
        facts[w].fields = fields.levels(text.words[w], text.counts[w] / static_cast<double>(text.numbers.size()));
        if (auto found = topics.find(text.words[w]); found != topics.end()) facts[w].topics = found->second;
        topics.erase(text.words[w]);
        table.set(text.words[w], facts[w]);
    }
    for (const auto& [word, bits] : topics) {
        pico::WordFacts only;
        only.topics = bits;
        if (word.size() > 3) table.set(word, only);
    }
    auto bytes = pico::compress(table.serialise());
    std::ofstream(options.out, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    fmt::print("{} words, {} bytes\n", table.size(), bytes.size());
}

} // namespace

int main(int argc, char** argv) {
    try {
        run(read_options(argc, argv));
        return 0;
    } catch (const CLI::Success&) {
        return 0;
    } catch (const std::exception& problem) {
        fmt::print(stderr, "ekb-train-words: {}\n", problem.what());
        return 1;
    }
}
