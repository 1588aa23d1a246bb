// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace ekb::query::http {

/// Compresses bytes into gzip's format (RFC 1952) as they come. Not thread-safe.
class GzipStream {
public:
    GzipStream(); ///< throws Error where zlib cannot be used
    ~GzipStream();
    GzipStream(const GzipStream&) = delete;
    GzipStream& operator=(const GzipStream&) = delete;

    /// What can be told of the compressed bytes so far; often nothing yet. With `last`, all that is left of them, and
    /// nothing may be added after it.
    std::string add(std::string_view bytes, bool last);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// The bytes in gzip's format; always the same for the same bytes.
std::string gzipped(std::string_view bytes);

} // namespace ekb::query::http
