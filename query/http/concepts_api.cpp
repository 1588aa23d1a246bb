// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/concepts_api.h"

#include "kb/store/kb_vocabulary.h"
#include "query/concept_json.h"
#include "query/http/api_parts.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>

namespace ekb::query::http {

namespace {

using Json = nlohmann::ordered_json;

constexpr Parameter concept_limit{.name = "limit",
                                  .description = "how many concepts to give at most",
                                  .kind = ParameterKind::integer,
                                  .minimum = 1,
                                  .maximum = 1000,
                                  .standard = 50};

Response vocabulary_reply(Json body, const kb::KbVocabulary& known) {
    body["vocabulary"] = kb::version_of(known);
    return json_text_reply(body.dump(), Caching::asks_again);
}

Response concept_reply(const Call& call, const kb::KbVocabulary& known) {
    const kb::Vocabulary& vocabulary = *known.vocabulary;
    const std::string& id = call.in_path("id");
    const kb::Concept* found = vocabulary.find(id);
    if (found == nullptr)
        return problem_response({ProblemKind::not_found, fmt::format("there is no concept \"{}\"", id.substr(0, 200)),
                                 "concepts are looked up by their names at /api/v1/concepts?q="});
    return vocabulary_reply(whole_concept_json(*found, vocabulary, concept_json), known);
}

bool begins_with(std::string_view name, std::string_view beginning) {
    const auto same = [](unsigned char a, unsigned char b) { return std::tolower(a) == std::tolower(b); };
    return name.size() >= beginning.size() && std::equal(beginning.begin(), beginning.end(), name.begin(), same);
}

/// Those that the text names, then those with a name that begins with it, in the vocabulary's order.
std::vector<const kb::Concept*> named(const std::string& text, std::optional<kb::ConceptKind> kind, const kb::Vocabulary& vocabulary) {
    std::vector<const kb::Concept*> found = vocabulary.lookup(text, kind, kb::LetterCase::ignored);
    for (const kb::Concept& each : vocabulary.concepts()) {
        if (kind && each.kind != *kind) continue;
        const bool begins = std::ranges::any_of(each.names, [&](const kb::ConceptName& name) { return begins_with(name.text, text); });
        if (begins && std::ranges::find(found, &each) == found.end()) found.push_back(&each);
    }
    return found;
}

Json suggestions_json(const std::string& text, const kb::Vocabulary& vocabulary) {
    Json list = Json::array();
    for (const kb::Suggestion& each : vocabulary.suggest(text))
        list.push_back({{"text", each.text}, {"concept", concept_json(*each.concept_found)}});
    return list;
}

Response concepts_reply(const Call& call, const kb::KbVocabulary& known) {
    const auto kind_name = call.text("kind");
    const auto kind = kind_name ? from_name<kb::ConceptKind>(*kind_name) : std::nullopt;
    if (kind_name && !kind)
        return problem_response({ProblemKind::bad_parameter, fmt::format("there is no kind \"{}\"", kind_name->substr(0, 100)),
                                 "known: intervention, endpoint, condition, population", "kind"});
    const std::string text = *call.text("q");
    const auto found = named(text, kind, *known.vocabulary);
    Json list = Json::array();
    for (std::size_t i = 0; i < std::min(found.size(), size_value(call, "limit")); ++i)
        list.push_back(concept_json(*found[i]));
    return vocabulary_reply({{"total", found.size()},
                             {"concepts", std::move(list)},
                             {"suggestions", found.empty() ? suggestions_json(text, *known.vocabulary) : Json::array()}},
                            known);
}

} // namespace

std::vector<Route> concept_routes(Evidence& evidence) {
    return {
        {.name = "concepts",
         .pattern = "/api/v1/concepts",
         .summary = "Finds concepts of the vocabulary by a name, or the beginning of one",
         .schema = "Concepts",
         .parameters = {text_parameter("q", "a name, or its beginning: methylcob", true),
                        text_parameter("kind", "intervention, endpoint, condition or population", false), concept_limit},
         .handler = [&evidence](const Call& call) { return concepts_reply(call, evidence.vocabulary()); }},
        {.name = "concept",
         .pattern = "/api/v1/concepts/{id}",
         .summary = "Gives a concept with its names, and with what is broader and narrower",
         .schema = "Concept",
         .handler = [&evidence](const Call& call) { return concept_reply(call, evidence.vocabulary()); }},
    };
}

} // namespace ekb::query::http
