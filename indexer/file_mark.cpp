// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/file_mark.h"

#include <sys/stat.h>

namespace ekb::indexer {

FileMark mark_of(const std::filesystem::path& path) {
    struct stat found {};
    if (::stat(path.c_str(), &found) != 0) return {};
    return {found.st_dev, found.st_ino, found.st_size,
            std::int64_t{found.st_ctim.tv_sec} * 1'000'000'000 + found.st_ctim.tv_nsec};
}

} // namespace ekb::indexer
