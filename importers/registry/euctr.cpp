// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/euctr.h"

#include "importers/registry/ctgov_reading.h"
#include "importers/registry/euctr_trial.h"
#include "importers/registry/json_records.h"
#include "importers/registry/member_scan.h"
#include "importers/registry/study_document.h"
#include "importers/source/identity.h"
#include "importers/source/lines.h"
#include "importers/source/utf8.h"
#include "importers/source/xml_cutter.h"

namespace ekb::importers::registry {

namespace {

constexpr std::size_t record_limit = 64UL << 20; // bytes; those of one trial together

bool recognise(std::string_view head) {
    return euctr_shape_of_source(head).has_value();
}

/// Cuts a text download where another trial's summary begins: the records of one trial's member states stay together.
void split_text(ByteStream& source, const RecordSink& record, const DiagnosticSink& diagnostic) {
    static constexpr std::string_view number_label = "EudraCT Number: ";
    LineReader lines(source);
    RawRecord raw{{}, 1, 1};
    std::string trial;
    std::size_t number = 0;
    const auto emit = [&] {
        if (trial.empty()) return;
        ++number;
        if (raw.bytes.size() > record_limit) diagnostic({{}, number, raw.line, "the records of “" + trial + "” are larger than 64 MiB together"});
        else record({std::move(raw.bytes), number, raw.line});
    };
    for (std::string line; lines.next(line);) {
        if (line.starts_with(number_label) && line.substr(number_label.size()) != trial) {
            emit();
            trial = line.substr(number_label.size());
            raw.line = lines.number();
            raw.bytes = "Summary\n"; // the heading of the line before went with the trial before
        }
        if (raw.bytes.size() <= record_limit) raw.bytes += line + "\n";
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
    if (page) return record({read_all(whole, record_limit), 1, 1});
    if (!root.empty()) return cut_xml_records(whole, {{root}, "EudraCT results XML"}, record, diagnostic);
    split_text(whole, record, diagnostic);
}

Reading read(const RawRecord& raw) {
    auto study = euctr_trial(raw);
    if (!study) return refused(std::move(study.error()));
    const auto number = normal_registry_number(study->id);
    if (!number || number->scheme != "euctr")
        return refused("the record has no EudraCT number, so it cannot be told which trial it is of: " +
                       excerpt(raw.bytes));
    Reading reading;
    reading.documents.push_back(study_document(*study, "euctr", raw.bytes));
    return reading;
}

} // namespace

Format euctr_format() {
    return {"euctr", "EU Clinical Trials Register", recognise, split, read, false, euctr_fold};
}

} // namespace ekb::importers::registry
