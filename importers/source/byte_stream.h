// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/error.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace ekb::importers {

/// A source that cannot be read on: a disk error, a damaged archive. It becomes that source's Diagnostic; the next one
/// is read.
class SourceError : public Error {
public:
    using Error::Error;
};

/// Bytes that come one after the other. Throws SourceError where they cannot be read, with the reason.
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

/// A stream that somebody else owns.
class BorrowedStream : public ByteStream {
public:
    explicit BorrowedStream(ByteStream& source) : m_source(source) {}
    std::size_t read(char* to, std::size_t size) override { return m_source.read(to, size); }

private:
    ByteStream& m_source;
};

/// A stream whose beginning can be seen before it is read.
class HeadStream : public ByteStream {
public:
    explicit HeadStream(std::unique_ptr<ByteStream> source) : m_source(std::move(source)) {}
    /// The next `size` bytes, fewer at the end of the stream; they stay to be read. Valid until the next call.
    std::string_view head(std::size_t size = 64UL << 10);
    /// Leaves out bytes that head() has shown.
    void skip(std::size_t size) { m_at += size; }
    std::size_t read(char* to, std::size_t size) override;

private:
    std::unique_ptr<ByteStream> m_source;
    std::string m_buffer;
    std::size_t m_at = 0;
};

/// A file's bytes. Throws SourceError with the system's reason where it cannot be opened or read. "-" is standard
/// input.
std::unique_ptr<ByteStream> open_file(const std::string& path);

/// All that is left of the stream. Throws SourceError where it is more than `limit` bytes.
std::string read_all(ByteStream& stream, std::size_t limit);

} // namespace ekb::importers
