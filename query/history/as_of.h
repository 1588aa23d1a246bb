// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/expected.h"
#include "kb/store/history.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace ekb::query {

/// The state that "as of" names: a change's number ("5234"), a day ("2026-01-31": the last state of that day, UTC), or a
/// time ("2026-01-31T12:00:00Z"). The error is a sentence that quotes the text: it is none of these, or a change that
/// the store has not come to.
Expected<kb::Snapshot, std::string> read_as_of(const kb::HistoryReader& history, std::string_view text);

/// The state of the store that an answer knows of; the time is not known where the index is here without its store.
kb::Snapshot snapshot_of(const std::filesystem::path& kb_dir, std::int64_t sequence);

/// The year, UTC, in which the state was committed; nullopt where its time is not known.
std::optional<int> year_of(const kb::Snapshot& snapshot);

/// Milliseconds since 1970 as ISO 8601 in UTC, to the millisecond: "2026-01-31T12:00:00.000Z".
std::string utc_time(std::int64_t at_ms);

/// {"sequence", "time"}; the time is null where it is not known.
nlohmann::ordered_json snapshot_json(const kb::Snapshot& snapshot);

} // namespace ekb::query
