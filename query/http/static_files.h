// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/http/message.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace ekb::query::http {

/// The files of the built page, read once: what is served is what was there at the start, and no request names a path
/// of the disk. Thread-safe.
class StaticFiles {
public:
    StaticFiles() = default;
    /// Reads the folder. Throws Error, saying how to build the page, where it holds no index.html.
    explicit StaticFiles(const std::filesystem::path& folder);

    /// The file at that decoded path ("/" is index.html) with its headers; nullopt where there is none.
    std::optional<Response> find(const std::string& path) const;
    std::size_t size() const { return m_files.size(); }

private:
    std::map<std::string, Response> m_files;
};

} // namespace ekb::query::http
