// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/document.h"

#include <filesystem>
#include <string>
#include <vector>

namespace ekb::tests {

/// A claim of intervention against comparator on an endpoint.
Claim made_claim(const std::string& intervention, const std::string& comparator, const std::string& endpoint,
                 Direction direction);

/// A report with this PMID, its text the title and the paragraphs, its concepts labelled by the built-in vocabulary.
Document made_report(const std::string& pmid, const std::string& title, const std::vector<std::string>& paragraphs,
                     std::vector<Claim> claims);

/// Puts documents into the store of a knowledge base folder, in one transaction.
void put_all(const std::filesystem::path& kb_dir, const std::vector<Document>& documents);

/// Six trials: two of methylcobalamin in ALS with ALSFRS-R (1, 2), one of edaravone (3), one of methylcobalamin in mice
/// (4), one of vitamin B 12 in neuropathy on pain (5), one of exercise in children, 2016 (6).
std::vector<Document> six_trials();

} // namespace ekb::tests
