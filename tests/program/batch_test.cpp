// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/program/batch.h"

#include "query/program/command.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <sstream>

namespace ekb::query {

namespace {

nlohmann::ordered_json length_of_text(const nlohmann::json& line) { return {{"length", text_field(line, "text").size()}}; }

std::pair<int, std::string> batch(const std::string& input) {
    std::istringstream in(input);
    std::ostringstream out;
    const int status = run_batch(in, out, length_of_text);
    return {status, out.str()};
}

} // namespace

TEST_CASE("a batch answers each line in order with its id first") {
    std::string input;
    std::string expected;
    for (int i = 0; i < 500; ++i) {
        input += "{\"text\":\"" + std::string(static_cast<std::size_t>(i * 7 % 50), 'x') + "\",\"id\":" + std::to_string(i) + "}\n";
        expected += "{\"id\":" + std::to_string(i) + ",\"length\":" + std::to_string(i * 7 % 50) + "}\n";
    }
    CHECK(batch(input) == std::pair(0, expected));
}

TEST_CASE("a bad line of a batch is answered with its error and the rest goes on") {
    const auto [status, out] = batch("{\"id\":\"a\"}\nno json\n\n{\"text\":\"x\"}\n{\"id\":\"b\",\"text\":\"four\"}\n");
    CHECK(status == exit_some_rejected);
    CHECK(out == "{\"id\":\"a\",\"error\":\"a line needs a text field \\\"text\\\"\"}\n"
                 "{\"id\":null,\"error\":\"not a line of JSON: no json\"}\n"
                 "{\"id\":null,\"error\":\"a line needs an \\\"id\\\": {\\\"text\\\":\\\"x\\\"}\"}\n"
                 "{\"id\":\"b\",\"length\":4}\n");
}

TEST_CASE("what stops the program stops a batch") {
    std::istringstream in("{\"id\":1}\n{\"id\":2}\n");
    std::ostringstream out;
    CHECK_THROWS_AS(run_batch(in, out, [](const nlohmann::json&) -> nlohmann::ordered_json { throw std::logic_error("disk"); }),
                    std::logic_error);
}

} // namespace ekb::query
