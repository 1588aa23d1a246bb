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

} // namespace ekb::importers
