// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace ekb {

/// An input, or a record of one, that was rejected, and why: what a curator needs to mend it.
struct Diagnostic {
    std::string path;                  ///< the file as the user named it; "archive.zip/member" inside an archive; "-" for standard input
    std::optional<std::size_t> record; ///< which record of the file, from 1
    std::optional<std::size_t> line;   ///< the line of the file, from 1
    std::string message;               ///< one sentence that quotes the offending text

    bool operator==(const Diagnostic&) const = default;
};

} // namespace ekb
