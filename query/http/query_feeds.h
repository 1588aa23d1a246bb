// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/store/history.h"
#include "query/engine.h"
#include "query/http/feed.h"

#include <vector>

namespace ekb::query::http {

/// What happened to the studies that a query finds, each with its newest change: it came, a report of it came or was
/// read anew, it was reviewed, a notice of it came, its reports disagree otherwise. `newest` is the state that they were
/// found in. Up to 50, newest first.
std::vector<FeedEntry> change_entries(const kb::HistoryReader& history, const std::vector<AnswerStudy>& found,
                                      const kb::Snapshot& newest);

/// The retractions, corrections, expressions of concern and so on that touch the studies which a query finds: one entry a
/// notice, at the time when the knowledge base came to know of it. Up to 50, newest first.
std::vector<FeedEntry> notice_entries(const kb::HistoryReader& history, const std::vector<AnswerStudy>& found,
                                      const kb::Snapshot& newest);

} // namespace ekb::query::http
