// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/training/cell_examples.h"

#include "importers/extraction/extract.h"
#include "kb/model/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
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
        lines.push_back(Json::parse(line, nullptr, false));
        if (lines.back().is_discarded()) throw Error(path + ": line " + std::to_string(lines.size()) + " is no JSON");
    }
    return lines;
}

bool meet(const TaggedSpan& a, const TaggedSpan& b) {
    return a.first < b.end && b.first < a.end;
}

bool meets_any(const TaggedSpan& span, const std::vector<TaggedSpan>& spans) {
    return std::any_of(spans.begin(), spans.end(), [&](const TaggedSpan& other) { return meet(span, other); });
}

/// Adds where the phrase stands: everywhere for a name, at the first free place for a figure.
void place(CellCase& one, const std::string& phrase, int kind) {
    for (const TaggedSpan& span : find_phrase(one.sentence(), phrase, kind)) {
        const auto same = [&](const TaggedSpan& s) { return s.first == span.first && s.end == span.end; };
        if (kind != cells::figure_part && std::any_of(one.spans.begin(), one.spans.end(), same)) continue;
        if (meets_any(span, one.spans)) continue;
        one.spans.push_back(span);
        if (kind == cells::figure_part) return;
    }
}

/// Longer figures first, so that "4" does not stand in "14 of 40 ( 4 % )".
void place_spans(CellCase& one) {
    std::vector<std::string> figures;
    for (const GoldCell& cell : one.cells)
        figures.push_back(cell.figure);
    std::stable_sort(figures.begin(), figures.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
    for (const GoldCell& cell : one.cells)
        place(one, cell.outcome, cells::outcome_part);
    for (const GoldCell& cell : one.cells)
        place(one, cell.intervention, cells::intervention_part);
    for (const std::string& figure : figures)
        place(one, figure, cells::figure_part);
    std::sort(one.spans.begin(), one.spans.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
}

CellCase read_case(std::string id, const std::string& text, const LinearModel& phrases) {
    CellCase one;
    one.id = std::move(id);
    one.content = std::make_unique<DocumentText>(plain_text(text));
    one.prose = read_prose(*one.content);
    one.traits = read_traits(one.prose, phrases);
    return one;
}

} // namespace

std::vector<CellCase> read_cell_cases(const std::string& folder, const LinearModel& phrases) {
    std::vector<CellCase> cases;
    for (const Json& line : read_lines(folder + "/gold.ndjson")) {
        for (std::size_t at = 0, count = 1; at < count; ++at) {
            CellCase one = read_case(line.at("id"), line.at("text").get<std::string>(), phrases);
            count = one.prose.sentences.size();
            if (at >= count) continue;
            one.at = at;
            for (const Json& cell : line.at("cells"))
                one.cells.push_back({cell.at("intervention"), cell.at("outcome"), cell.at("figure")});
            place_spans(one);
            cases.push_back(std::move(one));
        }
    }
    return cases;
}

namespace {

/// The name of an arm that a sentence has, the longest.
std::string name_in(const Sentence& sentence, const Json& arms, const std::string& arm) {
    std::string best;
    for (const Json& one : arms) {
        if (one.at("name") != arm) continue;
        std::vector<std::string> names{arm};
        for (const Json& name : one.at("also_called"))
            names.push_back(name);
        for (const std::string& name : names) {
            if (name.size() > best.size() && !find_phrase(sentence, name, 0).empty()) best = name;
        }
    }
    return best;
}

/// Whether every label of the case was placed.
bool complete(const CellCase& one) {
    return !one.cells.empty() && std::all_of(one.cells.begin(), one.cells.end(), [&](const GoldCell& cell) {
        const Sentence& s = one.sentence();
        return !cell.intervention.empty() && !find_phrase(s, cell.outcome, 0).empty() &&
               !find_phrase(s, cell.figure, 0).empty();
    });
}

void add_cells(CellCase& one, const Json& document, const Json& claim) {
    for (const Json& value : claim.at("arm_values")) {
        GoldCell cell{name_in(one.sentence(), document.at("arms"), value.at("arm")), claim.at("endpoint"),
                      value.at("text")};
        const auto same = [&](const GoldCell& c) {
            return c.intervention == cell.intervention && c.outcome == cell.outcome && c.figure == cell.figure;
        };
        if (std::none_of(one.cells.begin(), one.cells.end(), same)) one.cells.push_back(std::move(cell));
    }
}

} // namespace

std::vector<CellCase> cell_cases_of(const std::string& folder, const LinearModel& phrases) {
    constexpr float less_sure = 0.5F; // labelled for another purpose: not every figure of the sentence is
    std::vector<CellCase> cases;
    for (const Json& document : read_lines(folder + "/gold.ndjson")) {
        std::map<std::string, CellCase> by_quote;
        for (const Json& claim : document.at("claims")) {
            const std::string quote = claim.at("quote");
            if (claim.at("arm_values").empty()) continue;
            if (!by_quote.contains(quote)) by_quote.emplace(quote, read_case(document.at("id"), quote, phrases));
            CellCase& one = by_quote.at(quote);
            if (one.prose.sentences.size() == 1) add_cells(one, document, claim);
        }
        for (auto& [quote, one] : by_quote) {
            if (one.prose.sentences.size() != 1 || !complete(one)) continue;
            one.weight = less_sure;
            place_spans(one);
            cases.push_back(std::move(one));
        }
    }
    return cases;
}

LabelledChain tag_chain(const CellCase& one, const std::vector<Features>& features) {
    return {features, classes_of_spans(one.spans, features.size()), one.weight};
}

namespace {

std::string folded_figure(std::string_view text) {
    std::string out;
    for (const char c : lower_case(text)) {
        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '.' || c == '%') out += c;
    }
    return out;
}

/// Whether a figure's text is the label's, or part of it, or holds it.
bool same_figure(const std::string& a, const std::string& b) {
    const std::string x = folded_figure(a);
    const std::string y = folded_figure(b);
    return !x.empty() && !y.empty() && (x.find(y) != std::string::npos || y.find(x) != std::string::npos);
}

} // namespace

std::vector<Example> link_examples(const CellCase& one, const std::vector<TaggedSpan>& spans, cells::CellPart part) {
    const cells::SentenceView view = one.view();
    const cells::SentenceParts parts(view, spans);
    const auto text = [&](std::size_t s) {
        const ByteSpan bytes = span_of(parts.tokens_of(s));
        return std::string(one.prose.text.substr(bytes.begin, bytes.size()));
    };
    std::vector<Example> examples;
    for (std::size_t f = 0; f < parts.figures().size(); ++f) {
        const std::string figure = text(parts.figures()[f]);
        std::vector<const GoldCell*> mine;
        for (const GoldCell& cell : one.cells) {
            if (folded_figure(cell.figure) == folded_figure(figure)) mine.push_back(&cell);
        }
        for (const GoldCell& cell : one.cells) {
            if (mine.empty() && same_figure(cell.figure, figure)) mine.push_back(&cell);
        }
        if (mine.empty()) continue;
        for (std::size_t n = 0; n < parts.named(part).size(); ++n) {
            const std::string name = text(parts.named(part)[n].mentions.front());
            const bool its = std::any_of(mine.begin(), mine.end(), [&](const GoldCell* cell) {
                return alike(part == cells::intervention_part ? cell->intervention : cell->outcome, name);
            });
            examples.push_back({link_features(parts, part, f, n), its ? 1 : 0, one.weight});
        }
    }
    return examples;
}

} // namespace ekb::importers::extraction::training
