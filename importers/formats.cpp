// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/extract.h"
#include "importers/format.h"
#include "importers/literature/literature_formats.h"
#include "importers/pdf/pdf.h"
#include "importers/registry/registry_formats.h"
#include "importers/vocabulary/vocabulary_formats.h"
#include "importers/web/web_formats.h"

#include <algorithm>

namespace ekb::importers {

std::span<const Format> formats() {
    // From the most telling to the least: plain text takes whatever is left.
    static const std::vector<Format> all = [] {
        std::vector<Format> list{pdf_format()}; // the only one that is no text
        for (auto more : {registry_formats(), vocabulary_formats(), literature_formats(), web_formats()}) list.insert(list.end(), more.begin(), more.end());
        return list;
    }();
    return all;
}

const Format* format_named(std::string_view name) {
    const auto found = std::ranges::find(formats(), name, &Format::name);
    return found == formats().end() ? nullptr : &*found;
}

const Format* recognise(std::string_view head) {
    const auto found = std::ranges::find_if(formats(), [&](const Format& f) { return f.recognise(head); });
    return found == formats().end() ? nullptr : &*found;
}

Reading read_record(const Format& format, const RawRecord& record) {
    Reading reading = format.read(record);
    if (format.prose) {
        for (Document& document : reading.documents) extraction::extract(document);
    }
    return reading;
}

} // namespace ekb::importers
