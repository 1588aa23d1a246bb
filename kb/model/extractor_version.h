// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace ekb {

/// Rises whenever the same source would be read into another document or other claims. A stored document that an
/// older version read is read again at the next import of its source.
inline constexpr int extractor_version = 11;

} // namespace ekb
