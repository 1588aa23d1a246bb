// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/store/prepared.h"
#include "kb/store/reader.h"
#include "query/import/records.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ekb::query {

/// What the parts of one document (importers::Format::fold) may have together.
constexpr std::size_t most_bytes_a_fold = 256U << 20U;

/// A further part of a document of which the store holds others.
struct FurtherPart {
    const std::string& document;  ///< its id
    const kb::RawSource& held;    ///< of the format that the part is of, which has a fold
    const SourceRecord& arriving;
    std::size_t most_bytes = most_bytes_a_fold;
};

/// The document as all its parts say it together, ready for the store; nullopt where they are too large together or do not
/// give it. `errors` gets the reasons, and what else is wrong with them. The vocabulary is asked for where there is
/// something to label.
std::optional<kb::PreparedDocument> folded(const FurtherPart& part, const std::function<const kb::Vocabulary&()>& vocabulary,
                                           std::vector<Diagnostic>& errors);

} // namespace ekb::query
