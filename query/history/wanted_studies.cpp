// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/history/wanted_studies.h"

#include "kb/model/error.h"
#include "query/history/engine_then.h"

#include <chrono>
#include <utility>

namespace ekb::query {

namespace {

constexpr std::size_t studies_a_part = 200;

std::int64_t milliseconds_now() {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count();
}

} // namespace

Expected<WantedStudies, QueryError> WantedStudies::find(Engine engine, const std::filesystem::path& kb_dir,
                                                        const Wanted& wanted, const std::optional<kb::Snapshot>& then,
                                                        OpenEngine open) {
    WantedStudies found(std::move(engine), std::move(open));
    std::int64_t sequence = 0;
    if (wanted.is_question) {
        Answer answer = found.m_engine.ask({wanted.text, studies_a_part, 0, true});
        found.m_record = search_record(answer);
        found.m_waiting = std::move(answer.studies);
        sequence = answer.sequence;
    } else {
        auto result = found.m_engine.search({wanted.text, studies_a_part, 0});
        if (!result) return Unexpected(QueryError(result.error()));
        found.m_record = search_record(*result);
        found.m_waiting = std::move(result->studies);
        sequence = result->sequence;
    }
    found.m_record.vocabulary = found.m_engine.vocabulary();
    found.m_record.snapshot = then ? *then : snapshot_of(kb_dir, sequence);
    found.m_record.run_at_ms = milliseconds_now();
    return found;
}

WantedStudies::Part WantedStudies::part_at(std::size_t offset) const {
    const std::string& text = m_record.wanted.text;
    if (m_record.wanted.is_question) {
        Answer answer = m_engine.ask({text, studies_a_part, offset, true});
        return {std::move(answer.studies), answer.sequence};
    }
    auto result = m_engine.search({text, studies_a_part, offset});
    if (!result) throw Error("a query that was understood is not any more: " + result.error().message);
    return {std::move(result->studies), result->sequence};
}

std::vector<AnswerStudy> WantedStudies::search_more() {
    Part part = part_at(m_given);
    if (part.sequence != m_record.snapshot.sequence && m_open) {
        m_engine = m_open(m_record.snapshot);
        part = part_at(m_given);
    }
    return std::move(part.studies);
}

std::vector<AnswerStudy> WantedStudies::next() {
    if (m_waiting.empty() && m_given < m_record.found) m_waiting = search_more();
    std::vector<AnswerStudy> part = std::exchange(m_waiting, {});
    m_given += part.size();
    m_record.exported.add(part);
    return part;
}

} // namespace ekb::query
