// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/document.h"
#include "kb/store/identifier.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ekb::kb {

class Database;

/// Retractions, corrections and so on reach the report that they are about, whichever of the two is imported first:
/// they are kept by the identifier of their target and looked up when a document is read.

/// A notice and the report that it is about, as an identifier's form.
struct TargetedNotice {
    std::string target;
    Notice notice;

    bool operator==(const TargetedNotice&) const = default;
};

/// What the document says of other reports and, where it is itself retracted, corrected …, of every record of the same
/// report: one that shares its PMID, PMCID or DOI. A document that is marked as retracted and has no notice that says
/// so gives a retraction without words.
std::vector<TargetedNotice> targeted_notices(const Document& document, const std::vector<OwnIdentifier>& own);

/// Adds the notices of other documents to `document.notices`, by date, and sets `retracted`: true where the newest of
/// retractions, replacements and reinstatements is not a reinstatement. A notice without a date counts as the oldest, a
/// reinstatement without one as the newest.
void apply_notices(Database& database, std::int64_t document_key, Document& document);
/// The same of the notices of others that are given.
void apply_notices(std::vector<Notice> others, Document& document);

/// Appends a change for every other document that the document's notices are about. Inside the transaction of its put.
void log_notices(Database& database, std::int64_t document_key);

} // namespace ekb::kb
