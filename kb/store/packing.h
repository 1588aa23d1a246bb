// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace ekb::kb {

/// The bytes, compressed by zstd in one frame that knows its size. Thread-safe.
std::string compress(std::string_view bytes);
/// What was compressed. Throws Error for anything that compress() did not make. Thread-safe.
std::string decompress(std::string_view packed);

/// BLAKE2b-256 of the parts, a zero byte between any two: 32 bytes. Thread-safe.
std::string hash(std::string_view first, std::string_view second);
/// Bytes as lower-case hexadecimal digits.
std::string hexadecimal(std::string_view bytes);

} // namespace ekb::kb
