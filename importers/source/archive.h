// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/source/byte_stream.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace ekb::importers {

/// True where these are the first bytes of an archive or a compressed file that we open.
bool is_archive(std::string_view head);

/// Gives each file in the archive as a stream that lives for the call: `member` is its path inside, empty for what a
/// compressed file holds. Throws SourceError, with the reason, where the archive is damaged; a stream throws it where
/// its member expands more than a thousandfold or beyond 64 GiB.
void for_each_member(ByteStream& archive,
                     const std::function<void(const std::string& member, std::unique_ptr<ByteStream>)>& sink);

} // namespace ekb::importers
