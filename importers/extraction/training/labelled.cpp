// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/training/labelled.h"

#include "importers/extraction/pico/tokens.h"
#include "importers/extraction/training/text_source.h"
#include "kb/model/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace ekb::importers::extraction::training {

namespace {

std::uint8_t class_of(const std::string& label) {
    if (label == "O") return 0;
    if (label == "PAR") return 1;
    if (label == "INT") return 2;
    if (label == "OUT") return 3;
    throw Error("unknown label \"" + label + "\"");
}

Labelled read_record(const nlohmann::json& record) {
    Labelled out{record.at("id"), {}, {}};
    std::vector<std::size_t> ends;
    std::vector<std::uint8_t> given;
    const auto& words = record.at("tokens");
    if (words.size() != record.at("labels").size()) throw Error("as many labels as tokens are needed");
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) out.text += ' ';
        out.text += words[i].get_ref<const std::string&>();
        ends.push_back(out.text.size());
        given.push_back(class_of(record["labels"][i]));
    }
    std::size_t word = 0;
    for (auto span : pico::tokens(out.text)) {
        while (ends[word] < span.end)
            ++word;
        out.classes.push_back(given[word]);
    }
    return out;
}

} // namespace

std::vector<Labelled> read_labelled(const std::filesystem::path& path) {
    std::vector<Labelled> out;
    auto text = read_gzip(path);
    std::size_t line = 1;
    for (std::size_t at = 0; at < text.size(); ++line) {
        auto end = std::min(text.find('\n', at), text.size());
        try {
            if (end > at)
                out.push_back(read_record(nlohmann::json::parse(text.begin() + static_cast<std::ptrdiff_t>(at),
                                                                text.begin() + static_cast<std::ptrdiff_t>(end))));
        } catch (const std::exception& problem) {
            throw Error(path.string() + ":" + std::to_string(line) + ": " + problem.what());
        }
        at = end + 1;
    }
    return out;
}

} // namespace ekb::importers::extraction::training
