// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/format.h"
#include "importers/source/sniff.h"
#include "importers/source/sources.h"
#include "importers/vocabulary/vocabulary_formats.h"
#include "tests/support/source_paths.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

// Runs the literature and web folders of ../shared/corpus, where it is present, and compares what came of each file
// with corpus_outcomes.tsv: format, documents, refused records and the first reason. EKB_UPDATE_EXPECTED=1 rewrites the
// table.

namespace ekb::importers {

namespace {

namespace fs = std::filesystem;

constexpr const char* folders[] = {
    "bibtex", "crossref-json", "csl-json",   "csv-refs",   "endnote-enw", "endnote-xml", "europepmc-json",
    "html",   "mesh",          "nbib",       "pubmed-xml", "retraction",  "ris",        "seed",    "vocab"};

/// What came of one file.
struct Outcome {
    std::string format = "-";
    std::size_t documents = 0;
    std::size_t concepts = 0;
    std::size_t refused = 0;
    std::string reason;
    bool quiet_loss = false; ///< a record that gave neither a document, nor a withdrawal, nor a reason

    void refuse(const Diagnostic& diagnostic) {
        if (refused++ == 0) reason = diagnostic.message;
    }
};

bool is_vocabulary(const Format& format) {
    const auto all = vocabulary_formats();
    return std::ranges::find(all, format.name, &Format::name) != all.end();
}

void read_source(HeadStream& stream, Outcome& outcome) {
    const Format* format = recognise(stream.head());
    if (!format) return outcome.refuse({{}, {}, {}, unrecognised_reason(stream.head())});
    outcome.format = format->name;
    const auto record = [&](RawRecord&& raw) {
        const Reading reading = format->read(raw);
        outcome.documents += reading.documents.size();
        outcome.concepts += reading.concepts.size();
        for (const Diagnostic& diagnostic : reading.diagnostics)
            outcome.refuse(diagnostic);
        // A vocabulary has more than claims need: anatomy, organisms, places.
        if (reading.documents.empty() && reading.diagnostics.empty() && reading.deleted.empty() && !is_vocabulary(*format))
            outcome.quiet_loss = true;
    };
    format->split(stream, record, [&](Diagnostic&& diagnostic) { outcome.refuse(diagnostic); });
}

std::string row(const std::string& name, const Outcome& outcome) {
    std::string reason = outcome.reason;
    std::ranges::replace(reason, '\t', ' ');
    const std::string concepts = outcome.concepts > 0 ? " (" + std::to_string(outcome.concepts) + " concepts)" : "";
    return name + "\t" + outcome.format + "\t" + std::to_string(outcome.documents) + concepts + "\t" +
           std::to_string(outcome.refused) + (reason.empty() ? "" : "\t" + reason);
}

std::vector<fs::path> files_in(const fs::path& folder) {
    std::vector<fs::path> files;
    if (fs::is_directory(folder)) files.assign(fs::directory_iterator(folder), fs::directory_iterator());
    std::ranges::sort(files);
    return files;
}

std::map<std::string, std::string> read_table(const fs::path& path) {
    std::map<std::string, std::string> rows;
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) {
        if (!line.empty() && line.front() != '#') rows[line.substr(0, line.find('\t'))] = line;
    }
    return rows;
}

} // namespace

TEST_CASE("every file of the corpus is read or refused as the table says") {
    const fs::path corpus = fs::path(tests::shared_folder()) / "corpus";
    if (!fs::is_directory(corpus)) {
        WARN("no ../shared/corpus: skipped");
        return;
    }
    const fs::path table = fs::path(tests::data_folder()) / "corpus_outcomes.tsv";
    const char* update = std::getenv("EKB_UPDATE_EXPECTED");
    const bool updating = update && std::string(update) == "1";
    const auto expected = updating ? std::map<std::string, std::string>() : read_table(table);
    CHECK((updating || !expected.empty()));
    std::string actual =
        "# What each real file gives: name, format, documents, refused records, the first reason. Written by "
        "corpus_test.cpp.\n";
    for (const char* folder : folders) {
        for (const fs::path& file : files_in(corpus / folder)) {
            Outcome outcome;
            for_each_source(
                file.string(), [&](const SourceName&, HeadStream& stream) { read_source(stream, outcome); },
                [&](Diagnostic&& diagnostic) { outcome.refuse(diagnostic); });
            const std::string name = std::string(folder) + "/" + file.filename().string();
            const std::string line = row(name, outcome);
            INFO(line);
            CHECK(outcome.documents + outcome.concepts + outcome.refused > 0);
            CHECK_FALSE(outcome.quiet_loss);
            if (const auto found = expected.find(name); found != expected.end()) CHECK(line == found->second);
            actual += line + "\n";
        }
    }
    if (updating) std::ofstream(table, std::ios::binary) << actual;
}

TEST_CASE("every full text of the labelled sets is read, with its sections and tables") {
    const fs::path folder = fs::path(tests::shared_folder()) / "eval/dev/compare/documents";
    const auto files = files_in(folder);
    if (files.empty()) {
        WARN("no ../shared/eval: skipped");
        return;
    }
    std::size_t tables = 0;
    for (const fs::path& file : files) {
        INFO(file.string());
        std::size_t documents = 0;
        const auto read = [&](RawRecord&& raw) {
            const Reading reading = format_named("jats")->read(raw);
            for (const Document& document : reading.documents) {
                ++documents;
                tables += document.content.tables.size();
                CHECK_FALSE(document.title.empty());
                CHECK(document.content.text.size() > 1000);
                CHECK(document.identifiers.pmcid.has_value());
                CHECK(document.published.has_value());
            }
        };
        for_each_source(
            file.string(),
            [&](const SourceName&, HeadStream& stream) {
                format_named("jats")->split(stream, read, [](Diagnostic&& d) { FAIL(d.message); });
            },
            [](Diagnostic&& d) { FAIL(d.message); });
        CHECK(documents == 1);
    }
    CHECK(tables > files.size());
}

} // namespace ekb::importers
