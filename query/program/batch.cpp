// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/program/batch.h"

#include "query/import/ordered_pipeline.h"
#include "query/program/command.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <istream>
#include <ostream>
#include <string_view>
#include <thread>
#include <utility>

namespace ekb::query {

namespace {

using Json = nlohmann::ordered_json;

struct Answered {
    std::string line;
    bool bad = false;
};

Json with_id(const Json& id, Json body) {
    Json whole;
    whole["id"] = id;
    for (auto& [key, value] : body.items()) {
        if (key != "id") whole[key] = std::move(value);
    }
    return whole;
}

Json id_of(const nlohmann::json& line) {
    if (!line.is_object() || !line.contains("id")) return nullptr;
    return line["id"];
}

Answered bad_line(const Json& id, std::string_view message) {
    return {with_id(id, {{"error", std::string(message)}}).dump(-1, ' ', false, Json::error_handler_t::replace), true};
}

Answered answer_line(const std::string& text, const AnswerLine& answer) {
    const nlohmann::json line = nlohmann::json::parse(text, nullptr, false);
    if (line.is_discarded()) return bad_line(nullptr, "not a line of JSON: " + text.substr(0, 80));
    const Json id = id_of(line);
    if (id.is_null()) return bad_line(nullptr, "a line needs an \"id\": " + text.substr(0, 80));
    try {
        return {with_id(id, answer(line)).dump(), false};
    } catch (const BadLine& error) {
        return bad_line(id, error.what());
    }
}

using Lines = OrderedPipeline<std::string, Answered>;

void push_lines(std::istream& in, Lines& lines) {
    std::string line;
    while (std::getline(in, line)) {
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        const std::size_t weight = line.size();
        if (!lines.push(std::move(line), weight)) return;
    }
    lines.finish();
}

} // namespace

BadLine::BadLine(const QueryError& error) : std::runtime_error(fmt::format("at {}: {}", error.offset, error.message)) {}

int run_batch(std::istream& in, std::ostream& out, const AnswerLine& answer) {
    constexpr std::size_t bytes_in_flight = 4U << 20U;
    Lines lines(2, bytes_in_flight, [&](std::string&& line) { return answer_line(line, answer); });
    // An answer is written as soon as it is its turn: somebody may be waiting for it before sending the next line.
    std::thread reading([&] { push_lines(in, lines); });
    bool any_bad = false;
    try {
        while (const auto answered = lines.pop()) {
            out << answered->line << std::endl;
            any_bad |= answered->bad;
        }
    } catch (...) {
        lines.stop();
        reading.join();
        throw;
    }
    reading.join();
    return any_bad ? exit_some_rejected : exit_done;
}

const std::string& text_field(const nlohmann::json& line, const char* name) {
    const auto found = line.find(name);
    if (found == line.end() || !found->is_string()) throw BadLine(std::string("a line needs a text field \"") + name + "\"");
    return found->get_ref<const std::string&>();
}

} // namespace ekb::query
