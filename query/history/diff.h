// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/store/history.h"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace ekb::query {

/// What became of a thing between two snapshots.
enum class Fate { came, went, changed };

struct FateCounts {
    std::size_t came = 0;
    std::size_t went = 0;
    std::size_t changed = 0;
};

/// Two snapshots, the older first, and what is compared: all studies, or of each snapshot the studies that a query
/// found then (their keys).
struct DiffRequest {
    kb::Snapshot from;
    kb::Snapshot to;
    std::optional<std::set<std::int64_t>> found_then = {};
    std::optional<std::set<std::int64_t>> found_now = {};
};

/// A study that came, went or changed.
struct StudyFate {
    std::int64_t key = 0;
    Fate fate = Fate::changed;
};

/// What came, went and changed between two snapshots. A claim or document that moved to another study is changed, not
/// gone; one that only became part of a study with another name is not.
struct Diff {
    FateCounts studies;
    FateCounts documents;
    FateCounts claims;
    std::vector<StudyFate> fates; ///< by the study's key: in the order in which the studies first came
};

Diff diff(const kb::HistoryReader& history, const DiffRequest& request);

/// {"from", "to", "totals": {"studies": {"came", "went", "changed"}, "documents", "claims"}, "total", "studies": [{"id",
/// "was", "title", "change", "documents": [{"id", "change", "fields"}], "claims": [{"id", "change", "fields", "before",
/// "after"}]}]}: of `studies` those from `offset` on, up to `limit`. `fields` names what is not as it was.
nlohmann::ordered_json diff_json(const kb::HistoryReader& history, const DiffRequest& request, const Diff& found,
                                 std::size_t offset, std::size_t limit);

} // namespace ekb::query
