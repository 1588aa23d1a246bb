// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/parameters.h"

#include "query/http/url.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

namespace ekb::query::http {

namespace {

Problem unknown_parameter(const std::vector<Parameter>& parameters, const std::string& name) {
    std::vector<std::string_view> known;
    for (const auto& parameter : parameters)
        known.push_back(parameter.name);
    const auto hint = known.empty() ? std::string("this address takes no parameters")
                                    : fmt::format("known here: {}", fmt::join(known, ", "));
    return {ProblemKind::unknown_parameter, fmt::format("there is no parameter \"{}\"", name.substr(0, 100)), hint,
            name.substr(0, 100)};
}

Problem bad_value(const Parameter& parameter, std::string detail) {
    return {ProblemKind::bad_parameter, std::move(detail), std::string(parameter.description),
            std::string(parameter.name)};
}

std::optional<Problem> wrong_integer(const Parameter& parameter, const std::string& value) {
    long number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error == std::errc() && end == value.data() + value.size() && number >= parameter.minimum &&
        number <= parameter.maximum)
        return std::nullopt;
    return bad_value(parameter, fmt::format("{} is \"{}\"; it must be a whole number from {} to {}", parameter.name,
                                            value.substr(0, 100), parameter.minimum, parameter.maximum));
}

std::optional<Problem> wrong_value(const Parameter& parameter, const std::string& value) {
    switch (parameter.kind) {
    case ParameterKind::integer:
        return wrong_integer(parameter, value);
    case ParameterKind::flag:
        if (value == "true" || value == "false") return std::nullopt;
        return bad_value(parameter,
                         fmt::format("{} is \"{}\"; it must be true or false", parameter.name, value.substr(0, 100)));
    case ParameterKind::text:
        if (value.find_first_not_of(" \t\r\n") == std::string::npos)
            return bad_value(parameter, fmt::format("{} is empty", parameter.name));
        if (static_cast<long>(value.size()) <= parameter.maximum) return std::nullopt;
        return bad_value(parameter, fmt::format("{} is {} bytes long; {} are allowed", parameter.name, value.size(),
                                                parameter.maximum));
    }
    return std::nullopt;
}

bool has(const Values& values, std::string_view name) {
    return std::any_of(values.begin(), values.end(), [&](const auto& value) { return value.first == name; });
}

} // namespace

Expected<Values, Problem> checked_parameters(const std::vector<Parameter>& parameters, std::string_view query) {
    auto pairs = query_pairs(query);
    if (!pairs) return Unexpected(Problem{ProblemKind::malformed_request, pairs.error()});
    Values values;
    for (auto& [name, value] : *pairs) {
        const auto known =
            std::find_if(parameters.begin(), parameters.end(), [&](const Parameter& p) { return p.name == name; });
        if (known == parameters.end()) return Unexpected(unknown_parameter(parameters, name));
        if (!known->repeatable && has(values, name))
            return Unexpected(bad_value(*known, fmt::format("{} is given more than once", name)));
        if (auto wrong = wrong_value(*known, value)) return Unexpected(std::move(*wrong));
        values.emplace_back(std::move(name), std::move(value));
    }
    for (const auto& parameter : parameters) {
        if (has(values, parameter.name)) continue;
        if (parameter.required) return Unexpected(bad_value(parameter, fmt::format("{} is missing", parameter.name)));
        if (parameter.standard) values.emplace_back(parameter.name, std::to_string(*parameter.standard));
    }
    return values;
}

} // namespace ekb::query::http
