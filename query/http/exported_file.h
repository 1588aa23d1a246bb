// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/export/formats.h"
#include "query/history/wanted_studies.h"

#include <deque>
#include <string>

namespace ekb::query::http {

/// A file of studies in the parts that it is sent in: what begins it with the first studies, and what ends it with the
/// last. Not thread-safe. Throws Error where the studies cannot be read.
class ExportedFile {
public:
    ExportedFile(WantedStudies studies, const ExportFormat& format);

    /// The next part; empty when all was given.
    std::string next();

private:
    std::string more();
    std::string end();

    WantedStudies m_studies;
    std::deque<AnswerStudy> m_waiting;
    ExportText m_text;
    bool m_begun = false;
    bool m_ended = false;
};

} // namespace ekb::query::http
