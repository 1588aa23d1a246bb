// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/registry_formats.h"
#include "importers/source/sources.h"
#include "importers/source/utf8.h"
#include "kb/model/code_points.h"
#include "tests/support/source_paths.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

namespace ekb::importers {

namespace {

namespace fs = std::filesystem;

struct Outcome {
    std::string format = "-";
    std::size_t documents = 0;
    std::size_t claims = 0;
    std::size_t refused = 0;

    std::string row() const {
        return format + "\t" + std::to_string(documents) + "\t" + std::to_string(claims) + "\t" +
               std::to_string(refused);
    }
};

/// What holds of every registry document, whatever it says.
void check_document(const Document& document) {
    CHECK_FALSE(document.id.empty());
    CHECK(document.type == DocumentType::registry_record);
    CHECK(valid_utf8_prefix(document.content.text) == document.content.text.size());
    const CodePointOffsets offsets(document.content.text);
    std::map<std::size_t, std::size_t> byte_of; // of the code points at which blocks begin
    for (const Block& block : document.content.blocks)
        byte_of.emplace(offsets.at(block.span.begin), block.span.begin);
    for (const Claim& claim : document.claims) {
        CHECK(claim.document == document.id);
        CHECK(claim.study.has_value());
        CHECK_FALSE(claim.intervention.text.empty());
        CHECK_FALSE(claim.endpoint.text.empty());
        CHECK_FALSE(claim.evidence.empty());
        for (const Evidence& evidence : claim.evidence) {
            const auto begin = byte_of.find(evidence.code_point_start.value());
            REQUIRE(begin != byte_of.end());
            CHECK(document.content.text.compare(begin->second, evidence.quote.size(), evidence.quote) == 0);
            CHECK(evidence.code_point_end.value() - *evidence.code_point_start == code_points(evidence.quote));
        }
        if (claim.effect.ci_low && claim.effect.ci_high) CHECK(*claim.effect.ci_low <= *claim.effect.ci_high);
        if (claim.effect.p) CHECK((*claim.effect.p >= 0 && *claim.effect.p <= 1));
    }
}

Outcome outcome_of(const fs::path& file) {
    const std::vector<Format> formats = registry_formats();
    Outcome outcome;
    const auto refuse = [&](Diagnostic&& diagnostic) {
        CHECK_FALSE(diagnostic.message.empty());
        ++outcome.refused;
    };
    const auto source = [&](const SourceName&, HeadStream& stream) {
        const auto format = std::ranges::find_if(formats, [&](const Format& f) { return f.recognise(stream.head()); });
        if (format == formats.end()) return;
        outcome.format = format->name;
        const auto record = [&](RawRecord&& raw) {
            Reading reading = format->read(raw);
            for (Diagnostic& diagnostic : reading.diagnostics)
                refuse(std::move(diagnostic));
            for (const Document& document : reading.documents) {
                ++outcome.documents;
                outcome.claims += document.claims.size();
                check_document(document);
            }
        };
        format->split(stream, record, refuse);
    };
    for_each_source(file.string(), source, refuse);
    return outcome;
}

} // namespace

// The table says what each file of the shared corpus gives: the format that takes it (- for none of the registries'),
// documents, claims, and inputs or records that are refused with a reason.
TEST_CASE("registry records as found in the wild") {
    const fs::path corpus = fs::path(tests::shared_folder()) / "corpus";
    if (!fs::exists(corpus)) {
        WARN("skipped: " << corpus.string() << " is not here");
        return;
    }
    static constexpr std::array<std::string_view, 9> folders{"ctgov-json",     "ctgov-json-bulk", "ctgov-xml",
                                                             "ctgov-xml-json", "ctis-json",       "euctr",
                                                             "ictrp",          "isrctn",          "registry-html"};
    std::ostringstream actual;
    actual << "# What each file gives: path, format, documents, claims, refused.\n";
    for (const std::string_view folder : folders) {
        std::vector<fs::path> files(fs::directory_iterator(corpus / folder), fs::directory_iterator{});
        std::ranges::sort(files);
        REQUIRE_FALSE(files.empty());
        for (const fs::path& file : files) {
            INFO(file.string());
            actual << folder << '/' << file.filename().string() << '\t' << outcome_of(file).row() << '\n';
        }
    }
    const fs::path table = fs::path(tests::data_folder()) / "registry-corpus" / "outcomes.tsv";
    const char* update = std::getenv("EKB_UPDATE_EXPECTED");
    if (update != nullptr && std::string_view(update) == "1") {
        fs::create_directories(table.parent_path());
        std::ofstream(table, std::ios::binary) << actual.str();
        return;
    }
    std::ifstream in(table, std::ios::binary);
    std::ostringstream expected;
    expected << in.rdbuf();
    CHECK(actual.str() == expected.str());
}

} // namespace ekb::importers
