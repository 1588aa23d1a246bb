// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace ekb::kb {

/// What tells this program's built-in vocabulary from that of another version: 16 hexadecimal digits of a hash of its
/// files. Thread-safe.
const std::string& builtin_vocabulary_version();

} // namespace ekb::kb
