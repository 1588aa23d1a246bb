// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/program/batch.h"

#include "query/program/command.h"

#include <nlohmann/json.hpp>

#include <future>
#include <istream>
#include <ostream>
#include <string_view>
#include <utility>
#include <vector>

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

std::vector<std::string> next_lines(std::istream& in, std::size_t most) {
    std::vector<std::string> lines;
    std::string line;
    while (lines.size() < most && std::getline(in, line)) {
        if (line.find_first_not_of(" \t\r") != std::string::npos) lines.push_back(line);
    }
    return lines;
}

/// Answers every second line from `first` on, so that both threads get long and short ones alike.
void answer_every_second(const std::vector<std::string>& lines, std::size_t first, std::vector<Answered>& answers,
                         const AnswerLine& answer) {
    for (std::size_t i = first; i < lines.size(); i += 2) answers[i] = answer_line(lines[i], answer);
}

} // namespace

int run_batch(std::istream& in, std::ostream& out, const AnswerLine& answer) {
    bool any_bad = false;
    // A block at a time: memory stays bounded, and answers come out while more input is awaited.
    for (auto lines = next_lines(in, 64); !lines.empty(); lines = next_lines(in, 64)) {
        std::vector<Answered> answers(lines.size());
        auto other = std::async(std::launch::async, [&] { answer_every_second(lines, 1, answers, answer); });
        answer_every_second(lines, 0, answers, answer);
        other.get();
        for (const Answered& answered : answers) {
            out << answered.line << '\n';
            any_bad |= answered.bad;
        }
        out.flush();
    }
    return any_bad ? exit_some_rejected : exit_done;
}

const std::string& text_field(const nlohmann::json& line, const char* name) {
    const auto found = line.find(name);
    if (found == line.end() || !found->is_string()) throw BadLine(std::string("a line needs a text field \"") + name + "\"");
    return found->get_ref<const std::string&>();
}

} // namespace ekb::query
