// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/history/wanted_studies.h"

#include "kb/model/error.h"
#include "query/history/as_of.h"

#include <chrono>
#include <utility>

namespace ekb::query {

namespace {

constexpr std::size_t studies_a_part = 200;

std::int64_t milliseconds_now() {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count();
}

struct Searched {
    SearchRecord record;
    StudyList list;
    std::int64_t sequence = 0;
};

Expected<Searched, QueryError> searched(const Engine& engine, const Wanted& wanted) {
    if (wanted.is_question) {
        auto found = engine.list_answers(wanted.text);
        if (!found) return Unexpected(QueryError(found.error()));
        return Searched{search_record(found->head), std::move(found->studies), found->head.sequence};
    }
    auto found = engine.list_search(wanted.text);
    if (!found) return Unexpected(QueryError(found.error()));
    return Searched{search_record(found->head), std::move(found->studies), found->head.sequence};
}

} // namespace

Expected<WantedStudies, QueryError> WantedStudies::find(Engine engine, const std::filesystem::path& kb_dir,
                                                        const Wanted& wanted, const std::optional<kb::Snapshot>& then,
                                                        OpenEngine open) {
    WantedStudies found(std::move(engine), std::move(open));
    auto first = searched(found.m_engine, wanted);
    if (!first) return Unexpected(QueryError(first.error()));
    found.m_record = std::move(first->record);
    found.m_list = std::move(first->list);
    found.m_record.vocabulary = found.m_engine.vocabulary();
    found.m_record.snapshot = then ? *then : snapshot_of(kb_dir, first->sequence);
    found.m_record.run_at_ms = milliseconds_now();
    return found;
}

std::vector<AnswerStudy> WantedStudies::read_more() {
    auto part = m_engine.read(m_list, m_given, studies_a_part);
    if (!part) {
        if (m_open) m_engine = m_open(m_record.snapshot);
        auto again = searched(m_engine, m_record.wanted);
        if (!again) throw Error("a query that was understood is not any more: " + again.error().message);
        m_list = std::move(again->list);
        part = m_engine.read(m_list, m_given, studies_a_part);
    }
    if (!part) throw Error("the index went on twice while its studies were being given");
    return std::move(*part);
}

std::vector<AnswerStudy> WantedStudies::next() {
    if (m_given >= m_record.found) return {};
    std::vector<AnswerStudy> part = read_more();
    m_given += part.size();
    m_record.exported.add(part);
    return part;
}

} // namespace ekb::query
