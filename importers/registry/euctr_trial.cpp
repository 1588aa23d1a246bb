// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/euctr_trial.h"

#include "importers/registry/ctgov_reading.h"
#include "importers/registry/euctr_study.h"
#include "importers/registry/member_scan.h"
#include "importers/registry/record_fold.h"
#include "importers/registry/xml_json.h"
#include "importers/source/identity.h"
#include "importers/source/lines.h"
#include "importers/source/xml_cutter.h"
#include "importers/source/xml_reader.h"

#include <nlohmann/json.hpp>

#include <map>
#include <utility>
#include <vector>

namespace ekb::importers::registry {

namespace {

using Json = nlohmann::json;

constexpr std::string_view parts_member = "euctrParts"; // of a fold

/// The shape of a part, which has no more of its source than itself.
EuctrShape shape_of_part(std::string_view bytes) {
    if (begins_as_json(bytes)) return EuctrShape::json;
    if (bytes.starts_with("Summary\n")) return EuctrShape::text;
    return bytes.find("<html") != std::string_view::npos || bytes.find("<HTML") != std::string_view::npos
               ? EuctrShape::page
               : EuctrShape::results;
}

/// A text's records, one a member state; each begins with the heading "Summary".
std::vector<std::string> parts_of_text(std::string_view text) {
    static constexpr std::string_view heading = "Summary";
    std::vector<std::string> parts;
    for (const std::string_view line : lines_of(text)) {
        if (line == heading) parts.emplace_back();
        if (!parts.empty()) parts.back().append(line) += '\n';
    }
    std::erase_if(parts, [](std::string& part) {
        part.erase(part.find_last_not_of(" \t\r\n") + 1);
        part += '\n';
        return part.size() <= heading.size() + 1; // the heading of the record that the source was cut at
    });
    return parts;
}

EuctrAnswers answers_of(EuctrShape shape, const std::string& part) {
    switch (shape) {
    case EuctrShape::text: return euctr_text_answers(part);
    case EuctrShape::page: return euctr_page_answers(part);
    case EuctrShape::json: {
        const Json record = Json::parse(part, nullptr, false);
        return record.is_object() ? euctr_json_answers(record) : EuctrAnswers();
    }
    case EuctrShape::results: break;
    }
    return {};
}

struct Part {
    std::string bytes;
    EuctrAnswers answers;
};

/// By what each is of: shape, then member state; a part that names no member state is of none but itself.
using Parts = std::map<std::pair<EuctrShape, std::string>, Part>;

void add_part(std::string bytes, Parts& to) {
    const EuctrShape shape = shape_of_part(bytes);
    EuctrAnswers answers = answers_of(shape, bytes);
    std::string state;
    if (shape != EuctrShape::results)
        state = answers.member_states.empty() ? content_id(bytes) : answers.member_states.front();
    to.try_emplace({shape, std::move(state)}, Part{std::move(bytes), std::move(answers)});
}

Parts parts_of(std::string_view record) {
    std::vector<std::string> each;
    if (is_record_fold(record, parts_member)) each = read_record_fold(record, parts_member).parts;
    else if (shape_of_part(record) == EuctrShape::text) each = parts_of_text(record);
    else each.emplace_back(record);
    Parts all;
    for (std::string& bytes : each)
        add_part(std::move(bytes), all);
    return all;
}

RecordParts record_parts(std::string_view record) {
    RecordParts all;
    for (auto& [of, part] : parts_of(record))
        all.emplace(std::to_string(static_cast<int>(of.first)) + of.second, std::move(part.bytes));
    return all;
}

/// EudraCT's results among the parts: its own XML before what others made of it; null where there are none.
Expected<Json, Diagnostic> results_among(const Parts& all) {
    Json converted;
    for (const auto& [of, part] : all) {
        if (of.first == EuctrShape::results) {
            auto document = parse_xml(part.bytes);
            if (!document) return Unexpected(std::move(document.error()));
            return xml_json(document->root());
        }
        if (of.first != EuctrShape::json || !converted.is_null()) continue;
        auto record = parse_json_record({part.bytes, 1, 1});
        if (!record) return Unexpected(std::move(record.error()));
        if (record->contains("endPoints") || record->contains("trialInformation")) converted = std::move(*record);
    }
    return converted;
}

} // namespace

std::optional<EuctrShape> euctr_shape_of_source(std::string_view head) {
    const auto has = [&](std::string_view part) { return head.find(part) != std::string_view::npos; };
    const auto where = [](bool ours, EuctrShape shape) { return ours ? std::optional(shape) : std::nullopt; };
    if (begins_as_json(head)) {
        return where(is_record_fold(head, parts_member) || has_member(head, "a2_eudract_number") ||
                         (has_member(head, "eudractNumber") && has_member(head, "endPoints")),
                     EuctrShape::json);
    }
    const std::string_view root = xml_root_name(head);
    if (root == "html" || root == "HTML" || has("<html"))
        return where(has("EudraCT Number") && has("tricell"), EuctrShape::page);
    if (!root.empty()) {
        return where(has_xml_element(head, "trialInformation") ||
                         (has("eudract") && has_xml_element(head, "adverseEvents")),
                     EuctrShape::results);
    }
    return where(has("EudraCT Number: ") && has("\nA.1 Member State Concerned: "), EuctrShape::text);
}

Expected<RegistryStudy, Diagnostic> euctr_trial(const RawRecord& raw) {
    Parts all = parts_of(raw.bytes);
    const auto results = results_among(all);
    if (!results) return Unexpected(results.error());
    EuctrAnswers answers;
    bool registered = false;
    for (auto& [of, part] : all) {
        if (of.first == EuctrShape::results) continue;
        answers.fill_from(std::move(part.answers));
        registered = true;
    }
    RegistryStudy study = registered ? euctr_study(answers) : RegistryStudy();
    if (!results->is_null()) read_eudract_results(*results, study);
    return study;
}

std::string euctr_fold(std::string_view held, std::string_view arriving) {
    return fold_records(held, arriving, parts_member, record_parts);
}

} // namespace ekb::importers::registry
