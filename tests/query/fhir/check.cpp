// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/query/fhir/check.h"

#include "tests/support/source_paths.h"

#include <nlohmann/json.hpp>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>

namespace ekb::tests {

namespace {

using Json = nlohmann::json;

struct Element {
    std::string kind;
    bool required = false;
    bool repeats = false;
    std::vector<std::string> codes;
};

using Elements = std::map<std::string, Element>;

std::vector<std::string> split(const std::string& text, char by) {
    std::vector<std::string> parts;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, by);)
        parts.push_back(part);
    return parts;
}

std::map<std::string, Elements> read_types() {
    std::ifstream in(data_folder() + "/fhir_r5.tsv");
    std::map<std::string, Elements> types;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with('#')) continue;
        const auto cells = split(line, '\t');
        if (cells.size() < 5) throw std::runtime_error("fhir_r5.tsv: " + line);
        types[cells[0]][cells[1]] = {cells[2], cells[3] == "1", cells[4] == "*", split(cells.size() > 5 ? cells[5] : "", ' ')};
    }
    if (types.empty()) throw std::runtime_error("fhir_r5.tsv is empty");
    return types;
}

/// A primitive type's form, as R5 gives it.
struct Form {
    std::string kind;
    RE2 pattern;
};

const RE2* primitive_form(const std::string& kind) {
    static const std::array<Form, 8> forms{{{"id", R"([A-Za-z0-9\-.]{1,64})"},
                                            {"code", R"([^\s]+( [^\s]+)*)"},
                                            {"uri", R"(\S+)"},
                                            {"canonical", R"(\S+)"},
                                            {"string", R"((?s:.*\S.*))"},
                                            {"markdown", R"((?s:.*\S.*))"},
                                            {"dateTime", R"(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T.*)?)?)?)"},
                                            {"instant", R"(\d{4}-\d{2}-\d{2}T.*)"}}};
    const auto found = std::ranges::find(forms, kind, &Form::kind);
    return found == forms.end() ? nullptr : &found->pattern;
}

class Check {
public:
    explicit Check(const Json& bundle) : m_bundle(bundle) {}

    std::vector<std::string> run() {
        if (m_bundle.value("resourceType", "") != "Bundle") fault("", "is no Bundle");
        collect_entries();
        object(m_bundle, "Bundle", "");
        return std::move(m_faults);
    }

private:
    static const std::map<std::string, Elements>& types() {
        static const auto all = read_types();
        return all;
    }
    void fault(const std::string& place, const std::string& what) { m_faults.push_back(place + ": " + what); }

    void collect_entries() {
        for (const Json& entry : m_bundle.value("entry", Json::array())) {
            const std::string url = entry.value("fullUrl", "");
            static const RE2 uuid("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
            if (!RE2::FullMatch(url, uuid)) fault(url, "fullUrl is no UUID");
            if (!m_entries.emplace(url, entry.at("resource").value("resourceType", "")).second) fault(url, "two entries have this fullUrl");
            const std::string id = entry.at("resource").value("resourceType", "") + "/" + entry.at("resource").value("id", "");
            if (!m_ids.insert(id).second) fault(id, "two resources have this id");
        }
    }

    void object(const Json& json, const std::string& type, const std::string& place) {
        const auto known = types().find(type);
        if (known == types().end()) return fault(place, "there is no type " + type);
        if (!json.is_object() || json.empty()) return fault(place, "is no object with elements");
        for (const auto& [name, value] : json.items()) {
            if (name == "resourceType") continue;
            const auto element = known->second.find(name);
            if (element == known->second.end()) {
                fault(place, type + " has no element " + name);
            } else {
                values(value, element->second, place + "." + name);
            }
        }
        for (const auto& [name, element] : known->second) {
            if (element.required && !json.contains(name)) fault(place, type + " needs " + name);
        }
        if (type == "Range") order(json, place);
    }
    void order(const Json& range, const std::string& place) {
        if (range.contains("low") && range.contains("high") && range["low"]["value"] > range["high"]["value"]) fault(place, "low is above high");
    }
    void values(const Json& value, const Element& element, const std::string& place) {
        if (!element.repeats) return one(value, element, place);
        if (!value.is_array() || value.empty()) return fault(place, "is no list with members");
        for (std::size_t i = 0; i < value.size(); ++i)
            one(value[i], element, place + "[" + std::to_string(i) + "]");
    }
    void one(const Json& value, const Element& element, const std::string& place) {
        const std::string& kind = element.kind;
        if (kind == "Resource") return object(value, value.value("resourceType", "no resourceType"), place);
        if (kind == "decimal") return number(value.is_number(), place);
        if (kind == "unsignedInt") return number(value.is_number_unsigned() && value <= 2147483647, place);
        if (kind == "boolean") return value.is_boolean() ? void() : fault(place, "is no boolean");
        if (kind.starts_with("Reference:")) return reference(value, kind.substr(10), place);
        if (const RE2* form = primitive_form(kind)) return text(value, element, *form, place);
        object(value, kind, place);
        if (kind == "CodeableConcept" && !element.codes.empty()) concept_codes(value, element.codes, place);
    }
    void number(bool is_right, const std::string& place) {
        if (!is_right) fault(place, "is no such number");
    }
    void text(const Json& value, const Element& element, const RE2& form, const std::string& place) {
        if (!value.is_string()) return fault(place, "is no text");
        const auto& said = value.get_ref<const std::string&>();
        const bool right = RE2::FullMatch(said, form);
        if (!right) fault(place, "\"" + said.substr(0, 60) + "\" is no " + element.kind);
        if (!element.codes.empty() && std::ranges::find(element.codes, said) == element.codes.end()) fault(place, said + " is not in its value set");
    }
    void concept_codes(const Json& value, const std::vector<std::string>& codes, const std::string& place) {
        for (const Json& coding : value.value("coding", Json::array())) {
            if (coding.value("system", "") != codes.front()) fault(place, coding.value("system", "") + " is not the system of its value set");
            const bool known = std::find(codes.begin() + 1, codes.end(), coding.value("code", "")) != codes.end();
            if (!known) fault(place, coding.value("code", "") + " is not in its value set");
        }
    }
    void reference(const Json& value, const std::string& wanted, const std::string& place) {
        object(value, "Reference", place);
        const auto target = m_entries.find(value.value("reference", ""));
        if (target == m_entries.end()) return fault(place, value.value("reference", "nothing") + " is not in the bundle");
        const auto kinds = split(wanted, ' ');
        if (std::ranges::find(kinds, target->second) == kinds.end()) fault(place, "leads to a " + target->second);
    }

    const Json& m_bundle;
    std::map<std::string, std::string> m_entries; ///< types by fullUrl
    std::set<std::string> m_ids;
    std::vector<std::string> m_faults;
};

} // namespace

std::vector<std::string> fhir_faults(const Json& bundle) {
    return Check(bundle).run();
}

} // namespace ekb::tests
