// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/integrity.h"

#include "kb/json/contract_json.h"
#include "kb/model/error.h"
#include "kb/store/documents.h"
#include "kb/store/packing.h"
#include "kb/store/sqlite.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace ekb::kb {

namespace {

using Problems = std::vector<std::string>;

void check_file(Database& database, Problems& problems) {
    Rows structure = database.query("PRAGMA integrity_check");
    while (structure.next()) {
        if (structure->text(0) != "ok") problems.push_back("SQLite: " + std::string(structure->text(0)));
    }
    Rows references = database.query("PRAGMA foreign_key_check");
    while (references.next()) {
        problems.push_back(fmt::format("row {} of {} refers to a row of {} that is not there", references->integer(1),
                                       references->text(0), references->text(2)));
    }
}

/// The text between two code points; empty where it is shorter.
std::string_view between(std::string_view text, std::size_t start, std::size_t end) {
    std::size_t code_point = 0;
    std::size_t first = std::string_view::npos;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const bool begins = i == text.size() || (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U;
        if (!begins) continue;
        if (code_point == start) first = i;
        if (code_point == end)
            return first == std::string_view::npos ? std::string_view() : text.substr(first, i - first);
        ++code_point;
    }
    return {};
}

void check_quotes(const Document& document, Problems& problems) {
    for (const Claim& claim : document.claims) {
        for (const Evidence& evidence : claim.evidence) {
            if (!evidence.code_point_start || !evidence.code_point_end) continue;
            if (between(document.content.text, *evidence.code_point_start, *evidence.code_point_end) == evidence.quote)
                continue;
            problems.push_back(fmt::format("{}: the quote of claim {} does not stand where it says: {}", document.id,
                                           claim.id, evidence.quote));
        }
    }
}

/// Does one check of a thing; what it throws is a problem of that thing, and the others are still checked.
template <typename Function>
void check(const std::string& what, Problems& problems, Function function) {
    try {
        function();
    } catch (const Error& error) {
        problems.push_back(what + ": " + error.what());
    } catch (const nlohmann::json::exception& error) {
        problems.push_back(what + ": " + error.what());
    }
}

void check_documents(Database& database, Problems& problems) {
    Rows rows = database.query("SELECT key, id FROM document ORDER BY key");
    while (rows.next()) {
        check(std::string(rows->text(1)), problems,
              [&] { check_quotes(load_document(database, rows->integer(0)).document, problems); });
    }
}

void check_raw(Database& database, Problems& problems) {
    Rows rows = database.query("SELECT key, hash, format, size, bytes FROM raw ORDER BY key");
    while (rows.next()) {
        const std::string name = fmt::format("raw source {}", rows->integer(0));
        check(name, problems, [&] {
            const std::string bytes = decompress(rows->blob(4));
            if (static_cast<std::int64_t>(bytes.size()) != rows->integer(3))
                problems.push_back(name + ": its size is not as stored");
            if (hash(rows->text(2), bytes) != rows->blob(1)) problems.push_back(name + ": its hash is not as stored");
        });
    }
}

void check_history(Database& database, Problems& problems) {
    Rows rows = database.query("SELECT document, json FROM history ORDER BY key");
    while (rows.next()) {
        check("an older version of " + std::string(rows->text(0)), problems,
              [&] { document_from_json(nlohmann::ordered_json::parse(decompress(rows->blob(1)))); });
    }
}

} // namespace

std::vector<std::string> problems_of(Database& database) {
    Problems problems;
    check_file(database, problems);
    check_documents(database, problems);
    check_raw(database, problems);
    check_history(database, problems);
    return problems;
}

} // namespace ekb::kb
