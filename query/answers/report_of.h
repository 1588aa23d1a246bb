// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/answer.h"

#include <algorithm>
#include <string_view>

namespace ekb::query {

/// The study's report with this id, such as the one that a claim is read from; null where it is not among them.
inline const Document* report_of(const AnswerStudy& study, std::string_view document) {
    const auto found = std::ranges::find(study.documents, document, &Document::id);
    return found == study.documents.end() ? nullptr : &*found;
}

/// Whether that report is known to be retracted.
inline bool is_retracted(const AnswerStudy& study, std::string_view document) {
    const Document* report = report_of(study, document);
    return report != nullptr && report->retracted;
}

} // namespace ekb::query
