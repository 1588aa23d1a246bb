// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/store/history.h"
#include "query/http/feed.h"

#include <cstdint>
#include <set>
#include <vector>

namespace ekb::query::http {

/// What happened to the studies that a query finds (their keys), each with its newest change: it came, a report of it came
/// or was read anew, it was reviewed, a notice of it came, its reports disagree otherwise. `then` is the state that they
/// were found in, and after which nothing is told. Up to 50, newest first: no more studies than those are read.
std::vector<FeedEntry> change_entries(const kb::HistoryReader& history, const std::set<std::int64_t>& found, const kb::Snapshot& then);

/// The retractions, corrections, expressions of concern and so on that touch the studies which a query finds: one entry a
/// notice, at the time when the knowledge base came to know of it. Up to 50, newest first: only studies that a notice
/// touches are read, as long as one of those left may have a newer one.
std::vector<FeedEntry> notice_entries(const kb::HistoryReader& history, const std::set<std::int64_t>& found, const kb::Snapshot& then);

} // namespace ekb::query::http
