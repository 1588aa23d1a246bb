// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/exported_file.h"

#include "query/export/search_record.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace ekb::query::http {

ExportedFile::ExportedFile(WantedStudies studies, const ExportFormat& format) : m_studies(std::move(studies)), m_text(format) {}

std::string ExportedFile::next() {
    if (m_ended) return {};
    std::string part = m_begun ? std::string() : m_text.begin();
    m_begun = true;
    // A part without text would end the file: studies without documents have none in some formats.
    while (part.empty() && !m_ended)
        part += more();
    return part;
}

/// Of as many studies as make a part worth sending: their text is the larger the more they are.
std::string ExportedFile::more() {
    constexpr std::size_t enough_bytes = 64U << 10U;
    std::string part;
    while (part.size() < enough_bytes) {
        if (m_waiting.empty()) {
            for (AnswerStudy& study : m_studies.next())
                m_waiting.push_back(std::move(study));
        }
        if (m_waiting.empty()) return part + end();
        part += m_text.add(m_waiting.front());
        m_waiting.pop_front();
    }
    return part;
}

std::string ExportedFile::end() {
    m_ended = true;
    return m_text.end(search_record_json(m_studies.record()).dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

} // namespace ekb::query::http
