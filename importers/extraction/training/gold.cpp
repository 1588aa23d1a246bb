// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/training/gold.h"

#include "kb/model/error.h"

#include <nlohmann/json.hpp>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <map>

namespace ekb::importers::extraction::training {

namespace {

using Json = nlohmann::json;

std::vector<Json> read_lines(const std::string& path) {
    std::ifstream file(path);
    if (!file) throw Error(path + ": cannot be opened");
    std::vector<Json> lines;
    for (std::string line; std::getline(file, line);) {
        Json value = Json::parse(line, nullptr, false);
        if (value.is_discarded()) throw Error(path + ": line " + std::to_string(lines.size() + 1) + " is no JSON");
        lines.push_back(std::move(value));
    }
    return lines;
}

std::optional<std::string> text_or_none(const Json& value) {
    return value.is_string() ? std::optional(value.get<std::string>()) : std::nullopt;
}

std::optional<double> number_or_none(const Json& value) {
    return value.is_number() ? std::optional(value.get<double>()) : std::nullopt;
}

GoldArm read_arm(const Json& value) {
    GoldArm arm{{value.at("name").get<std::string>()},
                from_name<ArmRole>(value.at("role").get<std::string>()).value_or(ArmRole::experimental),
                std::nullopt};
    for (const Json& name : value.at("also_called"))
        arm.names.push_back(name.get<std::string>());
    const Json& dose = value.at("dose");
    if (dose.is_object() && dose.at("amount").is_number() && dose.at("unit").is_string())
        arm.dose = GoldDose{dose.at("amount").get<double>(), dose.at("unit").get<std::string>()};
    return arm;
}

GoldClaim read_claim(const Json& value) {
    GoldClaim claim;
    claim.intervention = value.at("intervention").get<std::string>();
    claim.comparator = text_or_none(value.at("comparator"));
    claim.endpoint = value.at("endpoint").get<std::string>();
    claim.quote = value.at("quote").get<std::string>();
    claim.direction = from_name<Direction>(value.at("direction").get<std::string>()).value_or(Direction::no_difference);
    claim.value = number_or_none(value.at("value"));
    claim.ci_low = number_or_none(value.at("ci_low"));
    claim.ci_high = number_or_none(value.at("ci_high"));
    claim.p = number_or_none(value.at("p"));
    for (const Json& figure : value.at("arm_values")) {
        if (figure.at("arm").is_string() && figure.at("text").is_string())
            claim.arm_values.push_back({figure.at("arm").get<std::string>(), figure.at("text").get<std::string>()});
    }
    return claim;
}

/// "pmc:PMC1" and "PMC1" are one document.
std::string bare_id(const std::string& id) {
    return id.starts_with("pmc:") ? id.substr(4) : id;
}

/// The bytes of a file, unpacked where it is packed.
std::string read_packed(const std::string& path) {
    const gzFile file = gzopen(path.c_str(), "rb");
    if (!file) throw Error(path + ": cannot be opened");
    std::string bytes;
    char buffer[1 << 16];
    for (int n = 0; (n = gzread(file, buffer, sizeof buffer)) > 0;)
        bytes.append(buffer, static_cast<std::size_t>(n));
    gzclose(file);
    return bytes;
}

} // namespace

std::vector<GoldDocument> read_gold(const std::string& folder) {
    std::map<std::string, std::string> texts;
    if (std::filesystem::exists(folder + "/texts.ndjson")) {
        for (const Json& line : read_lines(folder + "/texts.ndjson"))
            texts[line.at("id")] = line.at("text").get<std::string>();
    }
    std::vector<GoldDocument> documents;
    for (const Json& line : read_lines(folder + "/gold.ndjson")) {
        GoldDocument document;
        document.id = line.at("id").get<std::string>();
        document.text = texts[document.id];
        document.condition = text_or_none(line.at("condition"));
        if (line.at("n_randomised").is_number()) document.n_randomised = line.at("n_randomised").get<int>();
        for (const Json& arm : line.at("arms"))
            document.arms.push_back(read_arm(arm));
        for (const Json& claim : line.at("claims"))
            document.claims.push_back(read_claim(claim));
        documents.push_back(std::move(document));
    }
    return documents;
}

std::vector<GoldComparison> read_gold_comparisons(const std::string& folder) {
    std::vector<GoldComparison> comparisons;
    for (const Json& line : read_lines(folder + "/prompts.ndjson")) {
        GoldComparison one;
        one.document = bare_id(line.at("document").get<std::string>());
        one.intervention = line.at("intervention").get<std::string>();
        one.comparator = text_or_none(line.at("comparator")).value_or("");
        one.endpoint = line.at("endpoint").get<std::string>();
        one.direction =
            from_name<Direction>(line.at("direction").get<std::string>()).value_or(Direction::no_difference);
        one.evidence = line.at("evidence").get<std::vector<std::string>>();
        comparisons.push_back(std::move(one));
    }
    return comparisons;
}

std::set<std::string> read_document_ids(const std::string& folder) {
    std::set<std::string> ids;
    for (const Json& line : read_lines(folder + "/gold.ndjson")) {
        ids.insert(bare_id(line.value("document", line.at("id").get<std::string>())));
    }
    return ids;
}

std::vector<GoldTokens> read_gold_tokens(const std::string& folder) {
    std::vector<GoldTokens> abstracts;
    const std::string bytes = read_packed(folder + "/gold.ndjson.gz");
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
        const Json line = Json::parse(bytes.substr(at, end - at));
        abstracts.push_back({line.at("id").get<std::string>(), line.at("tokens").get<std::vector<std::string>>(),
                             line.at("labels").get<std::vector<std::string>>()});
        at = end + 1;
    }
    return abstracts;
}

} // namespace ekb::importers::extraction::training
