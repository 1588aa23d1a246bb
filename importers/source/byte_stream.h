// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ekb::importers {

/// Bytes that come one after the other. Throws Error where they cannot be read (a disk error, a damaged archive),
/// with the reason.
class ByteStream {
public:
    virtual ~ByteStream() = default;
    /// Up to `size` bytes into `to`; 0 at the end only.
    virtual std::size_t read(char* to, std::size_t size) = 0;
};

/// A stream over bytes that somebody else keeps.
class MemoryStream : public ByteStream {
public:
    explicit MemoryStream(std::string_view bytes) : m_left(bytes) {}
    std::size_t read(char* to, std::size_t size) override;

private:
    std::string_view m_left;
};

/// All that is left of the stream. Throws Error where it is more than `limit` bytes.
std::string read_all(ByteStream& stream, std::size_t limit);

} // namespace ekb::importers
