// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/store/joins.h"
#include "kb/store/prepared.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::kb {

class Database;

/// Which documents are one study, and why: the rules of own_identifiers and group, applied to the store. Everything
/// that writes is to be called inside the transaction of the write that it belongs to.

/// The key of a new study.
std::int64_t new_study(Database& database);

/// The studies with documents that the document's identifiers and persons' decisions tie it to, its own among them.
std::set<std::int64_t> tied_studies(Database& database, std::int64_t document_key);

/// The one study that a new document can be put into without more ado: that of its identifiers, or a new one where they
/// lead to none. nullopt where they lead to several, or a person has ever decided anything: then put it into a new
/// study and regroup.
std::optional<std::int64_t> simple_study(Database& database, const PreparedDocument& document);

/// Groups the documents of these studies anew. Where that moves any, the older study's key stays, the moves are kept
/// for later questions, and the change log tells of every study that gained or lost a document.
void regroup(Database& database, const std::set<std::int64_t>& study_keys);

/// Remembers a person's word on two documents; it takes the place of an earlier one on the two.
void remember_decision(Database& database, const JoinDecision& decision);

/// As Reader::joins and Reader::join_decisions.
std::vector<Join> joins(Database& database, std::optional<std::int64_t> study_key);
std::vector<JoinDecision> join_decisions(Database& database);

} // namespace ekb::kb
