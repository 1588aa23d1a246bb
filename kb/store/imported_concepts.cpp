// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/imported_concepts.h"

#include "kb/model/error.h"
#include "kb/store/packing.h"
#include "kb/store/sqlite.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace ekb::kb {

namespace {

using Json = nlohmann::ordered_json;

Json concept_json(const Concept& value) {
    Json names = Json::array();
    for (const ConceptName& name : value.names)
        names.push_back({{"text", name.text}, {"case_sensitive", name.case_sensitive}, {"ambiguous", name.ambiguous}});
    return {{"id", value.id},           {"kind", ekb::name_of(value.kind)}, {"label", value.label},
            {"names", std::move(names)}, {"parents", value.parents},         {"external", value.external}};
}

Concept concept_from_json(std::string_view text) {
    try {
        const Json json = Json::parse(text);
        Concept value;
        value.id = json.at("id");
        value.kind = from_name<ConceptKind>(json.at("kind").get<std::string>()).value();
        value.label = json.at("label");
        for (const Json& name : json.at("names"))
            value.names.push_back({name.at("text"), name.at("case_sensitive"), name.at("ambiguous")});
        value.parents = json.at("parents").get<std::vector<std::string>>();
        value.external = json.at("external").get<std::vector<std::string>>();
        return value;
    } catch (const std::exception& reason) {
        throw Error("an imported concept cannot be read: " + std::string(text.substr(0, 80)) + ": " + reason.what());
    }
}

template <typename T>
bool add_new(std::vector<T>& to, const std::vector<T>& values) {
    const std::size_t before = to.size();
    for (const T& value : values) {
        if (std::ranges::find(to, value) == to.end()) to.push_back(value);
    }
    return to.size() > before;
}

void raise_revision(Database& database) {
    database.execute("UPDATE vocabulary_revision SET number = number + 1");
}

} // namespace

PutOutcome put_concept(Database& database, std::string_view source, const Concept& value) {
    Concept merged = value;
    bool known = false;
    {
        Rows rows = database.query("SELECT json FROM concept WHERE source = ? AND id = ?", source, value.id);
        if (rows.next()) {
            merged = concept_from_json(rows->text(0));
            known = true;
        }
    }
    if (known) {
        const bool more_names = add_new(merged.names, value.names);
        const bool more_parents = add_new(merged.parents, value.parents);
        const bool more_ids = add_new(merged.external, value.external);
        if (!more_names && !more_parents && !more_ids) return PutOutcome::unchanged;
        database.execute("DELETE FROM concept WHERE source = ? AND id = ?", source, value.id);
    }
    database.execute("INSERT INTO concept (source, id, json) VALUES (?, ?, ?)", source, value.id, concept_json(merged).dump());
    raise_revision(database);
    return known ? PutOutcome::updated : PutOutcome::imported;
}

std::vector<Concept> imported_concepts(Database& database) {
    std::vector<Concept> all;
    Rows rows = database.query("SELECT json FROM concept ORDER BY key");
    while (rows.next())
        all.push_back(concept_from_json(rows->text(0)));
    return all;
}

std::string concepts_fingerprint(Database& database) {
    std::string all;
    Rows rows = database.query("SELECT json FROM concept ORDER BY key");
    while (rows.next())
        all.append(rows->text(0)) += '\n';
    return hash("concepts", all);
}

std::int64_t vocabulary_revision(Database& database) {
    const auto known = database.integer("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'vocabulary_revision'");
    return known ? database.integer("SELECT number FROM vocabulary_revision").value_or(0) : 0;
}

std::vector<VocabularySource> vocabulary_sources(Database& database) {
    std::vector<VocabularySource> all;
    Rows rows = database.query("SELECT source, count(*) FROM concept GROUP BY source ORDER BY min(key)");
    while (rows.next())
        all.push_back({std::string(rows->text(0)), static_cast<std::size_t>(rows->integer(1))});
    return all;
}

std::size_t remove_vocabulary(Database& database, std::string_view source) {
    const std::int64_t removed = database.execute("DELETE FROM concept WHERE source = ?", source);
    if (removed > 0) raise_revision(database);
    return static_cast<std::size_t>(removed);
}

} // namespace ekb::kb
