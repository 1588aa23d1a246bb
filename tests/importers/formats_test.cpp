// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/format.h"
#include "importers/source/sources.h"
#include "tests/support/source_paths.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace ekb::importers {

namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream all;
    all << in.rdbuf();
    return std::move(all).str();
}

std::vector<fs::path> entries(const fs::path& folder) {
    std::vector<fs::path> all;
    if (fs::is_directory(folder)) all.assign(fs::directory_iterator(folder), fs::directory_iterator());
    std::ranges::sort(all);
    return all;
}

/// The case's input, where the format reads documents from it.
fs::path readable_input(const fs::path& folder) {
    const std::string expected = read_file(folder / "expected.json");
    if (expected.find("\"documents\"") == std::string::npos && expected.find("\"concepts\"") == std::string::npos) return {};
    for (const fs::path& file : entries(folder)) {
        if (file.filename().string().starts_with("input.")) return file;
    }
    return {};
}

} // namespace

TEST_CASE("formats have names of their own and are found by them") {
    std::set<std::string_view> names;
    for (const Format& format : formats()) {
        INFO(format.name);
        CHECK(names.insert(format.name).second);
        CHECK_FALSE(format.title.empty());
        CHECK(format_named(format.name) == &format);
    }
    CHECK(format_named("nosuch") == nullptr);
    CHECK(recognise("") == nullptr);
    CHECK(recognise("\n \n") == nullptr);
}

TEST_CASE("every case that a format reads is recognised as that format's, among all of them") {
    std::size_t seen = 0;
    for (const Format& format : formats()) {
        for (const fs::path& folder : entries(fs::path(tests::data_folder()) / std::string(format.name))) {
            const fs::path input = fs::is_directory(folder) ? readable_input(folder) : fs::path();
            if (input.empty()) continue;
            ++seen;
            INFO(input.string());
            const auto look = [&](const SourceName&, HeadStream& stream) {
                const Format* found = recognise(stream.head());
                CHECK((found ? found->name : "none") == format.name);
            };
            for_each_source(input.string(), look, [](Diagnostic&&) {});
        }
    }
    CHECK(seen > 50);
}

TEST_CASE("every format is documented") {
    const std::string page = read_file(fs::path(tests::data_folder()) / "../../docs/formats.md");
    REQUIRE_FALSE(page.empty());
    for (const Format& format : formats()) {
        INFO(format.name << " is missing in docs/formats.md");
        CHECK(page.find("| `" + std::string(format.name) + "` |") != std::string::npos);
    }
}

} // namespace ekb::importers
