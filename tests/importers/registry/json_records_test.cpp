// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/json_records.h"

#include <catch2/catch.hpp>

#include <array>

namespace ekb::importers::registry {

namespace {

struct Cut {
    std::vector<std::string> records;
    std::vector<std::size_t> lines;
    std::vector<std::string> problems;
};

Cut cut(std::string_view text) {
    static constexpr std::array<std::string_view, 2> lists{"studies", "Answer.List"};
    MemoryStream source(text);
    Cut all;
    split_json_records(
        source, lists,
        [&](RawRecord&& record) {
            all.records.push_back(std::move(record.bytes));
            all.lines.push_back(record.line);
        },
        [&](Diagnostic&& diagnostic) { all.problems.push_back(diagnostic.message); });
    return all;
}

using Texts = std::vector<std::string>;

} // namespace

TEST_CASE("JSON is cut into records byte for byte") {
    CHECK(cut(R"({"a": [1, {"b": "}"}]})").records == Texts{R"({"a": [1, {"b": "}"}]})"});
    CHECK(cut(R"([{"a":1}, {"b":2}])").records == Texts{R"({"a":1})", R"({"b":2})"});
    CHECK(cut(R"({"count": 2, "studies": [{"a":1},{"b":2}], "next": null})").records ==
          Texts{R"({"a":1})", R"({"b":2})"});
    CHECK(cut(R"({"Answer": {"n": 1, "List": [{"a":"\"]"}]}})").records == Texts{R"({"a":"\"]"})"});
    CHECK(cut("{\"a\":1}\n{\"b\":2}\r\n").records == Texts{R"({"a":1})", R"({"b":2})"});
    CHECK(cut("{\"a\":1}\n{\"b\":2}\n").lines == std::vector<std::size_t>{1, 2});
    CHECK(cut(R"({"studies": {"a": 1}})").records == Texts{R"({"studies": {"a": 1}})"}); // no list: a record
    CHECK(cut(R"({"studies": []})").records.empty());
    CHECK(cut("[]").records.empty());
    CHECK(cut("").records.empty());
    CHECK(cut("").problems.empty());
}

TEST_CASE("deep nesting is cut without recursion") {
    std::string deep = "{\"a\":" + std::string(200000, '[') + std::string(200000, ']') + "}";
    CHECK(cut(deep).records == Texts{deep});
}

TEST_CASE("broken JSON loses nothing but its record") {
    struct Row {
        std::string text;
        Texts records;
        Texts problems;
    };
    const std::string in_line_1 = "JSON ends or breaks in the record that begins in line 1: found ";
    const std::vector<Row> rows{
        {"{\"a\": 1", {}, {in_line_1 + "the end of the file where ',' or '}' was due"}},
        {"[{\"a\":1}, {\"b\":", {"{\"a\":1}"}, {in_line_1 + "the end of the file"}},
        {"{\"a\": \"x\n{\"b\":2}", {"{\"b\":2}"}, {in_line_1 + "the end of the line within a text"}},
        {"{\"a\" 1}\n{\"b\":2}", {"{\"b\":2}"}, {in_line_1 + "'1' where ':' was due"}},
        {"{\"a\": [1}\n{\"b\":2}", {"{\"b\":2}"}, {in_line_1 + "'}' where ',' or ']' was due"}},
        {"hello\n{\"b\":2}", {"{\"b\":2}"}, {in_line_1 + "'h' where a record was due"}},
        {"{\"a\":1}}\n{\"b\":2}", {"{\"a\":1}", "{\"b\":2}"}, {in_line_1 + "'}' where a record was due"}},
    };
    for (const Row& row : rows) {
        INFO(row.text);
        const Cut found = cut(row.text);
        CHECK(found.records == row.records);
        CHECK(found.problems == row.problems);
    }
}

} // namespace ekb::importers::registry
