// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/import/fold.h"

#include <algorithm>
#include <iterator>

namespace ekb::query {

std::optional<kb::PreparedDocument> folded(const FurtherPart& part, const std::function<const kb::Vocabulary&()>& vocabulary,
                                           std::vector<Diagnostic>& errors) {
    SourceRecord whole = part.arriving;
    whole.raw.bytes = whole.format->fold(part.held.bytes, part.arriving.raw.bytes);
    if (whole.raw.bytes.size() > part.most_bytes) {
        errors.push_back({whole.path, whole.raw.number, whole.raw.line,
                          "with this part the record of “" + part.document + "” would be larger than " + std::to_string(part.most_bytes) +
                              " bytes: what is held of it stays"});
        return std::nullopt;
    }
    importers::Reading reading = read_documents(whole, vocabulary);
    std::ranges::move(reading.diagnostics, std::back_inserter(errors));
    const auto document = std::ranges::find(reading.documents, part.document, &Document::id);
    if (document == reading.documents.end()) return std::nullopt;
    return kb::prepare(*document, {part.held.format, std::move(whole.raw.bytes)});
}

} // namespace ekb::query
