// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/openapi.h"

#include "query/http/resource.h"

#include <nlohmann/json.hpp>

namespace ekb::query::http {

namespace {

using Json = nlohmann::ordered_json;

Json schema_reference(std::string_view name) {
    return {{"$ref", "#/components/schemas/" + std::string(name)}};
}

Json content(std::string_view type, std::string_view schema) {
    return {{std::string(type), {{"schema", schema_reference(schema)}}}};
}

Json parameter_schema(const Parameter& parameter) {
    switch (parameter.kind) {
    case ParameterKind::integer: {
        Json schema{{"type", "integer"}, {"minimum", parameter.minimum}, {"maximum", parameter.maximum}};
        if (parameter.standard) schema["default"] = *parameter.standard;
        return schema;
    }
    case ParameterKind::flag:
        return {{"type", "boolean"}, {"default", false}};
    case ParameterKind::text:
        return {{"type", "string"}, {"minLength", 1}, {"maxLength", parameter.maximum}};
    }
    return {};
}

Json query_parameter(const Parameter& parameter) {
    return {{"name", parameter.name},
            {"in", "query"},
            {"required", parameter.required},
            {"description", parameter.description},
            {"schema", parameter_schema(parameter)}};
}

/// The names in braces.
Json path_parameters(std::string_view pattern) {
    Json parameters = Json::array();
    for (auto begin = pattern.find('{'); begin != std::string_view::npos; begin = pattern.find('{', begin + 1)) {
        const auto name = pattern.substr(begin + 1, pattern.find('}', begin) - begin - 1);
        parameters.push_back({{"name", name},
                              {"in", "path"},
                              {"required", true},
                              {"description", "percent-encoded, slashes too"},
                              {"schema", {{"type", "string"}}}});
    }
    return parameters;
}

Json operation(const Route& route) {
    Json parameters = path_parameters(route.pattern);
    for (const auto& parameter : route.parameters)
        parameters.push_back(query_parameter(parameter));
    Json problem{{"description", "why the request is not answered"},
                 {"content", content("application/problem+json", "Problem")}};
    Json good{{"description", "the reply"}, {"content", content(route.content_type, route.schema)}};
    for (const std::string_view type : route.other_content_types)
        good["content"].update(content(type, "File"));
    Json described{{"operationId", route.name},
                   {"summary", route.summary},
                   {"parameters", std::move(parameters)},
                   {"responses", {{"200", std::move(good)}, {"default", std::move(problem)}}}};
    if (route.method != "GET") described["security"] = Json::array({{{"token", Json::array()}}}); // all that write
    if (!route.request_schema.empty()) {
        described["requestBody"] = {{"required", true}, {"content", content(route.request_type, route.request_schema)}};
    }
    return described;
}

std::string lower_case(std::string_view method) {
    std::string lower(method);
    for (char& c : lower)
        c = static_cast<char>(c | 0x20);
    return lower;
}

} // namespace

std::string openapi_document(const std::vector<Route>& routes) {
    Json paths = Json::object();
    for (const auto& route : routes)
        paths[std::string(route.pattern)][lower_case(route.method)] = operation(route);
    const Json document{
        {"openapi", "3.1.0"},
        {"info",
         {{"title", "Evidence KB"},
          {"version", "1"},
          {"description",
           "Claims of trial reports and registries, each with its exact quote. A value that the source does "
           "not give is null. Errors are application/problem+json."},
          {"license", {{"name", "GPL-3.0-or-later"}, {"identifier", "GPL-3.0-or-later"}}}}},
        {"servers", {{{"url", "/"}}}},
        {"paths", std::move(paths)},
        {"components",
         {{"schemas", Json::parse(resource("schemas.json"))},
          {"securitySchemes", {{"token", {{"type", "http"}, {"scheme", "bearer"}}}}}}}};
    return document.dump();
}

} // namespace ekb::query::http
