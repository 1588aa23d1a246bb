// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/training/word_facts.h"

#include "importers/extraction/pico/tokens.h"
#include "importers/extraction/pico/words.h"
#include "importers/extraction/training/text_source.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace ekb::importers::extraction::training {

namespace {

constexpr std::uint32_t drug_bit = 1U << 31;
constexpr double branch_share = 0.3; // of a word's headings, for the branch to be typical of it

using Json = nlohmann::json;

std::vector<std::string> forms(std::string_view text) {
    std::vector<std::string> out;
    for (auto span : pico::tokens(text))
        out.push_back(pico::normal_form(text.substr(span.begin, span.size())));
    return out;
}

template <class Line>
void for_each_line(std::string_view text, Line line) {
    while (!text.empty()) {
        auto one = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(one.size() + 1, text.size()));
        line(one);
    }
}

std::string text_at(const Json& record, const char* pointer) {
    Json::json_pointer at(pointer);
    return record.contains(at) && record[at].is_string() ? record[at].get<std::string>() : std::string();
}

const Json& list_at(const Json& record, const char* pointer) {
    static const Json none = Json::array();
    Json::json_pointer at(pointer);
    return record.contains(at) && record[at].is_array() ? record[at] : none;
}

std::vector<std::string> csv_columns(std::string_view line) {
    std::vector<std::string> out(1);
    bool quoted = false;
    for (char c : line) {
        if (c == '"')
            quoted = !quoted;
        else if (c == ',' && !quoted)
            out.emplace_back();
        else
            out.back() += c;
    }
    return out;
}

} // namespace

void FieldCounts::add(std::size_t field, const std::string& text) {
    for (const auto& form : forms(text)) {
        ++m_counts[form][field];
        m_totals[field] += 1;
    }
}

template <class List>
void FieldCounts::add_all(std::size_t field, const List& list, const char* key) {
    for (const auto& item : list) {
        if (item.is_string())
            add(field, item.template get<std::string>());
        else if (item.is_object() && item.contains(key) && item[key].is_string())
            add(field, item[key].template get<std::string>());
    }
}

void FieldCounts::read(const std::filesystem::path& file) {
    auto text = read_gzip(file);
    for_each_line(text, [&](std::string_view line) {
        auto record = Json::parse(line.begin(), line.end(), nullptr, false);
        if (!record.is_object()) return;
        add(0, text_at(record, "/protocolSection/eligibilityModule/eligibilityCriteria"));
        add(0, text_at(record, "/condition"));
        add(0, text_at(record, "/n_randomised_quote"));
        add_all(0, list_at(record, "/protocolSection/conditionsModule/conditions"), "");
        add_all(1, list_at(record, "/protocolSection/armsInterventionsModule/interventions"), "name");
        add_all(1, list_at(record, "/protocolSection/armsInterventionsModule/interventions"), "description");
        add_all(1, list_at(record, "/arms"), "name");
        add(1, text_at(record, "/intervention"));
        add(1, text_at(record, "/comparator"));
        add_all(2, list_at(record, "/protocolSection/outcomesModule/primaryOutcomes"), "measure");
        add_all(2, list_at(record, "/protocolSection/outcomesModule/secondaryOutcomes"), "measure");
        add_all(2, list_at(record, "/claims"), "endpoint");
        add(2, text_at(record, "/endpoint"));
    });
}

std::array<std::uint8_t, 3> FieldCounts::levels(const std::string& word, double share_of_all_text) const {
    std::array<std::uint8_t, 3> out{};
    auto found = m_counts.find(word);
    std::array<std::uint32_t, 3> counts{};
    if (found != m_counts.end()) counts = found->second;
    for (std::size_t f = 0; f < out.size(); ++f) {
        double expected = share_of_all_text * m_totals[f];
        if (expected + counts[f] < 2) continue;
        double ratio = std::log2((counts[f] + 0.5) / (expected + 0.5));
        out[f] = static_cast<std::uint8_t>(std::lround(std::min(3.0, std::max(-3.0, ratio))) + 4);
    }
    return out;
}

std::unordered_map<std::string, std::uint32_t> read_mesh_branches(const std::filesystem::path& file) {
    std::unordered_map<std::string, std::array<int, 26>> counts;
    auto text = read_gzip(file);
    for_each_line(text, [&](std::string_view line) {
        auto semicolon = line.rfind(';');
        if (semicolon == std::string_view::npos || semicolon + 1 >= line.size()) return;
        char branch = line[semicolon + 1];
        if (branch < 'A' || branch > 'Z') return;
        for (const auto& form : forms(line.substr(0, semicolon)))
            ++counts[form][static_cast<std::size_t>(branch - 'A')];
    });
    std::unordered_map<std::string, std::uint32_t> out;
    for (const auto& [word, branches] : counts) {
        int sum = 0;
        for (int n : branches)
            sum += n;
        for (std::size_t b = 0; b < branches.size(); ++b)
            if (branches[b] >= branch_share * sum) out[word] |= 1U << b;
    }
    return out;
}

std::unordered_map<std::string, std::uint32_t> read_drug_names(const std::filesystem::path& file, std::size_t column) {
    std::unordered_map<std::string, std::uint32_t> out;
    auto text = read_gzip(file);
    for_each_line(text, [&](std::string_view line) {
        auto columns = csv_columns(line);
        if (columns.size() <= column) return;
        auto words = forms(columns[column]);
        if (words.size() == 1) out[words[0]] |= drug_bit;
    });
    return out;
}

} // namespace ekb::importers::extraction::training
