// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/registry_formats.h"
#include "tests/support/source_paths.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace ekb::importers {

namespace {

namespace fs = std::filesystem;

std::string file_bytes(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream all;
    all << in.rdbuf();
    return std::move(all).str();
}

/// Reads the whole of a source; how many documents and diagnostics come out.
std::size_t read_whole(const Format& format, std::string_view bytes) {
    std::size_t results = 0;
    MemoryStream source(bytes);
    const auto record = [&](RawRecord&& raw) {
        const Reading reading = format.read(raw);
        results += reading.documents.size() + reading.diagnostics.size();
    };
    format.split(source, record, [&](Diagnostic&& diagnostic) {
        CHECK_FALSE(diagnostic.message.empty());
        ++results;
    });
    return results;
}

/// The bytes cut short at many places, and with bytes replaced by such that matter to a parser.
std::vector<std::string> damaged(const std::string& whole) {
    std::vector<std::string> all;
    for (std::size_t i = 1; i < 24; ++i)
        all.push_back(whole.substr(0, whole.size() * i / 24));
    for (const char c : {'"', '{', '}', '<', '&', '\xFF', '\0', '\\'}) {
        for (std::size_t i = 1; i < 12; ++i) {
            std::string changed = whole;
            changed[whole.size() * i / 12] = c;
            all.push_back(std::move(changed));
        }
    }
    return all;
}

} // namespace

TEST_CASE("damaged records are read or refused, and never thrown at") {
    for (const Format& format : registry_formats()) {
        const fs::path folder = fs::path(tests::data_folder()) / std::string(format.name);
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
            if (!entry.path().filename().string().starts_with("input.")) continue;
            INFO(entry.path().string());
            for (const std::string& bytes : damaged(file_bytes(entry.path())))
                CHECK_NOTHROW(read_whole(format, bytes));
        }
    }
}

TEST_CASE("records of one trial of the EU register that are too many together are named, and the next trial is read") {
    const Format* format = nullptr;
    const std::vector<Format> all = registry_formats();
    for (const Format& each : all) format = each.name == "euctr" ? &each : format;
    REQUIRE(format != nullptr);
    const std::string line = "E.3 Principal inclusion criteria: " + std::string(1 << 20, 'x') + "\n";
    std::string text = "Summary\nEudraCT Number: 2013-005555-66\n";
    for (int i = 0; i < 65; ++i) text += line;
    text += "Summary\nEudraCT Number: 2013-007777-00\nA.2 EudraCT number: 2013-007777-00\nA.3 Full title of the trial: A trial\n";
    MemoryStream source(text);
    std::vector<std::string> records;
    std::vector<Diagnostic> refused;
    format->split(source, [&](RawRecord&& raw) { records.push_back(std::move(raw.bytes)); }, [&](Diagnostic&& found) { refused.push_back(std::move(found)); });
    REQUIRE(refused.size() == 1);
    CHECK(refused.front().message == "the records of “2013-005555-66” are larger than 64 MiB together");
    CHECK(refused.front().record == 1);
    CHECK(refused.front().line == 2);
    REQUIRE(records.size() == 1);
    CHECK(records.front().find("A.3 Full title of the trial: A trial") != std::string::npos);
}

} // namespace ekb::importers
