// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include <stdlib.h>

namespace ekb::tests {

/// A new empty folder that goes, with all in it, when this does.
class TempDir {
public:
    TempDir() {
        std::string name = (std::filesystem::temp_directory_path() / "ekb-test-XXXXXX").string();
        if (!mkdtemp(name.data()))
            throw std::filesystem::filesystem_error("mkdtemp", std::error_code(errno, std::generic_category()));
        m_path = name;
    }
    ~TempDir() {
        std::error_code ignored; // what is left lies in the system's folder for temporary files
        std::filesystem::remove_all(m_path, ignored);
    }
    TempDir(const TempDir&) = delete;
    TempDir& operator=(const TempDir&) = delete;

    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

} // namespace ekb::tests
