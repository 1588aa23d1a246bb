// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/literature/json_references.h"

#include "importers/literature/reference_record.h"
#include "importers/source/utf8.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <vector>

namespace ekb::importers {

namespace {

using Json = nlohmann::json;

constexpr std::size_t size_limit = 256UL << 20;
constexpr int max_depth = 64;

bool begins_json(std::string_view head) {
    const std::string_view text = trimmed(head);
    return text.starts_with('{') || text.starts_with('[');
}

bool has_key(std::string_view head, std::string_view key) {
    const std::string quoted = "\"" + std::string(key) + "\"";
    return head.find(quoted) != std::string_view::npos;
}

/// The value behind lists of one, as getpapers wraps them.
const Json& unwrapped(const Json& value) {
    const Json* inner = &value;
    while (inner->is_array() && inner->size() == 1)
        inner = &inner->front();
    return *inner;
}

/// {"date-parts": [[2018, 2, 10]]}, numbers or strings, also with "raw" or "literal" text beside or instead.
std::string date_text(const Json& value) {
    const auto parts = value.find("date-parts");
    if (parts != value.end() && parts->is_array() && !parts->empty() && parts->front().is_array()) {
        std::string date;
        for (const Json& part : parts->front()) {
            if (part.is_null()) break;
            date += (date.empty() ? "" : "/") + (part.is_string() ? part.get<std::string>() : part.dump());
        }
        if (!date.empty()) return date;
    }
    for (const char* key : {"raw", "literal", "date-time"}) {
        if (const auto text = value.find(key); text != value.end() && text->is_string())
            return text->get<std::string>();
    }
    return {};
}

/// {"family": "Adams", "given": "Ada"}, a collective {"name" or "literal"}.
std::string person_text(const Json& value) {
    const auto part = [&](const char* key) {
        const auto found = value.find(key);
        return found != value.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    for (const char* key : {"literal", "name", "collectiveName"}) {
        if (const std::string name = part(key); !name.empty()) return name;
    }
    std::string particle = part("non-dropping-particle");
    if (particle.empty()) particle = part("dropping-particle");
    return normal_space(particle + " " + part("family") + " " + part("suffix") + " " + part("given"));
}

std::string scalar_text(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_number_integer()) return value.dump();
    if (!value.is_object()) return {};
    if (value.contains("date-parts") || value.contains("raw")) return date_text(value);
    if (value.contains("family") || value.contains("given") || value.contains("literal") || value.contains("name"))
        return person_text(value);
    const auto number = value.find("clinical-trial-number");
    return number != value.end() && number->is_string() ? number->get<std::string>() : std::string();
}

/// Adds every value under a path of the dialect's table; lists are gone through.
void add_values(const Json& value, const std::string& path, std::string_view dialect, ReferenceRecord& to) {
    if (value.is_array()) {
        for (const Json& one : value)
            add_values(one, path, dialect, to);
        return;
    }
    if (!path.empty() && is_reference_tag(dialect, path)) {
        to.add(path, scalar_text(value));
        return;
    }
    if (!value.is_object()) return;
    for (const auto& [key, inner] : value.items())
        add_values(inner, path.empty() ? key : path + "/" + key, dialect, to);
}

/// A list of them under a path of keys, else the value itself.
const Json* at_path(const Json& value, std::initializer_list<const char*> keys) {
    const Json* inner = &value;
    for (const char* key : keys) {
        const Json& object = unwrapped(*inner);
        if (!object.is_object()) return nullptr;
        const auto found = object.find(key);
        if (found == object.end()) return nullptr;
        inner = &*found;
    }
    return inner;
}

using Records = std::vector<const Json*>;

Records records_of(const Json& value) {
    Records all;
    if (value.is_array()) {
        for (const Json& one : value)
            all.push_back(&one);
    } else if (value.is_object()) {
        all.push_back(&value);
    }
    return all;
}

Records crossref_records(const Json& all) {
    const Json* message = at_path(all, {"message"});
    if (!message) return records_of(all);
    const Json* items = at_path(*message, {"items"});
    return records_of(items ? *items : *message);
}

Records europepmc_records(const Json& all) {
    if (const Json* results = at_path(all, {"resultList", "result"})) return records_of(*results);
    if (const Json* papers = at_path(all, {"papers"}); papers && papers->is_object()) {
        Records found;
        for (const auto& [id, paper] : papers->items())
            found.push_back(&paper);
        return found;
    }
    return records_of(all);
}

/// {"result": {"uids": […], "29000001": {…}}}.
Records summary_records(const Json& all) {
    Records found;
    const Json* result = at_path(all, {"result"});
    if (!result || !result->is_object()) return found;
    for (const auto& [id, summary] : result->items()) {
        if (id != "uids") found.push_back(&summary);
    }
    return found;
}

Records csl_records(const Json& all) {
    if (const Json* items = at_path(all, {"items"})) return records_of(*items);
    return records_of(all);
}

/// What Crossref answers that is no work: a journal, a member, a funder, an error.
bool is_crossref_work(const Json& value) {
    return value.is_object() && value.contains("DOI") && value.contains("type");
}
/// PubMed's summaries alone have publication types; one that could not be made says why.
bool is_pubmed_summary(const Json& value) {
    return value.is_object() && (value.contains("pubtype") || value.contains("error"));
}
bool is_any(const Json& value) {
    return value.is_object();
}

struct Dialect {
    std::string_view name;
    std::string_view title;
    Records (*records)(const Json&);
    bool (*is_record)(const Json&);
    std::string_view what; ///< for people: what a record is
};

constexpr Dialect crossref{"crossref", "Crossref JSON", crossref_records, is_crossref_work, "work"};
constexpr Dialect europepmc{"europepmc", "Europe PMC JSON", europepmc_records, is_any, "result"};
constexpr Dialect summary{"pubmed-summary", "answer of ESummary", summary_records, is_pubmed_summary, "summary of PubMed's"};
constexpr Dialect csl{"csl", "CSL-JSON", csl_records, is_any, "item"};

/// The value; discarded where it is nested too deep. Throws Json::parse_error.
Json parse_bounded(const std::string& bytes) {
    bool too_deep = false;
    const auto keep = [&](int depth, Json::parse_event_t, Json&) {
        too_deep = too_deep || depth > max_depth;
        return !too_deep;
    };
    Json all = Json::parse(bytes, keep);
    return too_deep ? Json(Json::value_t::discarded) : all;
}

/// Items among the records that are none are told, each by its place.
void give_records(const Records& items, const Dialect& dialect, const RecordSink& record, const DiagnosticSink& diagnostic) {
    std::size_t number = 0;
    for (const Json* one : items) {
        ++number;
        if (dialect.is_record(*one))
            record({one->dump(), number, 1});
        else
            diagnostic({{}, number, {}, "this is no " + std::string(dialect.what) + ": “" + excerpt(one->dump(), 60) + "”"});
    }
}

void split_json(ByteStream& source, const Dialect& dialect, const RecordSink& record,
                const DiagnosticSink& diagnostic) {
    const std::string bytes = read_all(source, size_limit);
    Json all;
    try {
        all = parse_bounded(bytes);
    } catch (const Json::parse_error& error) {
        const auto before = std::min(error.byte, bytes.size());
        const auto line = static_cast<std::size_t>(
                              std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(before), '\n')) +
                          1;
        const std::size_t from = before > 30 ? before - 30 : 0;
        diagnostic({{},
                    {},
                    line,
                    "the JSON is malformed or cut short after “" +
                        excerpt(normal_space(bytes.substr(from, before - from)), 40) + "”"});
        return;
    } catch (const Json::out_of_range& error) { // a number beyond all measure
        diagnostic({{}, {}, {}, "the JSON cannot be read: " + std::string(error.what())});
        return;
    }
    if (all.is_discarded()) {
        return diagnostic({{}, {}, {}, "the JSON is nested deeper than " + std::to_string(max_depth) + " levels"});
    }
    const Records items = dialect.records(all);
    if (std::ranges::any_of(items, [&](const Json* one) { return dialect.is_record(*one); }))
        return give_records(items, dialect, record, diagnostic);
    const Json* kind = at_path(all, {"message-type"}); // Crossref: "journal-list", "funder", "validation-failure"
    const std::string says = kind && kind->is_string() ? ": it is a “" + kind->get<std::string>() + "”" : std::string();
    diagnostic(
        {{}, {}, {}, "there is no " + std::string(dialect.what) + " in this " + std::string(dialect.title) + says});
}

Reading read_json(const RawRecord& raw, const Dialect& dialect) {
    const Json value = Json::parse(raw.bytes, nullptr, false);
    if (value.is_discarded()) return {{}, {{{}, {}, {}, "the record is no JSON"}}, {}};
    ReferenceRecord reference(dialect.name);
    add_values(value, {}, dialect.name, reference);
    return reference_reading(reference, dialect.name, raw);
}

template <const Dialect& dialect>
void split(ByteStream& source, const RecordSink& record, const DiagnosticSink& diagnostic) {
    split_json(source, dialect, record, diagnostic);
}

template <const Dialect& dialect>
Reading read(const RawRecord& raw) {
    return read_json(raw, dialect);
}

Reading read_summary_json(const RawRecord& raw) {
    Reading reading = read_json(raw, summary);
    for (Document& document : reading.documents) document.format = "pubmed-summary-json";
    return reading;
}

bool recognise_crossref(std::string_view head) {
    if (!begins_json(head)) return false;
    if (has_key(head, "message-type") || (has_key(head, "message") && has_key(head, "message-version"))) return true;
    return has_key(head, "DOI") && has_key(head, "indexed") &&
           (has_key(head, "reference-count") || has_key(head, "deposited"));
}

bool recognise_europepmc(std::string_view head) {
    if (!begins_json(head)) return false;
    if (has_key(head, "resultList") && has_key(head, "hitCount")) return true;
    if (has_key(head, "papers") && has_key(head, "nextCursorMark")) return true;
    const bool known = has_key(head, "source") || has_key(head, "pmcid");
    return known && (has_key(head, "authorString") || (has_key(head, "journalInfo") && has_key(head, "pubYear")));
}

bool recognise_summary_json(std::string_view head) {
    return begins_json(head) && has_key(head, "esummary") && has_key(head, "result") && has_key(head, "uids");
}

bool recognise_csl(std::string_view head) {
    static constexpr std::array<std::string_view, 5> keys = {"citation-key", "container-title", "issued", "given",
                                                             "accessed"};
    if (!begins_json(head) || !has_key(head, "type") || !has_key(head, "title") || !has_key(head, "id")) return false;
    return std::ranges::count_if(keys, [&](std::string_view key) { return has_key(head, key); }) >= 2;
}

} // namespace

Format crossref_format() {
    return {"crossref", "Crossref JSON", recognise_crossref, split<crossref>, read<crossref>, true};
}
Format europepmc_format() {
    return {"europepmc", "Europe PMC JSON", recognise_europepmc, split<europepmc>, read<europepmc>, true};
}
Format pubmed_summary_json_format() {
    return {"pubmed-summary-json", "PubMed summaries (JSON)", recognise_summary_json, split<summary>, read_summary_json, true};
}
Format csl_format() {
    return {"csl", "CSL-JSON", recognise_csl, split<csl>, read<csl>, true};
}

} // namespace ekb::importers
