// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::importers::registry {

/// The parts of one trial's record, each as it came, by what they are of (a member state); in one order wherever they came from.
using RecordParts = std::map<std::string, std::string>;

/// A record that holds the parts of several: JSON {MEMBER: ["the first part's bytes", …], "replacedParts": ["sha256:…", …]}, with
/// the content ids of those that newer ones replaced. MEMBER is the format's own word for its parts.
struct RecordFold {
    std::vector<std::string> parts; ///< in their order
    std::set<std::string> replaced;
};

/// Whether a record or a source begins as such a one.
bool is_record_fold(std::string_view head, std::string_view member);
/// What it holds; what in it is no text is left out. No part where the bytes are no such record.
RecordFold read_record_fold(std::string_view bytes, std::string_view member);

/// As Format::fold: the parts of both records, as `parts_of` gives them for a fold and for any other record. Of two of the
/// same part the arriving one stays, unless it was replaced by another before. `held` where nothing is new.
std::string fold_records(std::string_view held, std::string_view arriving, std::string_view member,
                         RecordParts (*parts_of)(std::string_view record));

} // namespace ekb::importers::registry
