// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/source/byte_stream.h"

#include "kb/model/error.h"

#include <algorithm>
#include <cstring>

namespace ekb::importers {

std::size_t MemoryStream::read(char* to, std::size_t size) {
    const std::size_t n = std::min(size, m_left.size());
    std::memcpy(to, m_left.data(), n);
    m_left.remove_prefix(n);
    return n;
}

std::string read_all(ByteStream& stream, std::size_t limit) {
    std::string all;
    char buffer[64 * 1024];
    while (const std::size_t n = stream.read(buffer, sizeof buffer)) {
        if (all.size() + n > limit) throw Error("larger than " + std::to_string(limit) + " bytes");
        all.append(buffer, n);
    }
    return all;
}

} // namespace ekb::importers
