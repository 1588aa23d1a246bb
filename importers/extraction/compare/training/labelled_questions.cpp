// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/compare/training/labelled_questions.h"

#include "importers/extraction/compare/direction_features.h"
#include "importers/extraction/compare/prepared_document.h"
#include "importers/extraction/training/read_article.h"
#include "kb/model/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <string>

namespace ekb::importers::extraction {

namespace {

using Json = nlohmann::json;

std::vector<Json> read_ndjson(const std::filesystem::path& path) {
    std::ifstream file(path);
    if (!file) throw Error(path.string() + ": cannot be opened");
    std::vector<Json> rows;
    for (std::string line; std::getline(file, line);) {
        if (!line.empty()) rows.push_back(Json::parse(line));
    }
    return rows;
}

/// How much of the shorter of two stem lists the other says: 0..1.
double share(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    if (a.empty() || b.empty()) return 0;
    std::map<std::string, int> counts;
    for (const std::string& s : a) ++counts[s];
    int both = 0;
    for (const std::string& s : b) both += counts[s]-- > 0;
    return both / static_cast<double>(std::min(a.size(), b.size()));
}

bool is_evidence(std::string_view passage, const std::vector<std::vector<std::string>>& marked) {
    const std::vector<std::string> stems = content_stems(passage);
    return stems.size() >= 3 && std::ranges::any_of(marked, [&](const auto& quote) {
        return quote.size() >= 3 && share(stems, quote) >= 0.8 && stems.size() * 4 >= quote.size() && quote.size() * 3 >= stems.size();
    });
}

int direction_index(const std::string& name) { return static_cast<int>(from_name<Direction>(name).value()); }

LabelledQuestion label(const PreparedDocument& document, const Json& prompt, int fold) {
    const Comparison comparison{prompt.at("intervention"), prompt.at("comparator").is_null() ? std::nullopt : std::optional<std::string>(prompt.at("comparator")),
                                prompt.at("endpoint")};
    const Question question = read_question(comparison, document.weights, document.abbreviations);
    const Comparison turned{comparison.comparator.value_or(""), comparison.intervention, comparison.endpoint};
    const Question swapped = read_question(turned, document.weights, document.abbreviations);
    std::vector<std::vector<std::string>> marked;
    for (const Json& quote : prompt.at("evidence")) marked.push_back(content_stems(quote.get<std::string>()));
    LabelledQuestion labelled{comparison.intervention + " / " + comparison.comparator.value_or("") + " / " + comparison.endpoint,
                              direction_index(prompt.at("direction")), fold, {}};
    for (const Candidate& c : find_candidates(document, question)) {
        labelled.candidates.push_back({std::string(document.content->at(c.passage->span)), relevance_features(*c.passage, c.roles, question),
                                       direction_features(*document.content, *c.passage, c.roles, question),
                                       direction_features(*document.content, *c.passage,
                                                          find_roles(document.content->text, *c.passage, swapped), swapped),
                                       c.roles.both_arms(),
                                       is_evidence(document.content->at(c.passage->span), marked)});
    }
    return labelled;
}

std::set<std::string> left_out(const std::vector<std::filesystem::path>& without) {
    std::set<std::string> ids;
    for (const auto& path : without) {
        for (const Json& row : read_ndjson(path)) ids.insert(row.contains("document") ? row["document"].get<std::string>() : "pmc:" + row.at("id").get<std::string>());
    }
    return ids;
}

} // namespace

std::vector<LabelledQuestion> read_labelled_questions(const std::filesystem::path& data,
                                                      const std::vector<std::filesystem::path>& without) {
    const std::set<std::string> excluded = left_out(without);
    std::map<std::string, std::vector<Json>> by_document;
    for (Json& prompt : read_ndjson(data / "prompts.ndjson")) {
        std::string id = prompt.at("document");
        if (!excluded.contains(id)) by_document[id].push_back(std::move(prompt));
    }
    std::vector<LabelledQuestion> questions;
    int fold = 0;
    for (const auto& [id, prompts] : by_document) {
        const Document document = training::read_article(data / "documents" / (id.substr(id.find(':') + 1) + ".nxml"));
        const PreparedDocument prepared = prepare(document.content);
        for (const Json& prompt : prompts) questions.push_back(label(prepared, prompt, fold));
        ++fold;
    }
    return questions;
}

std::vector<std::size_t> best_candidates(const LabelledQuestion& question, const LinearModel& relevance, std::size_t most) {
    std::vector<std::pair<double, std::size_t>> ranked;
    for (std::size_t i = 0; i < question.candidates.size(); ++i)
        ranked.emplace_back(-relevance.probabilities(question.candidates[i].relevance)[1], i);
    std::ranges::sort(ranked);
    std::vector<std::size_t> best;
    for (std::size_t i = 0; i < std::min(most, ranked.size()); ++i) best.push_back(ranked[i].second);
    return best;
}

} // namespace ekb::importers::extraction
