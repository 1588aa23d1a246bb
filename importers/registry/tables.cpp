// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/tables.h"

#include "importers/registry/field_value.h"
#include "importers/registry/resource.h"
#include "importers/source/tsv.h"
#include "kb/model/error.h"

#include <re2/re2.h>

#include <memory>

namespace ekb::importers::registry {

namespace {

struct ParameterRow {
    std::unique_ptr<RE2> pattern;
    ParameterMeaning meaning;
};

std::vector<ParameterRow> read_parameter_rows() {
    std::vector<ParameterRow> rows;
    for (const auto& cells : tsv_rows(resource("measures.tsv"))) {
        if (cells.size() != 3) throw Error("measures.tsv: a row needs three columns: " + std::string(cells.front()));
        ParameterRow row{std::make_unique<RE2>(std::string(cells[0])), {}};
        if (!row.pattern->ok()) throw Error("measures.tsv: bad pattern " + std::string(cells[0]));
        row.meaning.measure = from_name<Measure>(cells[1]);
        row.meaning.null_value = number_of(cells[2]);
        rows.push_back(std::move(row));
    }
    return rows;
}

struct PolarityRow {
    bool better;
    std::unique_ptr<RE2> pattern;
};

std::vector<PolarityRow> read_polarity_rows() {
    std::vector<PolarityRow> rows;
    for (const auto& cells : tsv_rows(resource("polarity.tsv"))) {
        if (cells.size() != 2) throw Error("polarity.tsv: a row needs two columns: " + std::string(cells.front()));
        rows.push_back({cells[0] == "better", std::make_unique<RE2>("(?i)" + std::string(cells[1]))});
        if (!rows.back().pattern->ok()) throw Error("polarity.tsv: bad pattern " + std::string(cells[1]));
    }
    return rows;
}

} // namespace

const std::vector<std::string>& comparator_words() {
    static const std::vector<std::string> words = [] {
        std::vector<std::string> all;
        for (const auto& row : tsv_rows(resource("comparator_words.tsv")))
            all.push_back(folded(row.front()));
        return all;
    }();
    return words;
}

ParameterMeaning meaning_of_parameter(std::string_view parameter) {
    static const std::vector<ParameterRow> rows = read_parameter_rows();
    const std::string plain = folded(parameter);
    for (const ParameterRow& row : rows) {
        if (RE2::PartialMatch(plain, *row.pattern)) return row.meaning;
    }
    return {};
}

std::optional<bool> higher_is_better(std::string_view description) {
    static const std::vector<PolarityRow> rows = read_polarity_rows();
    std::optional<bool> found;
    for (const PolarityRow& row : rows) {
        if (!RE2::PartialMatch(re2::StringPiece(description.data(), description.size()), *row.pattern)) continue;
        if (found && *found != row.better) return std::nullopt;
        found = row.better;
    }
    return found;
}

} // namespace ekb::importers::registry
