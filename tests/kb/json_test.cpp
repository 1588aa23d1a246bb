// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/json/contract_json.h"
#include "kb/json/contract_text.h"
#include "kb/json/members.h"
#include "kb/model/error.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>
#include <random>

namespace ekb::kb {

namespace {

using Json = nlohmann::ordered_json;

/// Makes values of the model with every part there or not, the same for the same seed.
class Maker {
public:
    explicit Maker(unsigned seed) : m_engine(seed) {}

    bool chance() { return below(2) == 0; }
    std::string words() {
        static const std::vector<std::string> some{
            "", "placebo", "α–β \"quoted\"", "line\nfeed\ttab", "\\/", std::string("\0", 1), "p < 0.001", "𝛼"};
        return some[below(some.size())];
    }
    double number() {
        static const std::vector<double> some{0.0, -2.66, 0.1, 1.0 / 3, 1e-300, 1e300, 45, -0.0, 5e-324};
        return some[below(some.size())];
    }
    int count() { return static_cast<int>(below(5000)) - 1000; }
    template <typename E>
    E one_of() {
        return EnumNames<E>::rows[below(EnumNames<E>::rows.size())].first;
    }
    template <typename Function>
    auto maybe(Function make) -> std::optional<decltype(make())> {
        if (chance()) return std::nullopt;
        return make();
    }
    template <typename Function>
    auto several(Function make) {
        std::vector<decltype(make())> values(below(4));
        for (auto& value : values)
            value = make();
        return values;
    }
    std::optional<std::string> maybe_words() {
        return maybe([this] { return words(); });
    }
    std::optional<double> maybe_number() {
        return maybe([this] { return number(); });
    }
    std::optional<int> maybe_count() {
        return maybe([this] { return count(); });
    }
    template <typename E>
    std::optional<E> maybe_one_of() {
        return maybe([this] { return one_of<E>(); });
    }

    Named named() { return {words(), maybe_words(), maybe_words()}; }
    std::optional<Named> maybe_named() {
        return maybe([this] { return named(); });
    }
    Dose dose() {
        return {words(),       maybe_number(), maybe_number(), maybe_words(), maybe_words(),
                maybe_words(), maybe_number(), maybe_words(),  maybe_number()};
    }
    std::optional<Dose> maybe_dose() {
        return maybe([this] { return dose(); });
    }
    Arm arm() {
        return {words(),       one_of<ArmRole>(), several([this] { return words(); }), maybe_count(), maybe_words(),
                maybe_words(), maybe_dose()};
    }
    ArmFigures figures() {
        return {words(),        maybe_count(),  maybe_number(), maybe_number(), maybe_number(), maybe_number(),
                maybe_number(), maybe_number(), maybe_number(), maybe_number(), words()};
    }
    Evidence evidence() {
        const auto place = [this] { return std::size_t{below(100000)}; };
        return {words(), words(), maybe(place), maybe(place)};
    }
    Effect effect() {
        return {maybe_one_of<Direction>(),
                maybe_one_of<Favours>(),
                maybe_one_of<Measure>(),
                maybe_number(),
                maybe_words(),
                maybe_number(),
                maybe_number(),
                maybe_number(),
                maybe_number(),
                maybe_one_of<PRelation>()};
    }
    Claim claim() {
        Claim claim;
        claim.id = words();
        claim.document = words();
        claim.study = maybe_words();
        claim.intervention = named();
        claim.dose = maybe_dose();
        claim.comparator = maybe_named();
        claim.condition = maybe_named();
        claim.species = maybe_one_of<Species>();
        claim.n = {maybe_count(), maybe_count(), maybe_count(), maybe_count()};
        claim.endpoint = {words(), maybe_words(), maybe_words(), maybe_one_of<EndpointRole>(), maybe_words()};
        claim.effect = effect();
        claim.arms = several([this] { return figures(); });
        claim.evidence = several([this] { return evidence(); });
        claim.method = one_of<Method>();
        claim.confidence = maybe_number();
        claim.status = one_of<ReviewStatus>();
        return claim;
    }
    Notice notice() { return {one_of<NoticeKind>(), maybe_words(), maybe_words(), maybe_words(), words()}; }
    Document document() {
        const auto some_words = [this] { return several([this] { return words(); }); };
        Document document;
        document.id = words();
        document.type = one_of<DocumentType>();
        document.format = words();
        document.identifiers = {maybe_words(), maybe_words(), maybe_words(), some_words(), maybe_words()};
        document.mentioned = some_words();
        document.title = words();
        document.journal = maybe_words();
        document.published = maybe_words();
        document.language = maybe_words();
        document.authors = some_words();
        document.publication_types = some_words();
        document.retracted = chance();
        document.notices = several([this] { return notice(); });
        document.design = {maybe_one_of<DesignType>(), maybe_words(), maybe_words(), maybe_one_of<Species>()};
        document.condition = maybe_named();
        document.n = {maybe_count(), maybe_count(), maybe_words()};
        document.arms = several([this] { return arm(); });
        document.primary_endpoint = maybe_words();
        document.content.text = words();
        document.claims = several([this] { return claim(); });
        return document;
    }

private:
    std::size_t below(std::size_t limit) { return m_engine() % limit; }
    std::mt19937 m_engine;
};

std::vector<std::string> fields_of(const Json& object) {
    std::vector<std::string> names;
    for (const auto& [name, value] : object.items())
        names.push_back(name);
    return names;
}

std::string message_of(const Json& claim) {
    try {
        claim_from_json(claim);
    } catch (const Error& error) {
        return error.what();
    }
    return "no error";
}

} // namespace

TEST_CASE("an object has its members in the order in which they are given") {
    const Json inner = members("z", 1, "a", nullptr);
    const Json made = members("text", std::string("a \"b\""), "list", std::vector<std::string>{"x", "y"}, "inner", inner, "n", 0.5);
    CHECK(made.dump() == R"({"text":"a \"b\"","list":["x","y"],"inner":{"z":1,"a":null},"n":0.5})");
    CHECK(made == Json::parse(made.dump()));
    CHECK(members().dump() == "{}");
}

TEST_CASE("what is written as JSON is read back as it was") {
    for (unsigned seed = 0; seed < 300; ++seed) {
        CAPTURE(seed);
        const Document document = Maker(seed).document();
        const std::string text = document_json(document, true).dump();
        const Document read = document_from_json(Json::parse(text));
        CHECK(read == document);
        CHECK(document_json(read, true).dump() == text);
        for (const Claim& claim : document.claims)
            CHECK(claim_from_json(claim_json(claim)) == claim);
    }
}

TEST_CASE("the text made at once is the text of the JSON value") {
    const auto dumped = [](const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); };
    for (unsigned seed = 0; seed < 300; ++seed) {
        CAPTURE(seed);
        Document document = Maker(seed).document();
        for (const Claim& claim : document.claims)
            CHECK(claim_text(claim) == dumped(claim_json(claim)));
        document.claims.clear();
        CHECK(bare_document_text(document) == dumped(document_json(document)));
    }
    for (const std::string& words : {std::string("\x7f"), std::string("broken \xC3"), std::string("\x1f\r\b\f"), std::string("/<>&'")}) {
        Claim claim;
        claim.document = words;
        CHECK(claim_text(claim) == dumped(claim_json(claim)));
    }
}

TEST_CASE("a number is written as the JSON library writes it") {
    const auto same = [](double number) {
        Claim claim;
        claim.confidence = number;
        return claim_text(claim) == claim_json(claim).dump();
    };
    std::mt19937_64 engine(1);
    for (int i = 0; i < 20'000; ++i) {
        const auto whole = static_cast<double>(engine() >> (11 + i % 53)); // of every size
        for (const double number : {whole, -whole, whole / 100, static_cast<double>(i), std::ldexp(1.0, i % 80)}) {
            if (!same(number)) FAIL(number);
        }
    }
    for (const double number : {999999999999999.0, 1e15, 1e14, 1e16, 9007199254740993.0, -0.0, 1e-5, 123456789012345.0})
        CHECK(same(number));
    CHECK(same(std::numeric_limits<double>::infinity()));
}

TEST_CASE("fields stand in the contract's order") {
    CHECK(fields_of(claim_json({})) == std::vector<std::string>{"id", "document", "study", "intervention", "dose",
                                                                "comparator", "condition", "species", "n", "endpoint",
                                                                "effect", "arms", "evidence", "method", "confidence",
                                                                "status"});
    CHECK(fields_of(document_json({})) ==
          std::vector<std::string>{"id", "type", "format", "identifiers", "title", "journal", "published", "language",
                                   "authors", "publication_types", "retracted", "notices", "design", "condition", "n",
                                   "arms", "primary_endpoint", "mentioned", "claims"});
    CHECK(document_json({}, true).contains("text"));
}

TEST_CASE("a number that is not finite never reaches JSON") {
    for (const double value : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(),
                               -std::numeric_limits<double>::infinity()}) {
        Claim claim;
        claim.effect.value = value;
        claim.confidence = value;
        claim.dose = Dose{};
        claim.dose->amount = value;
        claim.arms = {ArmFigures{}};
        claim.arms[0].mean = value;
        const Json json = claim_json(claim);
        CHECK(json["effect"]["value"].is_null());
        CHECK(json["confidence"].is_null());
        CHECK(json["dose"]["amount"].is_null());
        CHECK(json["arms"][0]["mean"].is_null());
    }
}

TEST_CASE("a field of the wrong kind is named with what stands there") {
    const Json good = claim_json({});
    Json bad = good;
    bad.erase("effect");
    CHECK(message_of(bad) == "JSON: effect is missing");
    bad = good;
    bad["n"]["randomised"] = "130";
    CHECK(message_of(bad) == "JSON: n.randomised must be a whole number, but is \"130\"");
    bad["n"]["randomised"] = 1e10;
    CHECK(message_of(bad) == "JSON: n.randomised must be a whole number, but is 10000000000.0");
    bad["n"]["randomised"] = 10000000000;
    CHECK(message_of(bad) == "JSON: n.randomised must be a smaller number, but is 10000000000");
    bad = good;
    bad["effect"]["direction"] = "sideways";
    CHECK(message_of(bad) == "JSON: effect.direction must be one of the contract's names, but is \"sideways\"");
    bad = good;
    bad["evidence"] = Json::array({Json::object({{"quote", "x"}, {"section", "y"}, {"start", -1}, {"end", 2}})});
    CHECK(message_of(bad) == "JSON: evidence[0].start must be a number from 0, but is -1");
    bad = good;
    bad["arms"] = "two";
    CHECK(message_of(bad) == "JSON: arms must be a list, but is \"two\"");
    CHECK(message_of(Json(3)) == "JSON: the value must be an object, but is 3");
    CHECK(message_of(good) == "no error");
}

} // namespace ekb::kb
