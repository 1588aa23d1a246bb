// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/importers/case_runner.h"

#include "importers/source/sources.h"
#include "kb/json/contract_json.h"
#include "tests/support/source_paths.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace ekb::tests {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::string_view kind_name(BlockKind kind) {
    static constexpr std::array<std::string_view, 9> names = {"title",          "heading",        "paragraph",
                                                              "list_item",      "table_caption",  "table_row",
                                                              "table_footnote", "figure_caption", "field"};
    return names.at(static_cast<std::size_t>(kind));
}

Json notice_json(const Notice& notice) {
    static constexpr std::array<std::string_view, 5> kinds = {"retraction", "correction", "expression_of_concern",
                                                              "reinstatement", "retract_and_replace"};
    const auto value = [](const std::optional<std::string>& v) { return v ? Json(*v) : Json(nullptr); };
    return {{"kind", kinds.at(static_cast<std::size_t>(notice.kind))},
            {"target", value(notice.target)},
            {"notice", value(notice.notice)},
            {"date", value(notice.date)},
            {"text", notice.text}};
}

/// A table's cells by row: "text", followed by its place where it spans, "*" where it is a header.
Json table_json(const Table& table, const DocumentText& content) {
    Json rows = Json::array();
    for (int i = 0; i < table.rows; ++i)
        rows.push_back(Json::array());
    for (const TableCell& cell : table.cells) {
        std::string text(content.at(cell.span));
        if (cell.header) text += "*";
        if (cell.row_span > 1) text += " [rows " + std::to_string(cell.row_span) + "]";
        if (cell.column_span > 1) text += " [columns " + std::to_string(cell.column_span) + "]";
        rows.at(static_cast<std::size_t>(cell.row)).push_back(std::to_string(cell.column) + ": " + text);
    }
    Json footnotes = Json::array();
    for (ByteSpan span : table.footnotes)
        footnotes.push_back(content.at(span));
    return {{"label", table.label},    {"section", table.section}, {"caption", content.at(table.caption)},
            {"rows", std::move(rows)}, {"columns", table.columns}, {"footnotes", std::move(footnotes)}};
}

Json document_outcome(const Document& document) {
    Json json = kb::document_json(document, true);
    json["mentioned"] = document.mentioned;
    json["notices"] = Json::array();
    for (const Notice& notice : document.notices)
        json["notices"].push_back(notice_json(notice));
    json["blocks"] = Json::array();
    for (const Block& block : document.content.blocks) {
        json["blocks"].push_back({kind_name(block.kind), block.section, document.content.at(block.span)});
    }
    json["tables"] = Json::array();
    for (const Table& table : document.content.tables)
        json["tables"].push_back(table_json(table, document.content));
    return json;
}

Json concept_json(const kb::Concept& value) {
    Json names = Json::array();
    for (const kb::ConceptName& name : value.names) names.push_back((name.case_sensitive ? "=" : "") + name.text);
    return {{"id", value.id},           {"kind", name_of(value.kind)}, {"label", value.label},
            {"names", std::move(names)}, {"parents", value.parents},    {"external", value.external}};
}

Json error_json(const Diagnostic& diagnostic) {
    const auto value = [](const std::optional<std::size_t>& v) { return v ? Json(*v) : Json(nullptr); };
    return {{"record", value(diagnostic.record)}, {"line", value(diagnostic.line)}, {"message", diagnostic.message}};
}

/// What a DocumentText promises.
void check_text(const DocumentText& content) {
    std::size_t end = 0;
    for (const Block& block : content.blocks) {
        CHECK(block.span.begin == (end == 0 ? 0 : end + 1));
        CHECK(block.span.end > block.span.begin);
        end = block.span.end;
    }
    CHECK(end == content.text.size());
}

Json outcome(const importers::Format& format, const std::string& path) {
    Json documents = Json::array();
    Json deleted = Json::array();
    Json concepts = Json::array();
    Json errors = Json::array();
    const auto diagnostic = [&](Diagnostic&& d) { errors.push_back(error_json(d)); };
    const auto record = [&](importers::RawRecord&& raw) {
        importers::Reading reading = format.read(raw);
        for (const Document& document : reading.documents) {
            documents.push_back(document_outcome(document));
            check_text(document.content);
        }
        for (std::string& id : reading.deleted)
            deleted.push_back(std::move(id));
        for (const kb::Concept& value : reading.concepts)
            concepts.push_back(concept_json(value));
        for (Diagnostic& d : reading.diagnostics) {
            d.record = raw.number;
            if (d.line) *d.line += raw.line - 1;
            diagnostic(std::move(d));
        }
    };
    importers::for_each_source(
        path,
        [&](const importers::SourceName&, importers::HeadStream& stream) { format.split(stream, record, diagnostic); },
        diagnostic);
    Json all = Json::object();
    if (!documents.empty()) all["documents"] = std::move(documents);
    if (!deleted.empty()) all["deleted"] = std::move(deleted);
    if (!concepts.empty()) all["concepts"] = std::move(concepts);
    if (!errors.empty()) all["errors"] = std::move(errors);
    return all;
}

std::string read_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream all;
    all << in.rdbuf();
    return std::move(all).str();
}

std::vector<fs::path> sorted(const fs::path& folder) {
    std::vector<fs::path> all;
    if (fs::is_directory(folder)) all.assign(fs::directory_iterator(folder), fs::directory_iterator());
    std::ranges::sort(all);
    return all;
}

fs::path input_of(const fs::path& folder) {
    for (const fs::path& file : sorted(folder)) {
        if (file.filename().string().starts_with("input.")) return file;
    }
    return {};
}

void run_case(const importers::Format& format, const fs::path& folder) {
    const fs::path input = input_of(folder);
    REQUIRE_FALSE(input.empty());
    const std::string actual = outcome(format, input.string()).dump(1) + "\n";
    const fs::path expected = folder / "expected.json";
    const char* update = std::getenv("EKB_UPDATE_EXPECTED");
    if (update && std::string_view(update) == "1") {
        std::ofstream(expected, std::ios::binary) << actual;
        return;
    }
    REQUIRE(fs::exists(expected));
    CHECK(actual == read_file(expected));
}

} // namespace

std::string outcome_json(const importers::Format& format, const std::string& path) {
    return outcome(format, path).dump(1);
}

void run_cases(const importers::Format& format) {
    const std::vector<fs::path> folders = sorted(fs::path(tests::data_folder()) / std::string(format.name));
    REQUIRE_FALSE(folders.empty());
    for (const fs::path& folder : folders) {
        DYNAMIC_SECTION(format.name << "/" << folder.filename().string()) {
            run_case(format, folder);
        }
    }
}

void check_not_mine(const importers::Format& format, const std::vector<std::string>& tried_before) {
    for (const fs::path& other : sorted(tests::data_folder())) {
        if (!fs::is_directory(other) || other.filename() == std::string(format.name)) continue;
        if (std::ranges::find(tried_before, other.filename().string()) != tried_before.end()) continue;
        for (const fs::path& folder : sorted(other)) {
            const fs::path input = fs::is_directory(folder) ? input_of(folder) : fs::path();
            // Such a case is about a file of another kind than its format.
            if (input.empty() || folder.filename().string().ends_with("-instead")) continue;
            const auto look = [&](const importers::SourceName&, importers::HeadStream& stream) {
                INFO(format.name << " must not take " << input.string());
                CHECK_FALSE(format.recognise(stream.head()));
            };
            importers::for_each_source(input.string(), look, [](Diagnostic&&) {});
        }
    }
}

} // namespace ekb::tests
