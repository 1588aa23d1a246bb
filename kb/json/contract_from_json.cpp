// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/json/contract_json.h"
#include "kb/model/error.h"

#include <nlohmann/json.hpp>

#include <limits>
#include <type_traits>

namespace ekb::kb {

namespace {

using Json = nlohmann::ordered_json;

/// A value and the path that leads to it, for messages.
class Field {
public:
    Field(const Json& value, std::string path) : m_value(&value), m_path(std::move(path)) {}

    Field at(const char* name) const {
        if (!m_value->is_object()) fail("an object");
        const auto found = m_value->find(name);
        const std::string path = m_path.empty() ? name : m_path + "." + name;
        if (found == m_value->end()) throw Error("JSON: " + path + " is missing");
        return {*found, path};
    }

    bool has(const char* name) const { return m_value->is_object() && m_value->contains(name); }
    bool is_null() const { return m_value->is_null(); }

    template <typename T>
    T as() const {
        if constexpr (std::is_same_v<T, std::string>) {
            if (!m_value->is_string()) fail("a string");
            return m_value->get_ref<const std::string&>();
        } else if constexpr (std::is_same_v<T, bool>) {
            if (!m_value->is_boolean()) fail("true or false");
            return m_value->get<bool>();
        } else if constexpr (std::is_same_v<T, double>) {
            if (!m_value->is_number()) fail("a number");
            return m_value->get<double>();
        } else if constexpr (std::is_enum_v<T>) {
            const auto value =
                m_value->is_string() ? from_name<T>(m_value->get_ref<const std::string&>()) : std::nullopt;
            if (!value) fail("one of the contract's names");
            return *value;
        } else {
            return whole<T>();
        }
    }

    template <typename T>
    std::optional<T> optional() const {
        if (is_null()) return std::nullopt;
        return as<T>();
    }

    template <typename Function>
    auto list(Function one) const {
        if (!m_value->is_array()) fail("a list");
        std::vector<std::invoke_result_t<Function, const Field&>> values;
        values.reserve(m_value->size());
        for (std::size_t i = 0; i < m_value->size(); ++i) {
            values.push_back(one(Field((*m_value)[i], m_path + "[" + std::to_string(i) + "]")));
        }
        return values;
    }

    std::vector<std::string> strings() const {
        return list([](const Field& one) { return one.as<std::string>(); });
    }

private:
    template <typename T>
    T whole() const {
        if (!m_value->is_number_integer()) fail("a whole number");
        const auto value = m_value->get<std::int64_t>();
        if (std::is_unsigned_v<T> && value < 0) fail("a number from 0");
        if (!std::is_unsigned_v<T> &&
            (value < std::numeric_limits<int>::min() || value > std::numeric_limits<int>::max())) {
            fail("a smaller number");
        }
        return static_cast<T>(value);
    }

    [[noreturn]] void fail(const char* wanted) const {
        constexpr std::size_t shown = 60;
        throw Error("JSON: " + (m_path.empty() ? "the value" : m_path) + " must be " + wanted + ", but is " +
                    m_value->dump(-1, ' ', false, Json::error_handler_t::replace).substr(0, shown));
    }

    const Json* m_value;
    std::string m_path;
};

std::optional<std::string> words(const Field& field, const char* name) {
    return field.at(name).optional<std::string>();
}
std::optional<double> number(const Field& field, const char* name) {
    return field.at(name).optional<double>();
}
std::optional<int> count(const Field& field, const char* name) {
    return field.at(name).optional<int>();
}

template <typename Function>
auto optional_of(const Field& field, Function one) -> std::optional<std::invoke_result_t<Function, const Field&>> {
    if (field.is_null()) return std::nullopt;
    return one(field);
}

Named named_from(const Field& field) {
    return {field.at("text").as<std::string>(), words(field, "concept"), words(field, "label")};
}

Dose dose_from(const Field& field) {
    Dose dose;
    dose.text = field.at("text").as<std::string>();
    dose.amount = number(field, "amount");
    dose.amount_high = number(field, "amount_high");
    dose.unit = words(field, "unit");
    dose.route = words(field, "route");
    dose.frequency = words(field, "frequency");
    dose.per_day = number(field, "per_day");
    dose.duration = words(field, "duration");
    dose.duration_days = number(field, "duration_days");
    return dose;
}

Arm arm_from(const Field& field) {
    Arm arm;
    arm.name = field.at("name").as<std::string>();
    arm.role = field.at("role").as<ArmRole>();
    arm.also_called = field.at("also_called").strings();
    arm.n = count(field, "n");
    arm.concept_id = words(field, "concept");
    arm.label = words(field, "label");
    arm.dose = optional_of(field.at("dose"), dose_from);
    return arm;
}

ArmFigures figures_from(const Field& field) {
    ArmFigures figures;
    figures.name = field.at("name").as<std::string>();
    figures.n = count(field, "n");
    figures.mean = number(field, "mean");
    figures.sd = number(field, "sd");
    figures.se = number(field, "se");
    figures.median = number(field, "median");
    figures.q1 = number(field, "q1");
    figures.q3 = number(field, "q3");
    figures.events = number(field, "events");
    figures.total = number(field, "total");
    figures.text = field.at("text").as<std::string>();
    return figures;
}

Endpoint endpoint_from(const Field& field) {
    return {field.at("text").as<std::string>(), words(field, "concept"), words(field, "label"),
            field.at("role").optional<EndpointRole>(), words(field, "timepoint")};
}

Effect effect_from(const Field& field) {
    Effect effect;
    effect.direction = field.at("direction").optional<Direction>();
    effect.favours = field.at("favours").optional<Favours>();
    effect.measure = field.at("measure").optional<Measure>();
    effect.value = number(field, "value");
    effect.unit = words(field, "unit");
    effect.ci_low = number(field, "ci_low");
    effect.ci_high = number(field, "ci_high");
    effect.ci_level = number(field, "ci_level");
    effect.p = number(field, "p");
    effect.p_op = field.at("p_op").optional<PRelation>();
    return effect;
}

Evidence evidence_from(const Field& field) {
    return {field.at("quote").as<std::string>(), field.at("section").as<std::string>(),
            field.at("start").optional<std::size_t>(), field.at("end").optional<std::size_t>()};
}

Claim claim_from(const Field& field) {
    Claim claim;
    claim.id = field.at("id").as<std::string>();
    claim.document = field.at("document").as<std::string>();
    claim.study = words(field, "study");
    claim.intervention = named_from(field.at("intervention"));
    claim.dose = optional_of(field.at("dose"), dose_from);
    claim.comparator = optional_of(field.at("comparator"), named_from);
    claim.condition = optional_of(field.at("condition"), named_from);
    claim.species = field.at("species").optional<Species>();
    const Field n = field.at("n");
    claim.n = {count(n, "randomised"), count(n, "analysed"), count(n, "intervention"), count(n, "comparator")};
    claim.endpoint = endpoint_from(field.at("endpoint"));
    claim.effect = effect_from(field.at("effect"));
    claim.arms = field.at("arms").list(figures_from);
    claim.evidence = field.at("evidence").list(evidence_from);
    claim.method = field.at("method").as<Method>();
    claim.confidence = number(field, "confidence");
    claim.status = field.at("status").as<ReviewStatus>();
    return claim;
}

Identifiers identifiers_from(const Field& field) {
    return {words(field, "pmid"), words(field, "pmcid"), words(field, "doi"), field.at("registry").strings(),
            words(field, "url")};
}

Notice notice_from(const Field& field) {
    return {field.at("kind").as<NoticeKind>(), words(field, "target"), words(field, "notice"), words(field, "date"),
            field.at("text").as<std::string>()};
}

Design design_from(const Field& field) {
    return {field.at("type").optional<DesignType>(), words(field, "phase"), words(field, "masking"),
            field.at("species").optional<Species>()};
}

void read_bibliography(const Field& field, Document& document) {
    document.id = field.at("id").as<std::string>();
    document.type = field.at("type").as<DocumentType>();
    document.format = field.at("format").as<std::string>();
    document.identifiers = identifiers_from(field.at("identifiers"));
    document.title = field.at("title").as<std::string>();
    document.journal = words(field, "journal");
    document.published = words(field, "published");
    document.language = words(field, "language");
    document.authors = field.at("authors").strings();
    document.publication_types = field.at("publication_types").strings();
    document.retracted = field.at("retracted").as<bool>();
    if (field.has("notices")) document.notices = field.at("notices").list(notice_from);
    if (field.has("mentioned")) document.mentioned = field.at("mentioned").strings();
    if (field.has("text")) document.content.text = field.at("text").as<std::string>();
}

} // namespace

Claim claim_from_json(const Json& value) {
    return claim_from(Field(value, ""));
}

Document document_from_json(const Json& value) {
    const Field field(value, "");
    Document document;
    read_bibliography(field, document);
    document.design = design_from(field.at("design"));
    document.condition = optional_of(field.at("condition"), named_from);
    const Field n = field.at("n");
    document.n = {count(n, "randomised"), count(n, "analysed"), words(n, "quote")};
    document.arms = field.at("arms").list(arm_from);
    document.primary_endpoint = words(field, "primary_endpoint");
    document.claims = field.at("claims").list(claim_from);
    return document;
}

} // namespace ekb::kb
