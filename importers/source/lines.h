// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/source/byte_stream.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::importers {

/// The lines of a text, whether they end in LF, CR LF or CR alone, without their ends. The views lie in `text`.
std::vector<std::string_view> lines_of(std::string_view text);

/// The lines of a stream, one after the other, ended in the same three ways. Memory holds one line; one longer than 16
/// MiB comes in pieces.
class LineReader {
public:
    explicit LineReader(ByteStream& source) : m_source(source) {}
    /// The next line without its end; false at the end of the stream.
    bool next(std::string& line);
    /// The number of the line that next() gave, from 1.
    std::size_t number() const { return m_number; }

private:
    bool fill();
    ByteStream& m_source;
    std::string m_buffer;
    std::size_t m_at = 0;
    std::size_t m_number = 0;
    bool m_after_cr = false;
};

} // namespace ekb::importers
