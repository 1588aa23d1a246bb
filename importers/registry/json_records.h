// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"

#include <span>
#include <string_view>

namespace ekb::importers::registry {

/// Cuts JSON into records, byte for byte, in the memory of the largest: each element of a list at the top or at one
/// of the dotted `lists` ("studies", "FullStudiesResponse.FullStudies"), or else each value at the top, so that one
/// object, an array, a page of results and JSON lines all work. A record that the file ends in, or whose brackets do
/// not match, is a diagnostic with its line, and the next one that begins is read.
void split_json_records(ByteStream& source, std::span<const std::string_view> lists, const RecordSink& record,
                        const DiagnosticSink& diagnostic);

} // namespace ekb::importers::registry
