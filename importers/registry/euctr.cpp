// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/euctr.h"

#include "importers/registry/ctgov_reading.h"
#include "importers/registry/euctr_study.h"
#include "importers/registry/json_records.h"
#include "importers/registry/member_scan.h"
#include "importers/registry/study_document.h"
#include "importers/registry/xml_json.h"
#include "importers/source/identity.h"
#include "importers/source/utf8.h"
#include "importers/source/xml_cutter.h"
#include "importers/source/xml_reader.h"

#include <nlohmann/json.hpp>

#include <optional>

namespace ekb::importers::registry {

namespace {

using Json = nlohmann::json;

enum class Shape { text, page, json, results };

std::optional<Shape> shape_of(std::string_view head) {
    const auto has = [&](std::string_view part) { return head.find(part) != std::string_view::npos; };
    if (begins_as_json(head)) {
        const bool ours = has_member(head, "a2_eudract_number") ||
                          (has_member(head, "eudractNumber") && has_member(head, "endPoints"));
        return ours ? std::optional(Shape::json) : std::nullopt;
    }
    const std::string_view root = xml_root_name(head);
    if (root == "html" || root == "HTML" || has("<html"))
        return has("EudraCT Number") && has("tricell") ? std::optional(Shape::page) : std::nullopt;
    if (!root.empty()) {
        const bool ours =
            has_xml_element(head, "trialInformation") || (has("eudract") && has_xml_element(head, "adverseEvents"));
        return ours ? std::optional(Shape::results) : std::nullopt;
    }
    return has("EudraCT Number: ") && has("\nA.1 Member State Concerned: ") ? std::optional(Shape::text) : std::nullopt;
}

bool recognise(std::string_view head) {
    return shape_of(head).has_value();
}

/// Lines of a stream, with their numbers.
class LineReader {
public:
    explicit LineReader(ByteStream& source) : m_source(source) {}
    std::optional<std::string> next() {
        std::string line;
        bool any = false;
        for (;; ++m_at) {
            if (m_at == m_size) {
                m_at = 0;
                m_size = m_source.read(m_buffer, sizeof m_buffer);
                if (m_size == 0) break;
            }
            any = true;
            if (m_buffer[m_at] == '\n') {
                ++m_at;
                break;
            }
            line += m_buffer[m_at];
        }
        if (!line.empty() && line.back() == '\r') line.pop_back();
        return any ? std::optional(std::move(line)) : std::nullopt;
    }

private:
    ByteStream& m_source;
    char m_buffer[16 * 1024];
    std::size_t m_at = 0;
    std::size_t m_size = 0;
};

/// Cuts a text download where another trial's summary begins: the records of one trial's member states stay together.
void split_text(ByteStream& source, const RecordSink& record, const DiagnosticSink& diagnostic) {
    static constexpr std::string_view number_label = "EudraCT Number: ";
    LineReader lines(source);
    RawRecord raw{{}, 1, 1};
    std::string trial;
    std::size_t number = 0;
    std::size_t line_number = 0;
    const auto emit = [&] {
        if (!trial.empty()) record({std::move(raw.bytes), ++number, raw.line});
        raw.bytes.clear();
    };
    for (auto line = lines.next(); line; line = lines.next()) {
        ++line_number;
        if (line->starts_with(number_label) && line->substr(number_label.size()) != trial) {
            emit();
            trial = line->substr(number_label.size());
            raw.line = line_number;
            raw.bytes = "Summary\n"; // the heading of the line before went with the trial before
        }
        raw.bytes += *line + "\n";
    }
    emit();
    if (number == 0) diagnostic({"", {}, {}, "no record: no line begins with \"EudraCT Number: \""});
}

void split(ByteStream& source, const RecordSink& record, const DiagnosticSink& diagnostic) {
    PeekedStream whole(source);
    const std::string_view head = whole.head();
    if (begins_as_json(head)) return split_json_records(whole, {}, record, diagnostic);
    const std::string root(xml_root_name(head));
    const bool page = root == "html" || root == "HTML" || head.find("<html") != std::string_view::npos;
    if (page) return record({read_all(whole, std::size_t{64} << 20), 1, 1});
    if (!root.empty()) return cut_xml_records(whole, {{root}, "EudraCT results XML"}, record, diagnostic);
    split_text(whole, record, diagnostic);
}

Expected<RegistryStudy, Diagnostic> study_of(const RawRecord& raw, Shape shape) {
    if (shape == Shape::text) return euctr_study(euctr_text_answers(raw.bytes));
    if (shape == Shape::page) return euctr_study(euctr_page_answers(raw.bytes));
    if (shape == Shape::results) {
        auto document = parse_xml(raw.bytes);
        if (!document) return Unexpected(std::move(document.error()));
        RegistryStudy study;
        read_eudract_results(xml_json(document->root()), study);
        return study;
    }
    auto record = parse_json_record(raw);
    if (!record) return Unexpected(std::move(record.error()));
    RegistryStudy study = euctr_study(euctr_json_answers(*record));
    read_eudract_results(*record, study);
    return study;
}

/// The kind of a record, which has no more of its file than itself.
Shape shape_of_record(std::string_view bytes) {
    if (begins_as_json(bytes)) return Shape::json;
    if (bytes.starts_with("Summary\n")) return Shape::text;
    return bytes.find("<html") != std::string_view::npos || bytes.find("<HTML") != std::string_view::npos
               ? Shape::page
               : Shape::results;
}

Reading read(const RawRecord& raw) {
    const Shape shape = shape_of_record(raw.bytes);
    auto study = study_of(raw, shape);
    if (!study) return refused(std::move(study.error()));
    const auto number = normal_registry_number(study->id);
    if (!number || number->scheme != "euctr")
        return refused("the record has no EudraCT number, so it cannot be told which trial it is of: " +
                       excerpt(raw.bytes));
    // The results stand beside the protocol, which says what they do not: neither replaces the other.
    const std::string_view beside = shape == Shape::results ? "euctr-results" : "";
    Reading reading;
    reading.documents.push_back(study_document(*study, "euctr", raw.bytes, beside));
    return reading;
}

} // namespace

Format euctr_format() {
    return {"euctr", "EU Clinical Trials Register", recognise, split, read, false};
}

} // namespace ekb::importers::registry
