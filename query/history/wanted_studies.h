// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/export/search_record.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

namespace ekb::query {

/// Gives an engine of a snapshot whose index does not go on; called when the index of now does while its studies are being
/// given.
using OpenEngine = std::function<Engine(const kb::Snapshot& snapshot)>;

/// All studies that are wanted, a part at a time, as they were recorded at one snapshot, in one order. They are searched
/// for once, and once more where the index goes on meanwhile. Not thread-safe.
class WantedStudies {
public:
    /// Searches for them. `then` is the snapshot that `engine` is of; nullopt: it follows the index, and what is given
    /// stays with the state that it found. Throws Error as Engine does.
    static Expected<WantedStudies, QueryError> find(Engine engine, const std::filesystem::path& kb_dir, const Wanted& wanted,
                                                    const std::optional<kb::Snapshot>& then, OpenEngine open);

    /// What was searched for and found; its counts are of what was given so far.
    const SearchRecord& record() const { return m_record; }
    /// Notes in the record how the snapshot was named.
    void name_as_of(std::string as_of) { m_record.as_of = std::move(as_of); }
    /// The next studies; empty after the last.
    std::vector<AnswerStudy> next();

private:
    WantedStudies(Engine engine, OpenEngine open) : m_engine(std::move(engine)), m_open(std::move(open)) {}
    std::vector<AnswerStudy> read_more();

    Engine m_engine;
    OpenEngine m_open;
    SearchRecord m_record;
    StudyList m_list;
    std::size_t m_given = 0;
};

} // namespace ekb::query
